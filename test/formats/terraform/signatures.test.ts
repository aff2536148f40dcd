// What is told apart by texts alone, before anything is evaluated.
import { expect, it, test } from 'vitest';
import { changesIn } from '../projects.ts';
import type { Tree } from '../projects.ts';

const updated = (before: Tree, after: Tree): boolean =>
  changesIn(before, after).some(({ address }) => address.endsWith('aws_x.it'));

/** A resource that uses the last of so many locals, each of which uses the one before it. */
function chain(length: number, first: string, more = ''): Tree {
  const locals = Array.from({ length }, (_, at) => `  a${at + 1} = f(local.a${at})`);
  return {
    'main.tf': `locals {\n${locals.toReversed().join('\n')}\n  a0 = ${first}\n  other = 1\n${more}}\nresource "aws_x" "it" {\n  p = local.a${length}\n}\n`,
  };
}

it.each([1, 50, 99, 150, 300])('a change behind %i names is one', (length) => {
  expect(updated(chain(length, '1'), chain(length, '2'))).toBe(true);
});

test('a change in a value that is too large to be read is one', () => {
  const tree = (last: string): Tree => ({
    'main.tf': `locals {\n  big = [${'1, '.repeat(6_000)}${last}]\n}\nresource "aws_x" "it" {\n  p = local.big[0]\n}\n`,
  });
  expect(updated(tree('1'), tree('2'))).toBe(true);
  expect(updated(tree('1'), { ...tree('1'), 'x.tf': '' })).toBe(false);
});

it.each([1, 50, 90])('a change beside %i names is none', (length) => {
  expect(updated(chain(length, '1'), chain(length, '1', '  more = 2\n'))).toBe(false);
});

it.each<[string, string, string]>([
  ['a name that is new', 'resource "aws_x" "it" {\n  p = local.a\n}\n', 'locals {\n  a = 1\n}\n'],
  [
    'a second definition',
    'locals {\n  a = 1\n}\nresource "aws_x" "it" {\n  p = local.a\n}\n',
    'locals {\n  a = 2\n}\n',
  ],
  [
    'a variable that is new',
    'resource "aws_x" "it" {\n  p = var.a\n}\n',
    'variable "a" {\n  default = 1\n}\n',
  ],
])('%s changes what uses it', (_name, main, more) => {
  expect(updated({ 'main.tf': main }, { 'main.tf': main, 'x.tf': more })).toBe(true);
});

test('a name that rests on itself is compared by its text', () => {
  const tree = (text: string): Tree => ({
    'main.tf': `locals {\n  a = f(local.b)\n  b = ${text}\n}\nresource "aws_x" "it" {\n  p = local.a\n}\n`,
  });
  expect(updated(tree('g(local.a)'), tree('g(local.a)'))).toBe(false);
  expect(changesIn(tree('g(local.a)'), tree('h(local.a)')).map(({ address }) => address)).toContain(
    'local.b',
  );
});
