// JSON with comments: lines stay, texts keep what only looks like a comment.
import { expect, it } from 'vitest';
import { formatFile } from '../../src/formats/format-file.ts';
import { readRelaxed } from '../../src/formats/json-with-comments.ts';
import { member } from '../../src/formats/tree.ts';
import { toValue } from '../../src/syntax/index.ts';

const read = (text: string, path = 'a.json'): ReturnType<typeof readRelaxed> =>
  readRelaxed(formatFile({ path, blob: 'b', text }));

it.each<[string, unknown]>([
  ['{"a": 1}', { a: 1 }],
  ['// why\n{"a": "http://x//y", /* b: */ "c": "/* no */",}', { a: 'http://x//y', c: '/* no */' }],
  ["{ a: 'it\\'s // x', }", null],
  ['{"a": "\\"//", "b": 2}', { a: '"//', b: 2 }],
  ['{"a": 1} /* open', { a: 1 }],
  ['{"a": 1, "a": 2}', null],
  ['{"a"', null],
  ['', null],
])('%j', (text, expected) => {
  const root = read(text);
  expect(root === null ? null : toValue(root)).toEqual(expected);
});

it('keeps lines', () => {
  const root = read('{\n/* a\n b */\n"c": 1 // d\n}', 'a.jsonc');
  expect(root === null ? null : member(root, 'c')?.line).toBe(4);
});
