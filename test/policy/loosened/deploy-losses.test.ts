// Targets that go and times of broken glass: what is given away by taking something out, and against the defaults.
import { expect, it } from 'vitest';
import { loosenedBy } from '../../../src/policy/index.ts';

const told = (before: string, after: string): readonly string[] =>
  loosenedBy({ file: '.aigov.yml', before, after }).map(({ message }) => message);
const target = (name: string): string =>
  `  ${name}: { environment: prod, workflow: .github/workflows/${name}.yml, ref: refs/heads/main, account: "111122223333", role: "arn:aws:iam::111122223333:role/${name}", region: eu-west-1 }\n`;
const BASE = 'environments: { prod: { match: { paths: ["prod/**"] } } }\n';

it('a target that goes takes its workflow out of the limits of agents, and the last one all code', () => {
  const gone =
    'The target b is gone: what its workflow runs no longer counts as prod, and no session is narrowed for it.';
  const both = `${BASE}deploy:\n${target('a')}${target('b')}`;
  const one = `${BASE}deploy:\n${target('a')}`;
  expect(told(both, one)).toEqual([gone]);
  expect(told(`${BASE}deploy:\n${target('b')}`, BASE)).toEqual([
    gone,
    'Without a deploy target nobody is asked for the code that agents change outside of infrastructure.',
  ]);
  expect(told(one, one)).toEqual([]);
});

it.each([
  ['', ', max: 45m', 'Broken glass stays open for 45m instead of 30m.'],
  [', max: 15m', '', 'Broken glass stays open for 30m instead of 15m.'],
  ['', ', review_within: 7d', 'Broken glass may go without a review for 7d instead of 72h.'],
])('broken glass%s goes to%s', (before, after, loss) => {
  const glass = (words: string): string => `break_glass: { by: ["@acme/oncall"]${words} }\n`;
  expect(told(glass(before), glass(after))).toEqual([loss]);
  expect(told(glass(after), glass(before))).toEqual([]);
});
