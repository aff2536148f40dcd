// What an edit gives away by binding a name to an account: the name stays, and somebody else may be meant.
import { expect, test } from 'vitest';
import { loosenedBy } from '../../../src/policy/index.ts';

const losses = (before: string, after: string): readonly string[] =>
  loosenedBy({ file: '.aigov.yml', before: `version: 1\n${before}`, after: `version: 1\n${after}` }).map(
    ({ line, severity, message }) => `${line} ${severity}: ${message}`,
  );
const asked = (who: string): string =>
  `rules:\n  - id: r\n    require: { approvals: [{ count: 1, from: [${who}] }] }\n`;
const CAROL =
  'medium: carol (id 5) is that account from now on, whatever its login: see that it is the one of carol.';

test.each<[string, string, string, readonly string[]]>([
  ['a name that becomes an account', asked('carol'), asked('{ login: carol, id: 5 }'), [`4 ${CAROL}`]],
  [
    'in another case',
    asked('carol'),
    asked('{ login: Carol, id: 5 }'),
    [`4 ${CAROL.replaceAll('carol', 'Carol')}`],
  ],
  [
    'once for many places',
    `owners: [carol]\n${asked('carol')}`,
    `owners: [{ login: carol, id: 5 }]\n${asked('{ login: carol, id: 5 }')}`,
    [`2 ${CAROL}`],
  ],
  [
    'a name alone again',
    asked('{ login: carol, id: 5 }'),
    asked('carol'),
    ['4 high: Rule r can now be approved by carol.'],
  ],
  ['the account that it was', asked('{ login: carol, id: 5 }'), asked('{ login: carol, id: 5 }'), []],
  [
    'a name beside its account',
    asked('carol, { login: carol, id: 5 }'),
    asked('{ login: carol, id: 5 }'),
    [],
  ],
  [
    'another account under the same name',
    asked('{ login: carol, id: 5 }'),
    asked('{ login: carol, id: 6 }'),
    ['4 high: Rule r can now be approved by carol (id 6).'],
  ],
])('%s', (_, before, after, expected) => {
  expect(losses(before, after)).toEqual(expected);
});
