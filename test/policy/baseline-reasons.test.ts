// The Baseline paragraph of the design, sentence by sentence.
import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/model/change.ts';
import type { Facts } from '../../src/model/facts.ts';
import {
  BARE,
  COPILOT,
  ENVIRONMENTS,
  agentFacts,
  approval,
  change,
  classified,
  commit,
  decide,
  facts,
  finding,
  open,
  pull,
  reason,
  smallChange,
  user,
} from './given.ts';

const need = (changes: readonly Change[], known: Facts, policy = ENVIRONMENTS): number | undefined =>
  decide({ policy, facts: known, changes }).reasons.find(({ rule }) => rule === 'baseline')?.need?.count;

const plain = { file: 'x.tf', kinds: ['other'], environment: null } as const;

describe('standard', () => {
  test.each<[string, Partial<Change>, number | undefined, number | undefined]>([
    ['tier none', { ...plain, tier: 'none' }, undefined, undefined],
    ['low', { ...plain, tier: 'low' }, 1, 1],
    ['elevated', { ...plain, tier: 'elevated' }, 1, 1],
    ['critical', { ...plain, tier: 'critical' }, 2, 1],
    ['identity', { ...plain, kinds: ['identity'], tier: 'elevated' }, 2, 1],
    ['network', { ...plain, kinds: ['network'], tier: 'elevated' }, 2, 1],
    ['firewall', { ...plain, kinds: ['firewall'], tier: 'elevated' }, 2, 1],
    ['secrets', { ...plain, kinds: ['secrets'], tier: 'elevated' }, 2, 1],
    ['governance', { ...plain, kinds: ['governance'], tier: 'elevated' }, 2, 1],
    ['pipeline', { ...plain, kinds: ['pipeline'], tier: 'elevated' }, 2, 1],
    ['encryption', { ...plain, kinds: ['encryption'], tier: 'elevated' }, 1, 1],
    ['opaque', { ...plain, tier: 'critical', opaque: true }, 2, 1],
  ])('%s: agent and human', (_, part, agent, human) => {
    expect([need([change(part)], agentFacts()), need([change(part)], facts())]).toEqual([agent, human]);
  });

  test('automation is asked like a human, mixed like an agent', () => {
    const policy = `${ENVIRONMENTS}actors: { automation: [{ github: 5, name: deps }] }\n`;
    const deps = facts({ pull_request: pull({ login: 'deps[bot]', id: 5, type: 'Bot' }) });
    const mixed = facts({ delegator: 'alice', commits: [commit({ author: COPILOT })] });
    expect([need([change()], deps, policy), need([change()], mixed, policy)]).toEqual([1, 2]);
  });

  test('an unknown delegator adds one to every count', () => {
    expect(need([change()], agentFacts({ delegator: null }))).toBe(3);
    expect(need([change()], facts({ pull_request: null }))).toBe(3);
  });

  test('the strictest change decides', () => {
    expect(need([smallChange(), change()], agentFacts())).toBe(2);
  });
});

test('light asks for one human, none for nobody, in their environments', () => {
  const policy = `${ENVIRONMENTS}  lab: { baseline: none }\n`;
  expect(need([smallChange({ tier: 'critical', kinds: ['identity'] })], agentFacts(), policy)).toBe(1);
  expect(need([smallChange({ environment: 'lab', tier: 'critical' })], agentFacts(), policy)).toBe(undefined);
  expect(need([smallChange({ environment: null, tier: 'critical' })], agentFacts(), policy)).toBe(2);
});

describe('unreadable files', () => {
  const given = (
    policy: string,
    reviews: readonly string[] = [],
    environments: readonly (string | null)[] = ['prod'],
    message = 'x',
  ) =>
    decide({
      policy,
      facts: agentFacts({ reviews: reviews.map((login) => approval(login)) }),
      classified: classified([], {
        unreadable: [
          {
            file: 'envs/prod/a.tf',
            line: 3,
            why: 'parse-error',
            message,
            environments,
            tier: 'critical',
          },
        ],
      }),
    });

  test('standard: read and approved like a critical change', () => {
    expect(open(given(ENVIRONMENTS))).toEqual(['APPROVALS_MISSING baseline', 'UNREADABLE baseline']);
    expect(given(ENVIRONMENTS).reasons[1]).toMatchObject({
      need: { count: 2, file: 'envs/prod/a.tf' },
      message:
        'envs/prod/a.tf:3 could not be read (parse-error): 2 of the people with write access must read and approve it.',
    });
    expect(given(ENVIRONMENTS, ['bob']).outcome).toBe('needs_review');
    expect(given(ENVIRONMENTS, ['bob', 'carol']).outcome).toBe('pass');
  });

  test('what cannot be read in the base is nothing that the pull request can mend', () => {
    expect(given(ENVIRONMENTS).reasons[1]).toMatchObject({ fixable_by: 'either' });
    const inBase = given(ENVIRONMENTS, [], ['prod'], 'in the base: x');
    expect(inBase.reasons[1]).toMatchObject({
      message:
        'envs/prod/a.tf:3 could not be read (parse-error in the base): 2 of the people with write access must read and approve it.',
      remediation: 'Have it read and approved.',
      fixable_by: 'human',
    });
    expect([given(ENVIRONMENTS).retryable, inBase.retryable]).toEqual([true, false]);
  });

  test('light: one human; none: refused', () => {
    expect(given(ENVIRONMENTS, ['bob'], ['staging']).outcome).toBe('pass');
    const refused = given(BARE, ['bob', 'carol']);
    expect([refused.outcome, open(refused)]).toEqual(['blocked', ['UNREADABLE_REFUSED baseline']]);
  });

  test('judged in each environment it could be in', () => {
    expect(
      given(`${ENVIRONMENTS}  lab: { baseline: none }\n`, ['bob', 'carol'], ['prod', 'lab']).outcome,
    ).toBe('blocked');
    expect(given(ENVIRONMENTS, ['bob'], ['prod', 'staging']).outcome).toBe('needs_review');
    expect(given(ENVIRONMENTS, [], []).reasons[0]?.need?.count).toBe(2);
  });

  test('an opaque file counts like an unreadable one, unless its path says what it is', () => {
    const opaque = smallChange({ opaque: true, type: null, tier: 'critical', environment: 'prod' });
    expect(open(decide({ policy: BARE, changes: [opaque] }))).toEqual(['UNREADABLE_REFUSED baseline']);
    expect(open(decide({ policy: ENVIRONMENTS, changes: [opaque] }))).toEqual([
      'APPROVALS_MISSING baseline',
      'UNREADABLE baseline',
    ]);
    expect(open(decide({ policy: BARE, changes: [{ ...opaque, kinds: ['pipeline'] }] }))).toEqual([]);
    expect(decide({ policy: ENVIRONMENTS, changes: [opaque] }).reasons[1]).toMatchObject({
      message: `${opaque.file}:${opaque.startLine} can only be understood by people: 1 of the people with write access must read and approve it.`,
      remediation: 'Have it read and approved.',
      fixable_by: 'human',
    });
    expect(
      decide({ policy: ENVIRONMENTS, changes: [{ ...opaque, format: 'helm' }] }).reasons[1],
    ).toMatchObject({
      message: `${opaque.file}:${opaque.startLine} can only be understood by people (a template of a chart): 1 of the people with write access must read and approve it.`,
    });
    // An object of that kind is no such file: nobody knows what an Argo application brings.
    const object = { ...opaque, kinds: ['pipeline'] as const, type: 'Application' };
    expect(open(decide({ policy: BARE, changes: [object] }))).toEqual(['UNREADABLE_REFUSED baseline']);
  });
});

describe('owners', () => {
  const policy = `${BARE}owners: ["@acme/owners", zoe]\n`;
  const governed = change({ file: 'AGENTS.md', kinds: ['governance'], environment: null, type: null });
  const known = (login: string) =>
    facts({
      reviews: [approval(login)],
      permissions: { zoe: 'write', bob: 'write', yan: 'write' },
      teams: { '@acme/owners': ['yan'] },
    });

  test.each([
    ['zoe', 'pass'],
    ['yan', 'pass'],
    ['bob', 'needs_review'],
  ])('%s: %s', (login, outcome) => {
    expect(decide({ policy, facts: known(login), changes: [governed] }).outcome).toBe(outcome);
  });

  test('owners of each layer are asked for governance files only', () => {
    const floor = 'version: 1\nowners: [bob]\n';
    expect(open(decide({ policy, floor, facts: known('zoe'), changes: [governed] }))).toEqual([
      'APPROVALS_MISSING floor/owners',
    ]);
    expect(open(decide({ policy, floor, facts: known('zoe'), changes: [change()] }))).toEqual([]);
  });
});

describe('an autonomous agent needs nobody', () => {
  const policy = (part = 'autonomy: autonomous, environments: [staging]', id = COPILOT.id ?? 0) =>
    `${ENVIRONMENTS.replace('baseline: light', 'baseline: standard')}actors: { agents: { helper: { identities: [{ github: ${id} }], ${part} } } }\n`;
  const own = commit({ author: COPILOT, committer: COPILOT });
  /** The agent's own commit, pushed by itself. */
  const alone = (change: Parameters<typeof agentFacts>[0] = {}) =>
    agentFacts({ commits: [own], pushers: [COPILOT], ...change });
  const outcome = (
    text: string,
    changes = [smallChange()],
    known = alone(),
    findings = [finding({ severity: 'info' })],
  ) => decide({ policy: text, facts: known, classified: classified(changes, { findings }) }).outcome;

  test('not from the baseline of a floor that does not list it', () => {
    const floor = (part: string): string => `version: 1\nbaseline: light\n${part}`;
    const listed =
      'actors: { agents: { helper: { identities: [{ github: 198982749 }], autonomy: autonomous, environments: [staging] } } }\n';
    const asked = { policy: policy(), facts: alone(), changes: [smallChange()] };
    expect(decide({ ...asked, floor: floor('') }).outcome).toBe('needs_review');
    expect(decide({ ...asked, floor: floor(listed) }).outcome).toBe('pass');
    expect(decide({ ...asked, floor: 'version: 1\n' }).outcome).toBe('pass');
  });

  test('at tier low, authenticated, with clean findings', () => {
    expect(outcome(policy())).toBe('pass');
    expect(
      reason(decide({ policy: policy(), facts: alone(), changes: [smallChange()] }), 'baseline'),
    ).toMatchObject({ satisfied: true, need: { count: 0 } });
  });

  test.each([
    ['supervised', outcome(policy('environments: [staging]'))],
    ['elevated', outcome(policy(), [smallChange({ tier: 'elevated' })])],
    ['a finding above info', outcome(policy(), [smallChange()], alone(), [finding({ severity: 'low' })])],
    ['opaque', outcome(policy(), [smallChange({ opaque: true })])],
    [
      'known by text alone',
      outcome(
        policy(),
        [smallChange()],
        facts({ delegator: 'alice', pull_request: pull(user('dora'), { head_branch: 'copilot/x' }) }),
      ),
    ],
    [
      'a commit of another',
      outcome(policy(), [smallChange()], alone({ commits: [commit({ author: user('mallory', 66) })] })),
    ],
    ['a commit of nobody known', outcome(policy(), [smallChange()], alone({ commits: [commit()] }))],
    ['a push of another', outcome(policy(), [smallChange()], alone({ pushers: [user('mallory', 66)] }))],
    [
      'another committer',
      outcome(
        policy(),
        [smallChange()],
        alone({ commits: [commit({ author: COPILOT, committer: user('mallory', 66) })] }),
      ),
    ],
    ['no commit known', outcome(policy(), [smallChange()], alone({ commits: [] }))],
    [
      'unsigned, and nobody known to have pushed',
      outcome(policy(), [smallChange()], alone({ commits: [{ ...own, verified: false }], pushers: null })),
    ],
  ])('not: %s', (_, result) => {
    expect(result).toBe('needs_review');
  });

  test('rules still ask', () => {
    const text = `${policy()}rules: [{ id: two, require: { approvals: [{ count: 2 }] } }]\n`;
    expect(open(decide({ policy: text, facts: alone(), changes: [smallChange()] }))).toEqual([
      'APPROVALS_MISSING two',
    ]);
  });
});
