// What an edit of a Cedar file gives away is told, on the line where it stands.
import { expect, test } from 'vitest';
import { cedarLoosenedBy } from '../../../src/policy/loosened/cedar-losses.ts';
import { loosenedBy } from '../../../src/policy/index.ts';

const FILE = '.aigov/a.cedar';
const policy = (id: string, condition = 'context.draft', annotation = ''): string =>
  `@id("${id}")${annotation} forbid (principal, action, resource) when { ${condition} };\n`;
const told = (before: string | null, after: string | null) =>
  cedarLoosenedBy({ file: FILE, before, after }).map(
    ({ line, severity, message }) => `${line} ${severity} ${message}`,
  );

test.each<[string, string | null, string | null, readonly string[]]>([
  ['nothing changes', policy('a'), policy('a'), []],
  ['a comment', policy('a'), `// why\n${policy('a')}`, []],
  ['one more policy', policy('a'), policy('a') + policy('b'), []],
  ['a new file', null, policy('a'), []],
  ['a text that refuses all', policy('a'), 'forbid', []],
  ['a base that was none', 'forbid', policy('a'), []],
  [
    'one policy less',
    policy('a') + policy('b'),
    policy('b'),
    ['1 high The Cedar policy a is no longer in this file.'],
  ],
  [
    'another condition',
    policy('b') + policy('a'),
    policy('b') + policy('a', 'context.fork'),
    ['2 medium The Cedar policy a reads otherwise: what it matches, says or asks for may be less.'],
  ],
  [
    'on trial',
    policy('a'),
    policy('a', 'context.draft', ' @mode("observe")'),
    ['1 high The Cedar policy a only observes: it holds nothing any more.'],
  ],
  [
    'the file is gone',
    policy('a') + policy('b'),
    null,
    ['1 high The Cedar file is gone from here, and with it what it forbids: a and b.'],
  ],
])('%s', (_name, before, after, expected) => {
  expect(told(before, after)).toEqual(expected);
});

test('a policy that names fewer files is told too', () => {
  const [mark] = loosenedBy({
    file: '.aigov.yml',
    before: 'version: 1\npolicies: [".aigov/a.cedar", ".aigov/b.cedar"]\n',
    after: 'version: 1\npolicies: [".aigov/b.cedar"]\n',
  });
  expect(mark).toMatchObject({
    line: 2,
    severity: 'high',
    message: 'The policies in .aigov/a.cedar are not asked any more.',
  });
});
