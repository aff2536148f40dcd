// A job that does all that another one did, beside jobs that differ in one field.
import { expect, test } from 'vitest';
import { isGrown } from '../../../src/formats/github/grown-job.ts';
import { parseYaml } from '../../../src/syntax/index.ts';
import type { SyntaxNode } from '../../../src/syntax/index.ts';

function nodeOf(text: string): SyntaxNode {
  const [root] = parseYaml(text).documents;
  if (root === undefined) throw new Error(text);
  return root;
}

const OLD = '{ runs-on: x, steps: [{ run: a }, { run: b }] }';

test.each<[string, string, boolean]>([
  ['the same', OLD, true],
  ['one step more', '{ runs-on: x, steps: [{ run: a }, { run: c }, { run: b }] }', true],
  [
    'another name and other needs',
    '{ name: n, needs: [c], runs-on: x, steps: [{ run: a }, { run: b }] }',
    true,
  ],
  ['one step less', '{ runs-on: x, steps: [{ run: a }, { run: c }] }', false],
  ['another order', '{ runs-on: x, steps: [{ run: b }, { run: a }] }', false],
  ['a step that may fail', '{ runs-on: x, steps: [{ run: a }, { run: b, continue-on-error: true }] }', false],
  ['another machine', '{ runs-on: y, steps: [{ run: a }, { run: b }] }', false],
  ['a condition', '{ if: z, runs-on: x, steps: [{ run: a }, { run: b }] }', false],
  ['an environment', '{ environment: prod, runs-on: x, steps: [{ run: a }, { run: b }] }', false],
  ['more rights', '{ permissions: write-all, runs-on: x, steps: [{ run: a }, { run: b }] }', false],
  ['no steps', '{ runs-on: x }', false],
])('%s', (_name, now, expected) => {
  expect(isGrown(nodeOf(OLD), nodeOf(now))).toBe(expected);
});

test('a job without steps has nothing to grow from', () => {
  expect(isGrown(nodeOf('{ runs-on: x, steps: [] }'), nodeOf(OLD))).toBe(false);
});
