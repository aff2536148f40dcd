// Broken glass: who may, for what, for how long and how often; each refusal differs from what holds in one thing.
import { expect, test } from 'vitest';
import type { Change } from '../../src/model/change.ts';
import type { BreakGlassFact, CommitFact, Facts } from '../../src/model/facts.ts';
import fc from '../properties.ts';
import {
  COPILOT,
  HEAD,
  agentFacts,
  approval,
  change,
  commit,
  decide,
  facts,
  open,
  pull,
  user,
} from './given.ts';

const POLICY = `version: 1
rules:
  - { id: two, require: { approvals: [{ count: 2, from: ["@acme/security"] }], checks: [{ name: plan, app_id: 5 }] } }
break_glass: { by: ["@acme/oncall"], max: 45m, review_within: 72h }
`;
const TEAMS = { '@acme/oncall': ['carol'], '@acme/security': ['bob', 'erin'] };
const DORA = user('dora', 40);
const written = (part: Partial<CommitFact> = {}): CommitFact =>
  commit({ author: DORA, committer: DORA, ...part });
const act = (part: Partial<BreakGlassFact> = {}): BreakGlassFact => ({
  by: user('carol', 3),
  reason: 'the database is down',
  head: HEAD,
  at: '2026-11-21T11:50:00Z',
  reviewed: false,
  ...part,
});

function broken(given: {
  readonly acts?: readonly BreakGlassFact[];
  readonly facts?: Partial<Facts>;
  readonly policy?: string;
  readonly floor?: string;
  readonly changes?: readonly Change[];
}) {
  return decide({
    policy: given.policy ?? POLICY,
    floor: given.floor ?? null,
    facts: facts({ teams: TEAMS, commits: [written()], break_glass: given.acts ?? [act()], ...given.facts }),
    changes: given.changes ?? [change()],
  });
}

const refused = (given: Parameters<typeof broken>[0]) => {
  const { outcome, breakGlass } = broken(given);
  expect(outcome).not.toBe('pass');
  return breakGlass?.refused;
};

test('stands in for approvals and checks that are missing, and says so before all else', () => {
  expect(broken({ acts: [] }).outcome).toBe('needs_review');
  const { outcome, breakGlass, reasons } = broken({});
  expect(outcome).toBe('pass');
  expect(breakGlass).toEqual({
    by: 'carol',
    reason: 'the database is down',
    at: '2026-11-21T11:50:00Z',
    until: '2026-11-21T12:35:00.000Z',
    reviewBy: '2026-11-24T11:50:00.000Z',
    refused: null,
    opens: ['baseline', 'two'],
  });
  expect(reasons.filter(({ satisfied }) => !satisfied)).toEqual([]);
  expect(reasons.find(({ rule, code }) => rule === 'two' && code === 'CHECK_MISSING')?.message).toBe(
    'Glass is broken by carol until 2026-11-21T12:35:00.000Z: the database is down (else: The check plan of app 5 has not run on the head.)',
  );
});

test('BRK-01: nobody breaks glass for a change they have a part in, and no agent does', () => {
  const carol = user('carol', 3);
  expect(refused({ facts: { pull_request: pull(carol) } })).toBe('they had a part in the change (author)');
  expect(refused({ facts: { commits: [written({ committer: carol })] } })).toBe(
    'they had a part in the change (committer)',
  );
  expect(refused({ facts: { commits: [written({ coauthors: [carol] })] } })).toBe(
    'they had a part in the change (coauthor)',
  );
  expect(refused({ facts: { pushers: [carol] } })).toBe('they had a part in the change (pusher)');
  expect(refused({ facts: { requesters: ['Carol'] } })).toBe('they had a part in the change (requester)');
  const agent = agentFacts({ delegator: 'carol' });
  expect(refused({ facts: { pull_request: agent.pull_request, delegator: 'carol' } })).toBe(
    'they had a part in the change (delegator)',
  );
  // An agent's change, asked for by nobody knows whom: it may be she.
  expect(refused({ facts: { pull_request: agent.pull_request } })).toBe(
    'who had a part in the change is not known',
  );
  expect(refused({ facts: { pull_request: null } })).toBe('who had a part in the change is not known');
  expect(refused({ facts: { commits: null } })).toBe('who had a part in the change is not known');
  expect(refused({ facts: { commits: [] } })).toBe('who had a part in the change is not known');
  // An address that GitHub knows no account of: it may be hers.
  expect(refused({ facts: { commits: [written(), written({ author: null })] } })).toBe(
    'who had a part in the change is not known',
  );
  expect(refused({ facts: { commits: [written(), written({ committer: null })] } })).toBe(
    'who had a part in the change is not known',
  );
  const team = { ...TEAMS, '@acme/oncall': ['carol', 'Copilot'] };
  expect(
    refused({ facts: { teams: team, permissions: { Copilot: 'write' } }, acts: [act({ by: COPILOT })] }),
  ).toBe('only a person breaks glass');
  expect(refused({ acts: [act({ by: { login: 'carol', id: 3, type: null } })] })).toBe(
    'only a person breaks glass',
  );
  expect(refused({ acts: [act({ by: user('carol') })] })).toBe('only a person breaks glass');
});

test('only who the policy names now, with write access', () => {
  expect(refused({ acts: [act({ by: user('bob', 2) })] })).toMatch(/^the policy does not name them/);
  expect(refused({ facts: { teams: {} } })).toMatch(/^the policy does not name them/);
  expect(refused({ facts: { permissions: {} } })).toBe('they are not known to have write access');
  expect(refused({ facts: { permissions: { carol: 'read' } } })).toBe(
    'they are not known to have write access',
  );
});

test('BRK-02: it ends by itself, with its time and with the next push', () => {
  expect(broken({ facts: { now: '2026-11-21T12:34:59Z' } }).outcome).toBe('pass');
  expect(refused({ facts: { now: '2026-11-21T12:35:00Z' } })).toBe('its time is over');
  expect(refused({ facts: { now: '2026-11-21T11:49:59Z' } })).toBe('it has not begun');
  expect(refused({ facts: { now: null } })).toBe('what time it is is not known');
  expect(refused({ acts: [act({ at: '' })] })).toBe('it has not begun');
  const other = broken({ acts: [act({ head: 'f'.repeat(40) })] });
  expect([other.outcome, other.breakGlass]).toEqual(['needs_review', undefined]);
  const short = POLICY.replace('max: 45m, ', '');
  expect(broken({ policy: short, facts: { now: '2026-11-21T12:19:59Z' } }).outcome).toBe('pass');
  expect(refused({ policy: short, facts: { now: '2026-11-21T12:20:00Z' } })).toBe('its time is over');
});

test('BRK-04: a use that nobody reviewed in time is the last one, and there are three in a day', () => {
  const before = (hours: number, part: Partial<BreakGlassFact> = {}): BreakGlassFact =>
    act({
      head: 'f'.repeat(40),
      at: new Date(Date.parse(act().at) - hours * 3_600_000).toISOString(),
      ...part,
    });
  expect(broken({ acts: [before(80, { reviewed: true }), act()] }).outcome).toBe('pass');
  expect(refused({ acts: [before(80), act()] })).toBe('an earlier use was not reviewed in time');
  expect(broken({ acts: [before(70), act()] }).outcome).toBe('pass');
  expect(refused({ acts: [act({ head: '', at: '' }), act()] })).toBe(
    'an earlier use was not reviewed in time',
  );
  const day = [1, 2, 23].map((hours) => before(hours, { reviewed: true }));
  expect(broken({ acts: [...day.slice(1), act()] }).outcome).toBe('pass');
  expect(refused({ acts: [...day, act()] })).toBe('it was used 3 times in the 24 hours before');
  expect(broken({ acts: [...day.slice(1), before(24, { reviewed: true }), act()] }).outcome).toBe('pass');
});

test('a reason must be given, and files that govern stay closed', () => {
  expect(refused({ acts: [act({ reason: '  ' })] })).toBe('no reason is given');
  expect(refused({ acts: [act({ reason: '\u200b.' })] })).toBe('no reason is given');
  for (const file of ['.aigov.yml', '.aigov/a.cedar', 'CODEOWNERS', 'CLAUDE.md'])
    expect(
      refused({ changes: [change(), change({ file, format: 'governance', kinds: ['governance'] })] }),
    ).toBe('the change edits files that govern');
  const layer = { file: 'policies/kubernetes.yml', format: 'governance', type: null };
  expect(refused({ changes: [change(), change({ ...layer, kinds: ['governance'] })] })).toBe(
    'the change edits files that govern',
  );
});

test.each(['.github/workflows/deploy.yml', '.github/actions/plan/run.sh', 'ci/action.yml'])(
  'what runs with credentials stays closed: %s',
  (file) => {
    expect(refused({ changes: [change(), change({ file })] })).toBe('the change edits workflows or actions');
  },
);

test.each<[string, string, Partial<Facts>]>([
  ['a refusal', 'rules: [{ id: no, deny: No. }]', {}],
  [
    'an agent beyond its limits',
    'actors: { agents: { copilot: { identities: [{ github: 198982749 }], environments: [] } } }',
    { pull_request: pull(COPILOT), delegator: 'alice' },
  ],
  ['an objection', '', { reviews: [approval('bob', { state: 'CHANGES_REQUESTED' })] }],
  [
    'a check that failed',
    'rules: [{ id: c, require: { checks: [{ name: plan, app_id: 5 }] } }]',
    {
      checks: [
        {
          name: 'plan',
          app_id: 5,
          head_sha: HEAD,
          status: 'completed',
          conclusion: 'failure',
          started_at: null,
        },
      ],
    },
  ],
  [
    'what an agent did not record',
    'rules: [{ id: p, require: { provenance: [prompt] } }]',
    { pull_request: pull(COPILOT), delegator: 'alice' },
  ],
  ['signatures', 'rules: [{ id: s, require: { signed_commits: true } }]', {}],
  ['facts that are not whole', '', { incomplete: [{ what: 'files', why: 'cut' }] }],
  ['a key that nobody evaluates', 'policies: [x.wasm]', {}],
])('does not open %s', (_name, part, known) => {
  const policy = `version: 1\nbaseline: light\nbreak_glass: { by: ["@acme/oncall"] }\n${part}\n`;
  const shut = broken({ policy, facts: known });
  expect(shut.outcome).not.toBe('pass');
  expect(shut.breakGlass?.refused ?? null).toBeNull();
});

test('a repository opens nothing that its floor asks for', () => {
  const floor = 'version: 1\nrules: [{ id: f, require: { approvals: [{ count: 1 }] } }]\n';
  const own = broken({ floor });
  expect(open(own)).toEqual(['APPROVALS_MISSING baseline', 'APPROVALS_MISSING floor/f']);
  expect(own.breakGlass?.opens).toEqual(['two']);
  const both = broken({ floor: `${floor}break_glass: { by: ["@acme/oncall"] }\n` });
  expect([both.outcome, both.breakGlass?.opens]).toEqual(['pass', ['baseline', 'floor/f', 'two']]);
  const without = POLICY.replace(/break_glass.*\n/, '');
  expect(broken({ floor: `${floor}break_glass: { by: ["@acme/oncall"] }\n`, policy: without }).outcome).toBe(
    'pass',
  );
});

test('where the policy says nothing of it, the fact is nothing', () => {
  const { outcome, breakGlass } = broken({ policy: POLICY.replace(/break_glass.*\n/, '') });
  expect([outcome, breakGlass]).toEqual(['needs_review', undefined]);
});

test('whatever the facts say, what is blocked stays blocked', () => {
  const acts = fc.array(
    fc.record({
      by: fc.constantFrom(user('carol', 3), user('bob', 2), COPILOT),
      reason: fc.constantFrom('', 'x'),
      head: fc.constantFrom(HEAD, 'HEAD', ''),
      at: fc.constantFrom('', '2026-11-21T11:50:00Z', '2026-11-20T11:50:00Z', '2027-01-01T00:00:00Z'),
      reviewed: fc.boolean(),
    }),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(acts, (given) => {
      const policy = `${POLICY}`.replace('rules:\n', 'rules:\n  - { id: no, deny: No. }\n');
      expect(broken({ policy, acts: given }).outcome).toBe('blocked');
    }),
  );
});
