// Places, tiers and data of environments: what an edit of them takes out of limits and rules.
import { expect, it } from 'vitest';
import { loosenedBy } from '../../../src/policy/index.ts';

const policy = (environments: string, rest = ''): string =>
  `environments:\n  prod: ${environments}\n  dev: { match: { paths: ["dev/**"] } }\n${rest}`;
const told = (before: string, after: string): readonly string[] =>
  loosenedBy({ file: '.aigov.yml', before, after }).map(({ line, message }) => `${line} ${message}`);
const PROD = '{ match: { paths: ["prod/**"] } }';
const MORE = '{ match: { paths: ["prod/**", "new/**"] } }';
const ruleOf = (when: string, mode = ''): string =>
  `rules: [{ id: a, ${mode}when: ${when}, require: { approvals: [{ count: 2 }] } }]\n`;

it('a place that comes within the reach of an agent was refused before', () => {
  const agent = (words: string): string =>
    `actors: { agents: { copilot: { identities: [{ github: 198982749 }], ${words} } } }\n`;
  const reach = agent('environments: [prod]');
  expect(told(policy(PROD, reach), policy(MORE, reach))).toEqual([
    '2 new/** now belongs to prod, which copilot may reach.',
  ]);
  for (const other of ['', agent('environments: [dev]'), agent('environments: [prod], autonomy: advisory')])
    expect(told(policy(PROD, other), policy(MORE, other))).toEqual([]);
});

it('a place that comes into an environment which a rule leaves out', () => {
  const told2 = (rule: string): readonly string[] => told(policy(PROD, rule), policy(MORE, rule));
  const loss = ['2 new/** now belongs to prod, which rule a leaves out.'];
  expect(told2(ruleOf('{ not: { environments: [prod] } }'))).toEqual(loss);
  expect(told2(ruleOf('{ all: [{ kinds: [dns] }, { not: { any: [{ environments: [prod] }] } }] }'))).toEqual(
    loss,
  );
  expect(told2(ruleOf('{ not: { environments: [dev] } }'))).toEqual([]);
  expect(told2(ruleOf('{ not: { not: { environments: [prod] } } }'))).toEqual([]);
  expect(told2(ruleOf('{ environments: [prod] }'))).toEqual([]);
  expect(told2(ruleOf('{ not: { environments: [prod] } }', 'mode: observe, '))).toEqual([]);
});

it('a word for data that a rule leaves out', () => {
  const open = '{ data: public, match: { paths: ["prod/**"] } }';
  const rule = ruleOf('{ not: { data: [public] } }');
  expect(told(policy(PROD, rule), policy(open, rule))).toEqual([
    '2 The data of prod is now called public, which rule a leaves out.',
  ]);
  expect(told(policy(PROD), policy(open))).toEqual([]);
});

it('a higher tier, where a rule is about certain tiers', () => {
  const graver = '{ tier: critical, match: { paths: ["prod/**"] } }';
  const told2 = (rule: string): readonly string[] => told(policy(PROD, rule), policy(graver, rule));
  const loss = ['2 The tier of prod goes from elevated to critical, which rule a leaves out.'];
  expect(told2(ruleOf('{ tier: [elevated] }'))).toEqual(loss);
  expect(told2(ruleOf('{ not: { tier_at_least: critical } }'))).toEqual(loss);
  expect(told2(ruleOf('{ tier_at_least: elevated }'))).toEqual([]);
});
