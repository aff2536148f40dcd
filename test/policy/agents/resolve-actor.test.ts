// Who wrote the change: class, assurance, agents and delegator from ids and text.
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/model/decision.ts';
import type { Facts } from '../../../src/model/facts.ts';
import { compilePolicy, resolveActor } from '../../../src/policy/index.ts';
import { COPILOT, agentFacts, commit, facts, layers, pull, user } from '../given.ts';

const LISTED =
  'version: 1\nactors: { agents: { helper: { identities: [{ github: 198982749 }] } }, automation: [{ github: 5 }] }\n';
const resolve = (known: Facts, policy: string | null = null): Actor =>
  resolveActor(compilePolicy(layers(policy)), known);
const brief = ({ class: actorClass, assurance, agents }: Actor) => [actorClass, assurance, agents.join(' ')];
const opened = (part: Parameters<typeof pull>[1], author = user('dora', 40)) =>
  facts({ pull_request: pull(author, part) });

describe('class, assurance and agents', () => {
  test.each<[string, Facts, string | null, readonly string[]]>([
    ['a human', facts(), null, ['human', 'authenticated', '']],
    ['a human without an id', opened({}, user('dora')), null, ['human', 'unknown', '']],
    ['no author', facts({ pull_request: null }), null, ['agent', 'unknown', '']],
    ['an author of no type', opened({}, { login: 'x', id: 1, type: null }), null, ['agent', 'unknown', '']],
    ['a registry agent', agentFacts(), null, ['agent', 'authenticated', 'copilot']],
    ['a listed agent', agentFacts(), LISTED, ['agent', 'authenticated', 'helper']],
    [
      'a listed agent that is a user account',
      opened({}, { ...COPILOT, type: 'User' }),
      LISTED,
      ['agent', 'authenticated', 'helper'],
    ],
    [
      'signed commits',
      agentFacts({ commits: [commit({ author: COPILOT, verified: true })] }),
      LISTED,
      ['agent', 'signed', 'helper'],
    ],
    [
      'one unsigned commit',
      agentFacts({ commits: [commit({ author: COPILOT, verified: true }), commit({ author: COPILOT })] }),
      LISTED,
      ['agent', 'authenticated', 'helper'],
    ],
    [
      'a signed commit of another',
      agentFacts({ commits: [commit({ author: user('dora', 40), verified: true })] }),
      LISTED,
      ['agent', 'authenticated', 'helper'],
    ],
    [
      'automation',
      opened({}, { login: 'd[bot]', id: 5, type: 'Bot' }),
      LISTED,
      ['automation', 'authenticated', ''],
    ],
    [
      'unlisted automation',
      opened({}, { login: 'd[bot]', id: 6, type: 'Bot' }),
      LISTED,
      ['unknown_bot', 'unknown', ''],
    ],
    [
      'a bot without id',
      opened({}, { login: 'Copilot', id: null, type: 'Bot' }),
      null,
      ['unknown_bot', 'unknown', ''],
    ],
    ['unlabelled: agent', facts(), 'version: 1\nactors: { unlabelled: agent }\n', ['agent', 'unknown', '']],
    [
      'unknown_bots: agent',
      opened({}, { login: 'd[bot]', id: 6, type: 'Bot' }),
      'version: 1\nactors: { unknown_bots: agent }\n',
      ['agent', 'unknown', ''],
    ],
    [
      'an agent commit on a human pull request',
      facts({ commits: [commit({ author: COPILOT })] }),
      LISTED,
      ['mixed', 'declared', 'helper'],
    ],
    [
      'an agent push on a human pull request',
      facts({ pushers: [COPILOT] }),
      LISTED,
      ['mixed', 'authenticated', 'helper'],
    ],
    [
      'an agent as co-author',
      facts({ commits: [commit({ coauthors: [COPILOT] })] }),
      null,
      ['mixed', 'declared', 'copilot'],
    ],
    [
      'an agent login as co-author',
      facts({ commits: [commit({ coauthors: [user('claude[bot]')] })] }),
      null,
      ['mixed', 'declared', 'claude'],
    ],
    [
      'an unknown bot pushes',
      facts({ pushers: [{ login: 'y[bot]', id: 8, type: 'Bot' }] }),
      null,
      ['unknown_bot', 'unknown', ''],
    ],
    ['a branch', opened({ head_branch: 'Claude/fix' }), null, ['mixed', 'declared', 'claude']],
    [
      'a branch that only looks alike',
      opened({ head_branch: 'claudette/fix' }),
      null,
      ['human', 'authenticated', ''],
    ],
    [
      'a trailer',
      facts({ commits: [commit({ message: 'x\n\nCo-Authored-By: Claude <noreply@anthropic.com>' })] }),
      null,
      ['mixed', 'declared', 'claude'],
    ],
    [
      'the same words outside a trailer',
      facts({ commits: [commit({ message: 'write to noreply@anthropic.com' })] }),
      null,
      ['human', 'authenticated', ''],
    ],
    [
      'a trailer key',
      facts({ commits: [commit({ message: 'x\n\nAgent-Logs-Url: https://x' })] }),
      LISTED,
      ['mixed', 'declared', 'helper'],
    ],
    [
      'a trailer with its value',
      facts({ commits: [commit({ message: 'x\n\nMade-with: Cursor' })] }),
      null,
      ['mixed', 'declared', 'cursor'],
    ],
    [
      'a body',
      opened({ body: 'Generated with [Claude Code](https://claude.com/claude-code)' }),
      null,
      ['mixed', 'declared', 'claude'],
    ],
    ['a label', opened({ labels: [{ name: 'Codex', by: null }] }), null, ['mixed', 'declared', 'codex']],
    [
      'automation with an agent trailer',
      facts({ pull_request: pull({ login: 'd', id: 5, type: 'Bot' }, { head_branch: 'codex/x' }) }),
      LISTED,
      ['mixed', 'declared', 'codex'],
    ],
    [
      'text on an unlabelled agent',
      opened({ head_branch: 'codex/x' }, { login: 'x', id: 1, type: null }),
      null,
      ['agent', 'declared', 'codex'],
    ],
  ])('%s', (_, known, policy, expected) => {
    expect(brief(resolve(known, policy))).toEqual(expected);
  });
});

test('evidence holds our own words, never text of the pull request', () => {
  const known = agentFacts({
    pull_request: pull(COPILOT, { head_branch: 'copilot/<script>', body: 'app.devin.ai/sessions/x"<b>' }),
  });
  expect(resolve(known).evidence).toEqual([
    { signal: 'body', value: 'app.devin.ai/sessions/', strength: 'D' },
    { signal: 'branch-prefix', value: 'copilot/', strength: 'C' },
    { signal: 'github-id', value: '198982749', strength: 'A' },
  ]);
});

test('an invalid policy lists nobody', () => {
  expect(brief(resolve(agentFacts(), 'nonsense: 1'))).toEqual(['agent', 'authenticated', 'copilot']);
});

describe('evidence that was seen before', () => {
  const remembered = (value: string): Facts =>
    facts({ agent_evidence: [{ signal: 'commit-author', value, strength: 'B' }] });
  test.each([
    { name: 'nothing', known: facts(), expected: ['human', 'authenticated', ''] },
    { name: 'an agent by id', known: remembered('198982749'), expected: ['mixed', 'declared', 'helper'] },
    {
      name: 'an agent by a word of the registry',
      known: remembered('copilot/'),
      expected: ['mixed', 'declared', 'helper'],
    },
    { name: 'an id of nobody', known: remembered('7'), expected: ['human', 'authenticated', ''] },
    { name: 'a word of nobody', known: remembered('words'), expected: ['human', 'authenticated', ''] },
  ])('$name', ({ known, expected }) => {
    expect(brief(resolve(known, LISTED))).toEqual(expected);
  });

  test('seen again it is the same evidence', () => {
    const first = resolve(agentFacts(), LISTED);
    const agent_evidence = first.evidence.filter(({ strength }) => strength !== '-');
    expect(resolve({ ...agentFacts(), agent_evidence }, LISTED)).toEqual(first);
  });
});

describe('identities besides accounts', () => {
  const KEY = '5DE3E0509C47EA3C';
  const SPIFFE = 'spiffe://acme.example/agents/helper';
  const POLICY = `version: 1
actors:
  agents:
    helper: { identities: [{ github: 198982749 }, { key: ${KEY} }, { spiffe: "${SPIFFE}" }, { oidc: { repository_id: 7, job_workflow_ref: "acme/infra/.github/workflows/agent.yml@refs/heads/main" } }] }
    other: { identities: [{ key: 0123456789ABCDEF }] }
`;
  const TOKEN = {
    iss: 'https://token.actions.githubusercontent.com',
    repository_id: '7',
    job_workflow_ref: 'acme/infra/.github/workflows/agent.yml@refs/heads/main',
  };
  const statement = (signed_by: NonNullable<Facts['provenance']>['signed_by']): Partial<Facts> => ({
    provenance: { prompt_digest: null, tools_digest: null, plan_digest: null, purpose: null, signed_by },
  });
  const keyed = (key: string, verified = true): Partial<Facts> => ({ commits: [commit({ verified, key })] });
  const both: Facts = facts({ commits: [commit({ verified: true, key: KEY }), commit({ verified: true })] });

  test.each<[string, Facts, readonly string[]]>([
    ['no statement', agentFacts(), ['agent', 'authenticated', 'helper']],
    ['a statement by SPIFFE id', agentFacts(statement(SPIFFE)), ['agent', 'attested', 'helper']],
    ['a statement by key', agentFacts(statement(KEY)), ['agent', 'attested', 'helper']],
    ['a statement by workload', agentFacts(statement(TOKEN)), ['agent', 'attested', 'helper']],
    ['longer', agentFacts(statement(`${SPIFFE}2`)), ['agent', 'authenticated', 'helper']],
    ['shorter', agentFacts(statement(SPIFFE.slice(0, -1))), ['agent', 'authenticated', 'helper']],
    [
      'another workflow of the repository',
      agentFacts(
        statement({ ...TOKEN, job_workflow_ref: 'acme/infra/.github/workflows/x.yml@refs/heads/main' }),
      ),
      ['agent', 'authenticated', 'helper'],
    ],
    [
      'of another agent',
      agentFacts(statement('0123456789ABCDEF')),
      ['agent', 'authenticated', 'helper other'],
    ],
    ['on a pull request of a human', facts(statement(SPIFFE)), ['mixed', 'attested', 'helper']],
    [
      'by one, pushed by another',
      facts({ ...statement('0123456789ABCDEF'), pushers: [COPILOT] }),
      ['mixed', 'authenticated', 'helper other'],
    ],
    [
      'by the author, where another agent pushed',
      agentFacts({ ...statement(KEY), pushers: [{ login: 'claude[bot]', id: 209825114, type: 'Bot' }] }),
      ['agent', 'authenticated', 'claude helper'],
    ],
    ['by a stranger', facts(statement('FFFFFFFFFFFFFFFF')), ['human', 'authenticated', '']],
    ['every commit under its key', facts(keyed(KEY)), ['mixed', 'signed', 'helper']],
    ['an unverified signature', facts(keyed(KEY, false)), ['human', 'authenticated', '']],
    ['a key of nobody', facts(keyed('FFFFFFFFFFFFFFFF')), ['human', 'authenticated', '']],
    ['one of two commits', both, ['mixed', 'declared', 'helper']],
    [
      'keys of two agents',
      facts({
        commits: [commit({ verified: true, key: KEY }), commit({ verified: true, key: '0123456789ABCDEF' })],
      }),
      ['mixed', 'declared', 'helper other'],
    ],
    [
      'a commit of a listed account under a human name, with its key',
      agentFacts({ commits: [commit({ author: user('dora', 40), verified: true, key: KEY })] }),
      ['agent', 'signed', 'helper'],
    ],
  ])('%s', (_, known, expected) => {
    expect(brief(resolve(known, POLICY))).toEqual(expected);
  });

  test('a repository makes an agent of a signature, and raises nothing by it under its organisation', () => {
    const under = (floor: string, known: Facts) =>
      brief(resolveActor(compilePolicy(layers(POLICY, floor)), known));
    expect(under('version: 1\n', facts(statement(SPIFFE)))).toEqual(['mixed', 'declared', 'helper']);
    expect(under('version: 1\n', facts(keyed(KEY)))).toEqual(['mixed', 'declared', 'helper']);
    expect(under(POLICY, facts(statement(SPIFFE)))).toEqual(['mixed', 'attested', 'helper']);
    expect(under(POLICY, facts(keyed(KEY)))).toEqual(['mixed', 'signed', 'helper']);
  });

  test('a bot that nobody listed stays unknown, whatever is signed', () => {
    const bot = opened({}, { login: 'd[bot]', id: 6, type: 'Bot' });
    expect(brief(resolve({ ...bot, ...statement(SPIFFE) }, POLICY))).toEqual([
      'unknown_bot',
      'unknown',
      'helper',
    ]);
  });

  test('IDN-05: a signature seen before names the agent and proves nothing of this head', () => {
    const seen = facts({ agent_evidence: [{ signal: 'statement', value: SPIFFE, strength: 'B' }] });
    expect(brief(resolve(seen, POLICY))).toEqual(['mixed', 'declared', 'helper']);
    expect(resolve(facts(statement(SPIFFE)), POLICY).evidence).toContainEqual({
      signal: 'statement',
      value: SPIFFE,
      strength: 'B',
    });
  });
});

describe('IDN-04: look-alikes', () => {
  test.each([
    ['a login with a capital I for an l', { login: 'copiIot-swe-agent[bot]', id: 77, type: 'Bot' }],
    [
      'a login with a letter of another script',
      { login: 'c\u043epilot-swe-agent[bot]', id: 77, type: 'Bot' },
    ],
    ['the very login under another id', { login: 'Copilot', id: 77, type: 'Bot' }],
    ['a listed id as part of another', { login: 'Copilot', id: 1989827490, type: 'Bot' }],
  ])('%s is a bot that nobody knows', (_, account) => {
    expect(brief(resolve(opened({}, account), LISTED))).toEqual(['unknown_bot', 'unknown', '']);
  });

  test('a renamed account stays who it is', () => {
    const renamed = opened({}, { ...COPILOT, login: 'renamed[bot]' });
    expect(brief(resolve(renamed, LISTED))).toEqual(['agent', 'authenticated', 'helper']);
  });
});

test("IDN-07: GitHub's own signature makes nobody a human, and vouches for no other author", () => {
  const webFlow = user('web-flow', 19864447);
  const made = (author: typeof COPILOT): Facts =>
    agentFacts({ commits: [commit({ author, committer: webFlow, verified: true })] });
  expect(brief(resolve(made(COPILOT), LISTED))).toEqual(['agent', 'signed', 'helper']);
  expect(brief(resolve({ ...made(COPILOT), pull_request: pull(user('dora', 40)) }, LISTED))).toEqual([
    'mixed',
    'declared',
    'helper',
  ]);
  expect(brief(resolve(made({ login: 'y[bot]', id: 8, type: 'Bot' }), LISTED))).toEqual([
    'unknown_bot',
    'unknown',
    'helper',
  ]);
});
