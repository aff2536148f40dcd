// What a JSON patch is, and which members it touches.
import { describe, expect, it } from 'vitest';
import { isJsonPatch, spreadJsonPatch } from '../../../src/formats/kustomize/json-patch.ts';
import { parseYaml, toValue } from '../../../src/syntax/index.ts';
import type { SyntaxNode } from '../../../src/syntax/index.ts';

function nodeOf(text: string): SyntaxNode {
  const [document] = parseYaml(text).documents;
  if (document === undefined) throw new Error('no document');
  return document;
}
const spread = (text: string): unknown => JSON.parse(JSON.stringify(toValue(spreadJsonPatch(nodeOf(text)))));

describe('a list of operations', () => {
  it.each<[string, boolean]>([
    ['[{ op: add, path: /a, value: 1 }]', true],
    ['[{ op: remove, path: /a }, { op: test, path: /b }]', true],
    ['[{ op: add, path: a }]', false],
    ['[{ op: merge, path: /a }]', false],
    ['[{ op: add, path: /a }, x]', false],
    ['[]', false],
    ['{ op: add, path: /a }', false],
  ])('%s: %s', (text, expected) => {
    expect(isJsonPatch(nodeOf(text))).toBe(expected);
  });
});

it.each<[string, string, unknown]>([
  [
    'sets what stands at the path',
    '[{ op: add, path: /a/b, value: { c: 1 } }]',
    [{ op: 'add', path: '/a/b', a: { b: { c: 1 } } }],
  ],
  ['takes away', '[{ op: remove, path: /a/0 }]', [{ op: 'remove', path: '/a/0', a: { 0: null } }]],
  [
    'escapes',
    '[{ op: add, path: /a~1b/c~0d, value: x }]',
    [{ op: 'add', path: '/a~1b/c~0d', 'a/b': { 'c~d': 'x' } }],
  ],
  [
    'brings from elsewhere',
    '[{ op: move, from: /x, path: /y }]',
    [{ op: 'move', from: '/x', path: '/y', y: null }],
  ],
  ['only asks', '[{ op: test, path: /a, value: 1 }]', [{ op: 'test', path: '/a', value: 1 }]],
])('%s', (_name, text, expected) => {
  expect(spread(text)).toEqual(expected);
});

it('leaves a path alone that no object is deep enough for', () => {
  const path = '/a'.repeat(33);
  expect(spread(`[{ op: add, path: ${path}, value: 1 }]`)).toEqual([{ op: 'add', path, value: 1 }]);
});
