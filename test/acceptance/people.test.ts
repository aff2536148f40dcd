// Approvals, Checks, Agents and Baseline: who counts, who is bound, and what is said about the rest.
import { expect, it } from 'vitest';
import {
  AGENT,
  COPILOT,
  decide,
  HUMAN,
  open,
  openCodes,
  POLICY,
  resource,
  review,
  THREE,
  user,
} from './outside.ts';

const PROD = { 'envs/prod/a.tf': resource('aws_instance', 'a') };
const DEV = { 'envs/dev/a.tf': resource('aws_instance', 'a') };

it('every review that does not count is named with its reason', async () => {
  const [later, earlier] = [
    { submitted_at: '2026-11-21T11:00:00Z' },
    { submitted_at: '2026-11-21T10:00:00Z' },
  ];
  const logins = ['ann', 'cody', 'cora', 'pat', 'del', 'req', 'stan', 'dora', 'mina', 'twin', 'old'];
  const facts = {
    ...HUMAN,
    commits: [
      ...HUMAN.commits,
      { sha: '1', author: user('ann', 11), committer: user('cody', 12), coauthors: [{ login: 'CORA' }] },
    ],
    pushers: [user('erin', 50), { login: 'renamed', id: 14 }],
    delegator: 'del',
    requesters: ['req'],
    permissions: { ...HUMAN.permissions, ...Object.fromEntries(logins.map((login) => [login, 'write'])) },
    reviews: [
      review('erin', 50),
      review('ann', 11),
      review('cody', 12),
      review('cora', 13),
      review('pat', 14),
      review('del', 15),
      review('req', 16),
      { ...review('Copilot', 198982749), user: COPILOT },
      { ...review('robot', 17), user: { login: 'robot', id: 17, type: 'Bot' } },
      review('rae', 18),
      review('nobody-knows', 19),
      review('stan', 20, { commit_id: '0'.repeat(40) }),
      review('dora', 21, { ...later, state: 'DISMISSED' }),
      review('dora', 21, earlier),
      review('mina', 22, { state: 'COMMENTED' }),
      review('TWIN', 23),
      review('old', 24, earlier),
      review('old', 24, { ...later, state: 'COMMENTED', commit_id: 'x' }),
    ],
  };
  const { decision } = await decide({ head: PROD, facts });
  expect(decision.reasons.find(({ rule }) => rule === 'baseline')?.have).toEqual({
    counted: ['old', 'TWIN'],
    ignored: [
      { login: 'ann', why: 'author' },
      { login: 'cody', why: 'committer' },
      { login: 'Copilot', why: 'agent' },
      { login: 'cora', why: 'coauthor' },
      { login: 'del', why: 'delegator' },
      { login: 'dora', why: 'dismissed' },
      { login: 'erin', why: 'author' },
      { login: 'mina', why: 'not_approved' },
      { login: 'nobody-knows', why: 'no_write' },
      { login: 'pat', why: 'pusher' },
      { login: 'rae', why: 'no_write' },
      { login: 'req', why: 'requester' },
      { login: 'robot', why: 'not_user' },
      { login: 'stan', why: 'stale_head' },
    ],
  });
});

const TWO_ENTRIES = `${POLICY}rules:
  - id: r
    require:
      approvals:
        - { count: 1, from: ["@ACME/platform"] }
        - { count: 2, from: ["@acme/Security"] }
`;

it.each<[string, readonly object[], object, readonly string[]]>([
  ['three humans fill three places', THREE, HUMAN.teams, []],
  ['nobody fills two', THREE.slice(0, 1).concat(THREE.slice(2)), HUMAN.teams, ['APPROVALS_MISSING']],
  ['an unknown team has no members', THREE, { '@acme/platform': ['carol'] }, ['APPROVALS_MISSING']],
  [
    'too few are eligible',
    THREE,
    { '@acme/platform': ['carol'], '@acme/security': ['erin', 'bob'] },
    ['APPROVERS_TOO_FEW'],
  ],
  [
    'an objection stands whatever its commit',
    [...THREE, review('alice', 1, { state: 'CHANGES_REQUESTED', commit_id: 'x' })],
    HUMAN.teams,
    ['CHANGES_REQUESTED'],
  ],
  [
    'one without write access does not',
    [...THREE, review('rae', 18, { state: 'CHANGES_REQUESTED' })],
    HUMAN.teams,
    [],
  ],
])('entries of one rule: %s', async (_name, reviews, teams, codes) => {
  const { code, decision } = await decide({
    head: PROD,
    policy: TWO_ENTRIES,
    facts: { ...HUMAN, reviews, teams },
  });
  expect(openCodes(decision)).toEqual(codes);
  expect([code, decision.outcome]).toEqual(codes.length === 0 ? [0, 'pass'] : [1, 'needs_review']);
});

it('a check is a name, an app, the head, its latest run and nothing but success', async () => {
  const run = (name: string, more: object = {}) => ({
    name,
    app_id: 1,
    head_sha: 'HEAD',
    status: 'completed',
    conclusion: 'success',
    ...more,
  });
  const conclusions = ['neutral', 'skipped', 'cancelled', 'stale', 'timed_out', 'action_required', 'failure'];
  const checks = [
    run('good'),
    run('other-app', { app_id: 2 }),
    run('other-sha', { head_sha: 'abc' }),
    run('Other-Case'),
    run('running', { status: 'in_progress', conclusion: null }),
    run('again', { conclusion: 'failure', started_at: '2026-11-21T10:00:00Z' }),
    run('again', { started_at: '2026-11-21T11:00:00Z' }),
    ...conclusions.map((conclusion) => run(conclusion, { conclusion })),
  ];
  const names = ['good', 'other-app', 'other-sha', 'other-case', 'running', 'again', ...conclusions];
  const wanted = names.map((name) => `{ name: ${name}, app_id: 1 }`).join(', ');
  const policy = `${POLICY}rules: [{ id: r, require: { checks: [${wanted}] } }]\n`;
  const { decision } = await decide({ head: PROD, policy, facts: { ...HUMAN, reviews: THREE, checks } });
  const said = open(decision).map(
    ({ code, need }) => `${(need as { check: { name: string } }).check.name} ${code}`,
  );
  expect(said.toSorted()).toEqual(
    [
      'other-app CHECK_MISSING',
      'other-sha CHECK_MISSING',
      'other-case CHECK_MISSING',
      'running CHECK_PENDING',
      ...conclusions.map((conclusion) => `${conclusion} CHECK_FAILED`),
    ].toSorted(),
  );
  expect(decision.retryable).toBe(true);
});

const listed = (words: string): string =>
  POLICY.replace('environments: [prod, staging, dev, sandbox]', words);

it.each<[string, string, Record<string, string>, readonly string[]]>([
  ['of its environments', 'environments: [dev]', PROD, ['AGENT_ENVIRONMENT']],
  ['of no environment', 'owner: "@acme/platform"', DEV, ['AGENT_ENVIRONMENT']],
  [
    'of mapped infrastructure',
    'environments: [dev]',
    { 'a.tf': PROD['envs/prod/a.tf'] },
    ['AGENT_ENVIRONMENT'],
  ],
  ['of its kinds', 'environments: [dev], deny_kinds: [compute]', DEV, ['AGENT_KIND']],
  ['of its autonomy', 'environments: [dev], autonomy: advisory', DEV, ['AGENT_ADVISORY']],
  ['of its date', 'environments: [dev], recertify_by: 2026-11-20', DEV, ['AGENT_EXPIRED']],
  [
    'of nothing: governance and pipeline belong nowhere',
    'environments: [dev]',
    { 'AGENTS.md': 'x', '.github/workflows/x.yml': 'on: push\n' },
    [],
  ],
])('a listed agent outside %s is blocked, whatever was approved', async (_name, words, head, codes) => {
  const { decision } = await decide({ head, policy: listed(words), facts: { ...AGENT, reviews: THREE } });
  expect(openCodes(decision)).toEqual(codes);
  expect(decision.outcome).toBe(codes.length === 0 ? 'pass' : 'blocked');
});

it.each<[string, object, string, number | undefined]>([
  ['human, elevated', HUMAN, 'staging', 1],
  ['agent, low', AGENT, 'dev', 1],
  ['agent, critical', AGENT, 'prod', 2],
  ['agent, light', AGENT, 'staging', 1],
  ['agent, none', AGENT, 'sandbox', undefined],
  ['nobody knows who asked', { ...AGENT, delegator: null, commits: [{ author: COPILOT }] }, 'prod', 3],
  ['nobody knows the author', {}, 'prod', 3],
])('baseline for %s', async (_name, facts, environment, count) => {
  const head = { [`envs/${environment}/a.tf`]: resource('aws_instance', 'a') };
  const { code, decision } = await decide({ head, facts });
  expect(decision.reasons.find(({ rule }) => rule === 'baseline')?.need?.count).toBe(count);
  expect(code).toBe(count === undefined ? 0 : 1);
});

it('an autonomous agent needs nobody for a small change', async () => {
  const policy = listed('environments: [dev], autonomy: autonomous');
  expect((await decide({ head: DEV, policy, facts: AGENT })).code).toBe(0);
  const role = { 'envs/dev/a.tf': resource('aws_iam_role', 'a') };
  expect((await decide({ head: role, policy, facts: AGENT })).code).toBe(1);
});

it('an unknown bot is refused', async () => {
  const bot = { login: 'odd[bot]', id: 4242, type: 'Bot' };
  const facts = { ...HUMAN, pull_request: { ...HUMAN.pull_request, author: bot }, reviews: THREE };
  const { decision } = await decide({ head: DEV, facts });
  expect([openCodes(decision), decision.actor.class]).toEqual([['UNKNOWN_BOT'], 'unknown_bot']);
});
