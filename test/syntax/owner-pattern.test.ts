// What a pattern of CODEOWNERS matches, by GitHub's own examples.
import { expect, it } from 'vitest';
import { exampleOf, matchesPath, parseOwnerPattern } from '../../src/syntax/owner-pattern.ts';

const matches = (pattern: string, path: string): boolean =>
  matchesPath(parseOwnerPattern(pattern), path.split('/'));

it.each<[string, string, boolean]>([
  ['*', 'a/b.js', true],
  ['*.js', 'a/b.js', true],
  ['*.js', 'a/b.ts', false],
  ['/build/logs/', 'build/logs/a/b', true],
  ['/build/logs/', 'x/build/logs/a', false],
  ['docs/*', 'docs/a.md', true],
  ['docs/*', 'docs/a/b.md', false],
  ['apps/', 'x/apps/a', true],
  ['/apps/github', 'apps/github', true],
  ['/apps/github', 'apps/github/a', true],
  ['/apps/github', 'apps/githubs', false],
  ['**/logs', 'a/b/logs/c', true],
  ['/a/**/b', 'a/b', true],
  ['/a/**/b', 'a/x/y/b', true],
  ['/a/**/b', 'a/x/y/c', false],
  ['/a?.tf', 'ab.tf', true],
  ['/a?.tf', 'a.tf', false],
  ['/*a*b', 'xaybzb', true],
  ['/*a*b', 'xaybz', false],
])('%s and %s: %s', (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected);
});

it.each(['*', '*.js', '/build/logs/', 'docs/*', 'apps/', '/a/**', '**/logs', '/a?b/c*'])(
  'the example of %s is matched by it',
  (pattern) => {
    expect(matchesPath(parseOwnerPattern(pattern), exampleOf(pattern))).toBe(true);
  },
);

it('is done with a hostile pattern', () => {
  expect(matches(`/${'*a'.repeat(90)}b`, 'a'.repeat(180))).toBe(false);
  expect(matches('**/a/'.repeat(40), Array(200).fill('a').join('/'))).toBe(true);
});
