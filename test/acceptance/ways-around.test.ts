// Ways around a rule that look harmless and must not work, each beside the honest case that differs from it in one thing.
import { expect, it } from 'vitest';
import { AGENT, COPILOT, decide, HUMAN, openCodes, resource, review, user } from './outside.ts';

const PROD = { 'envs/prod/a.tf': resource('aws_instance', 'a') };
const BARE = `version: 1
baseline: none
environments: { prod: { tier: elevated, data: restricted, match: { paths: ["envs/prod/**"] } } }
`;
const LISTED =
  'actors: { agents: { copilot: { identities: [{ github: 198982749 }], owner: "@acme/platform", environments: [prod] } } }\n';
const ruled = (rule: string, more = ''): string => `${BARE}${more}rules: [{ id: r, ${rule} }]\n`;
const ONE = 'require: { approvals: [{ count: 1 }] }';

type Row = readonly [string, string, object, readonly string[]];

it.each<Row>([
  ['a person', ruled(ONE), { ...HUMAN, reviews: [review('bob', 2)] }, []],
  [
    'a machine user, which the policy lists as automation',
    ruled(ONE, 'actors: { automation: [{ github: 2 }] }\n'),
    { ...HUMAN, reviews: [review('bob', 2)] },
    ['APPROVALS_MISSING'],
  ],
])('who approves: %s', async (_, policy, facts, codes) => {
  expect(openCodes((await decide({ head: PROD, policy, facts })).decision)).toEqual(codes);
});

it.each([
  ['Reviewed-by: Bob <bob@users.noreply.github.com>', []],
  ['Co-authored-by: Bob <bob@users.noreply.github.com>', ['APPROVALS_MISSING']],
  ['Co-authored-by : Bob < bob@users.noreply.github.com >', ['APPROVALS_MISSING']],
  ['  co-authored-by: Bob <2+bob-then@users.noreply.github.com>', ['APPROVALS_MISSING']],
])('a trailer takes its author out of the approvers however it is spaced: %s', async (trailer, codes) => {
  const [commit] = HUMAN.commits;
  const commits = [{ ...commit, message: `m\n\n${trailer}` }];
  const facts = { ...HUMAN, commits, reviews: [review('bob', 2)] };
  expect(openCodes((await decide({ head: PROD, policy: ruled(ONE), facts })).decision)).toEqual(codes);
});

it.each<Row>([
  [
    'the owner of the agent',
    ruled('require: { approvals: [{ count: 1, from: [agents_owner] }] }', LISTED),
    { ...AGENT, reviews: [review('carol', 3)] },
    [],
  ],
  [
    'no agent, and a team beside',
    ruled('require: { approvals: [{ count: 1, from: [agents_owner, "@acme/security"] }] }'),
    HUMAN,
    ['APPROVALS_MISSING'],
  ],
  [
    'no agent, and the team approves',
    ruled('require: { approvals: [{ count: 1, from: [agents_owner, "@acme/security"] }] }'),
    { ...HUMAN, reviews: [review('dave', 4)] },
    [],
  ],
  [
    'no agent, and nobody else is named',
    ruled('require: { approvals: [{ count: 1, from: [agents_owner] }] }'),
    HUMAN,
    ['APPROVALS_MISSING'],
  ],
])('agents_owner: %s', async (_, policy, facts, codes) => {
  expect(openCodes((await decide({ head: PROD, policy, facts })).decision)).toEqual(codes);
});

it('a policy whose only owner is that of an agent is not edited by a human alone', async () => {
  const policy = 'version: 1\nbaseline: none\nowners: [agents_owner]\n';
  const { decision } = await decide({ head: { '.aigov.yml': `${policy}mode: observe\n` }, policy });
  expect(openCodes(decision)).toEqual(['APPROVALS_MISSING']);
});

const BOT = { login: 'rebaser[bot]', id: 5, type: 'Bot' };
it.each([
  ['a person', user('alice', 1), []],
  ['a bot that nobody listed', BOT, ['UNKNOWN_BOT']],
])('who committed what a person wrote: %s', async (_, committer, codes) => {
  const [commit] = HUMAN.commits;
  const facts = { ...HUMAN, commits: [{ ...commit, committer }] };
  expect(openCodes((await decide({ head: PROD, policy: BARE, facts })).decision)).toEqual(codes);
});

it.each([
  ['set by somebody outside of the change', HUMAN, 'bob', []],
  ['set by the author', HUMAN, 'ERIN', ['DENIED']],
  ['set by whoever asked the agent', AGENT, 'alice', ['DENIED']],
  ['set by the agent', AGENT, 'Copilot', ['DENIED']],
  ['set by a reader', HUMAN, 'rae', ['DENIED']],
])('a label takes a change out of a rule: %s', async (_, given, by, codes) => {
  const facts = {
    ...given,
    permissions: { ...HUMAN.permissions, Copilot: 'write' },
    pull_request: { ...given.pull_request, labels: [{ name: 'routine', by }] },
  };
  const policy = ruled('when: { not: { labels: [routine] } }, deny: no', LISTED);
  expect(openCodes((await decide({ head: PROD, policy, facts })).decision)).toEqual(codes);
});

it.each([
  ['data: [restricted]', ['DENIED']],
  ['data: [Restricted]', ['DENIED']],
  ['data: [public]', []],
  ['agents: [Copilot]', ['DENIED']],
  ['agents: [cursor]', []],
  ['formats: [Terraform]', ['DENIED']],
  ['formats: [kubernetes]', []],
  ['not: { data: [restricted] }', []],
  ['not: { data: [Restricted] }', ['DENIED']],
  ['not: { agents: [copilot] }', []],
  ['not: { agents: [Copilot] }', ['DENIED']],
])('a word of a rule in another case tightens and never relaxes: %s', async (when, codes) => {
  const policy = ruled(`when: { ${when} }, deny: no`, LISTED);
  const facts = { ...AGENT, pull_request: { ...AGENT.pull_request, author: COPILOT } };
  expect(openCodes((await decide({ head: PROD, policy, facts })).decision)).toEqual(codes);
});
