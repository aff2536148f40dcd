// The tree of a state: spelling of paths, structures spread out, and what is too deep.
import { expect, test } from 'vitest';
import { childOf, fingerprint, segmentsOf, treeOf, walk } from '../../src/classify/state-tree.ts';
import type { Node } from '../../src/classify/state-tree.ts';
import type { JsonValue } from '../../src/model/json.ts';
import fc from '../properties.ts';
import { stateOf } from './example-change.ts';

function at(node: Node | undefined, ...names: readonly string[]): Node | undefined {
  return names.reduce((found, name) => found && childOf(found, name), node);
}

test.each([
  ['name', ['name']],
  ['ingress[0].cidr_blocks', ['ingress', '0', 'cidr_blocks']],
  ['tags["a.b"].c', ['tags', 'a.b', 'c']],
  ['provisioner.local-exec[1].command', ['provisioner', 'local-exec', '1', 'command']],
])('%s has the segments %j', (path, segments) => {
  expect(segmentsOf(path)).toEqual(segments);
});

test.each<[string, Readonly<Record<string, JsonValue>>]>([
  ['blocks', { 'a[0].b': 1 }],
  ['a list of objects', { a: [{ b: 1 }] }],
  ['JSON text', { a: '{"0":{"b":1}}' }],
])('%s look the same', (_name, values) => {
  expect(at(treeOf(stateOf(values)), 'a', '0', 'b')).toEqual({ name: 'b', line: 2, value: 1, children: [] });
});

test('a sensitive value is unknown', () => {
  const tree = treeOf({ a: { value: 'x', line: 3, sensitive: true } });
  expect(childOf(tree, 'a')?.value).toEqual({ expression: '(sensitive)' });
});

test('a secret that is another one than before is another unknown', () => {
  const tree = treeOf({ a: { value: '(sensitive) (another one)', line: 3, sensitive: true } });
  expect(childOf(tree, 'a')?.value).toEqual({ expression: '(sensitive) (another one)' });
});

test('what is too deep is unknown, never absent', () => {
  const deep = `{"a":${'{"a":'.repeat(100)}1${'}'.repeat(101)}`;
  const leaves = walk(treeOf(stateOf({ policy: deep }))).filter(({ children }) => children.length === 0);
  expect(leaves.map(({ value }) => value)).toEqual([{ expression: '(too deep)' }]);
});

test('equal content has one fingerprint in any order', () => {
  expect(fingerprint(treeOf(stateOf({ a: 1, b: 2 })))).toBe(fingerprint(treeOf(stateOf({ b: 2, a: 1 }))));
  expect(fingerprint(treeOf(stateOf({ a: 1 })))).not.toBe(fingerprint(treeOf(stateOf({ a: 2 }))));
});

test('every state has a tree', () => {
  const values = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 }));
  fc.assert(
    fc.property(values, (given) => {
      const state = stateOf(JSON.parse(JSON.stringify(given)));
      expect(walk(treeOf(state)).length).toBeGreaterThan(0);
    }),
  );
});

test('a fingerprint grows with the content and not with its depth', () => {
  const deep = (levels: number): string => `${'{"a":'.repeat(levels)}"\\"x"${'}'.repeat(levels)}`;
  const length = (levels: number): number => fingerprint(treeOf(stateOf({ policy: deep(levels) }))).length;
  expect(length(60) - length(50)).toBe(length(50) - length(40));
});

test('a name is found among thousands as among few, the exact spelling first and of equal ones the first', () => {
  const named = (name: string, value: number): Node => ({ name, line: 1, value, children: [] });
  const own = [named('kmsKeyId', 1), named('kms_key_id', 2), named('kms_key_id', 3), named('KmsKeyID', 4)];
  const others = Array.from({ length: 5_000 }, (_, index) => named(`x${index}`, index));
  const wanted = ['kms_key_id', 'kmsKeyId', 'KMS_KEY_ID', 'absent'];
  for (const children of [own, [...others, ...own]]) {
    const node = { name: '', line: 1, value: null, children };
    expect(wanted.map((name) => childOf(node, name)?.value)).toEqual([2, 1, 1, undefined]);
  }
});
