// What an edit gives away to agents: duties, identities, and the right to run a target.
import { expect, test } from 'vitest';
import { loosenedBy } from '../../../src/policy/index.ts';

const FILE = '.aigov.yml';
const policy = (part: string): string => `version: 1\n${part}\n`;
const losses = (before: string, after: string): readonly string[] =>
  loosenedBy({ file: FILE, before: policy(before), after: policy(after) }).map(
    ({ severity, message }) => `${severity}: ${message}`,
  );
const agent = (part: string): string => `actors: { agents: { a: { ${part} } } }`;
const target = (part: string): string =>
  `deploy: { p: { environment: prod, workflow: .github/workflows/d.yml, ref: refs/heads/main, account: "111122223333", role: "arn:aws:iam::111122223333:role/d", region: eu-west-1${part} } }`;

test.each<[string, string, string, readonly string[], readonly string[]]>([
  [
    'a role more',
    agent('identities: [{ github: 1 }]'),
    agent('identities: [{ github: 1 }], roles: [author, validator]'),
    ['medium: Agent a may now act as validator.'],
    [],
  ],
  [
    'the right to execute',
    agent('identities: [{ github: 1 }]'),
    agent('identities: [{ github: 1 }], roles: [author, executor]'),
    ['high: Agent a may now act as executor.'],
    [],
  ],
  [
    'an identity more',
    agent('identities: [{ github: 1 }]'),
    agent('identities: [{ github: 1 }, { key: 5DE3E0509C47EA3C }]'),
    ['medium: 5DE3E0509C47EA3C now counts as agent a.'],
    [],
  ],
  [
    'duties joined',
    'separation: { author_may_validate: false }',
    'separation: { author_may_validate: true }',
    ['high: Duties are no longer separate: author may validate.'],
    [],
  ],
  [
    'an executor given',
    target(''),
    target(', executor: a'),
    ['medium: Agent a now runs the target p.'],
    ['high: Target p may be run by others than the agent a.'],
  ],
  [
    'another executor',
    target(', executor: a'),
    target(', executor: b'),
    ['high: Target p may be run by others than the agent a.', 'medium: Agent b now runs the target p.'],
    ['high: Target p may be run by others than the agent b.', 'medium: Agent a now runs the target p.'],
  ],
])('%s', (_, before, after, expected, back) => {
  expect(losses(before, after)).toEqual(expected);
  expect(losses(after, before)).toEqual(back);
  expect(losses(before, before)).toEqual([]);
});
