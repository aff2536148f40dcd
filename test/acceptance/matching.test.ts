// Matching: one policy that asks everything at once; the rules that match are the ones that deny.
import { expect, it } from 'vitest';
import { AGENT, decide, HUMAN, POLICY, resource } from './outside.ts';

const BASE = {
  'envs/prod/i.tf': resource('aws_instance', 'a', 'instance_type = "a"'),
  'envs/dev/r.tf': resource('aws_iam_role', 'ci', 'max_session_duration = 3600'),
};
const HEAD = {
  'envs/prod/i.tf': resource('aws_instance', 'a', 'instance_type = "b"'),
  'envs/dev/r.tf': resource('aws_iam_role', 'ci', 'max_session_duration = 7200'),
};
const LABELS = [
  { name: 'Hot', by: 'bob' },
  { name: 'cold', by: 'rae' },
  { name: 'lost', by: null },
];

/** Name, `when`, whether it matches. */
const CASES: readonly (readonly [string, string, boolean])[] = [
  ['same-change', '{ kinds: [identity], environments: [dev] }', true],
  ['two-changes', '{ kinds: [identity], environments: [prod] }', false],
  ['any-of', '{ kinds: [dns, identity], environments: [prod, dev] }', true],
  ['pull-and-change', '{ actor: [human], kinds: [compute], environments: [prod] }', true],
  ['not', '{ kinds: [identity], not: { environments: [prod] } }', true],
  ['not-this', '{ kinds: [identity], not: { environments: [dev] } }', false],
  ['not-whole', '{ environments: [prod], not: { kinds: [identity], environments: [prod] } }', true],
  ['any', '{ any: [{ kinds: [dns] }, { kinds: [compute], environments: [prod] }] }', true],
  ['any-split', '{ any: [{ kinds: [dns] }, { kinds: [identity], environments: [prod] }] }', false],
  ['all', '{ all: [{ kinds: [identity] }, { environments: [dev] }] }', true],
  ['all-split', '{ all: [{ kinds: [identity] }, { environments: [prod] }] }', false],
  ['only', '{ only: { environments: [prod, dev] } }', true],
  ['only-some', '{ only: { environments: [prod] } }', false],
  ['paths-fold', '{ paths: ["ENVS/Prod/**"] }', true],
  ['not-paths', '{ paths: ["envs/prod/**"], not_paths: ["envs/prod/**"] }', false],
  ['not-paths-exact', '{ paths: ["envs/prod/**"], not_paths: ["ENVS/prod/**"] }', true],
  ['inside-not', '{ environments: [prod], not: { paths: ["envs/**"] } }', false],
  ['inside-not-exact', '{ environments: [prod], not: { paths: ["ENVS/**"] } }', true],
  ['types', '{ resource_types: ["AWS_iam_*"] }', true],
  ['addresses', '{ addresses: ["*.ci"] }', true],
  ['data', '{ data: [restricted], kinds: [compute] }', true],
  ['data-else', '{ data: [restricted], kinds: [identity] }', false],
  ['tier', '{ tier: [elevated], kinds: [identity] }', true],
  ['tier-else', '{ tier: [low] }', false],
  ['tier-least', '{ tier_at_least: critical, kinds: [identity] }', false],
  ['formats', '{ formats: [terraform] }', true],
  ['actions', '{ actions: [delete] }', false],
  ['changes', '{ changes_over: 1 }', true],
  ['changes-more', '{ changes_over: 2 }', false],
  ['files', '{ files_over: 1 }', true],
  ['deletes', '{ deletes_over: 0 }', false],
  ['authors', '{ authors: [ERIN] }', true],
  ['authors-team', '{ authors: ["@acme/security"] }', false],
  ['repositories', '{ repositories: ["acme/*"] }', true],
  ['branches', '{ branches: [main] }', true],
  ['label', '{ labels: [hot] }', true],
  ['label-of-a-reader', '{ labels: [cold] }', false],
  ['label-of-nobody', '{ labels: [lost] }', false],
  ['not-label-exact', '{ kinds: [identity], not: { labels: [hot] } }', true],
  ['negated-glob-is-text', '{ paths: ["!envs/**"] }', false],
  ['agents', '{ agents: [copilot] }', false],
  ['nothing-asked', '{}', true],
];

const policy = `${POLICY}rules:\n${CASES.map(([id, when]) => `  - { id: ${id}, when: ${when}, deny: no }\n`).join('')}`;

it('each rule matches exactly what it says', async () => {
  const facts = { ...HUMAN, pull_request: { ...HUMAN.pull_request, labels: LABELS } };
  const { code, decision } = await decide({ base: BASE, head: HEAD, policy, facts });
  const denied = decision.reasons.filter((reason) => reason.code === 'DENIED').map(({ rule }) => rule);
  expect(denied).toEqual(CASES.flatMap(([id, , matches]) => (matches ? [id] : [])).toSorted());
  expect([code, decision.outcome]).toEqual([1, 'blocked']);
});

it.each<[string, string, object, object, boolean]>([
  [
    'the old name',
    '{ paths: ["old/**"] }',
    { 'old/a.tf': resource('aws_instance', 'a', 'ami = "some image"', 'count = 2') },
    {},
    true,
  ],
  [
    'only with no change at all',
    '{ only: { environments: [prod] } }',
    {},
    { head: { 'README.md': 'x' } },
    false,
  ],
  ['an agent', '{ agents: [copilot], autonomy: [supervised], actor: [agent] }', {}, { facts: AGENT }, true],
  ['more brace expansions than 100', '{ paths: ["{1..101}"] }', {}, { invalid: true }, false],
])('%s', async (_name, when, base, more: { head?: object; facts?: object; invalid?: boolean }, matches) => {
  const moved = Object.fromEntries(Object.keys(base).map((path) => [path, null]));
  const head = { 'new/a.tf': resource('aws_instance', 'a', 'ami = "some image"', 'count = 3'), ...moved };
  const rule = `${POLICY}rules: [{ id: r, when: ${when}, deny: no }]\n`;
  const { code, decision } = await decide({
    base: { ...base, 'k.txt': '' },
    head: { ...head, ...(more.head === undefined ? {} : { 'new/a.tf': '' }), ...more.head },
    policy: rule,
    facts: more.facts ?? HUMAN,
  });
  expect(decision.reasons.some((reason) => reason.code === 'DENIED')).toBe(matches);
  expect(code === 2).toBe(more.invalid === true);
});
