// Documents with their aliases followed: bounded, and refused where GitHub refuses them.
import { expect, it } from 'vitest';
import { LIMITS } from '../../../src/config/limits.ts';
import { formatFile } from '../../../src/formats/format-file.ts';
import { readDocument } from '../../../src/formats/github/document.ts';
import { toValue } from '../../../src/syntax/index.ts';

function read(text: string): unknown {
  const found = readDocument(formatFile({ path: 'a.yml', blob: 'b', text }));
  return found.kind === 'ok' ? toValue(found.root) : `${found.problem.why} ${found.problem.line}`;
}

it('an alias is what its latest anchor before it holds', () => {
  expect(read('a: &x [1]\nb: *x\nc: &x { d: *x }\ne: *x\n')).toEqual({
    a: [1],
    b: [1],
    c: { d: [1] },
    e: { d: [1] },
  });
});

it.each<[string, string, string]>([
  ['a bomb of aliases', bomb(40), 'too-many-nodes null'],
  ['aliases that nest', chain(LIMITS.yamlDepth), 'too-deep null'],
  ['a merge key', 'a: &x { b: 1 }\nc:\n  <<: *x\n', 'merge-key 3'],
  ['a tag of its own', 'a: !include x\n', 'unknown-tag 1'],
  ['a computed name', 'a:\n  "${{ insert }}": 1\n', 'computed-key 2'],
  ['two documents', 'a: 1\n---\nb: 1\n', 'not-one-document null'],
  ['half of a character', 'a: "\\ud800"\n', 'parse-error 1'],
  ['half of a character as a name', '"\\ud800": 1\n', 'parse-error 1'],
  ['a doubled key', 'a: 1\na: 2\n', 'duplicate-key 2'],
])('%s is refused', (_name, text, why) => {
  expect(read(text)).toBe(why);
});

it('a file of comments says nothing', () => {
  expect(read('# nothing\n')).toEqual({});
});

it.each<[string, string]>([
  ['a small bomb', bomb(3)],
  ['a short chain', chain(5)],
  ['a tag of YAML', 'a: !!str 1\n'],
])('%s is read', (_name, text) => {
  expect(read(text)).not.toBeTypeOf('string');
});

function bomb(levels: number): string {
  const lines = Array.from({ length: levels }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`);
  return ['a0: &a0 x', ...lines, ''].join('\n');
}

function chain(levels: number): string {
  const lines = Array.from({ length: levels }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}]`);
  return ['a0: &a0 x', ...lines, ''].join('\n');
}
