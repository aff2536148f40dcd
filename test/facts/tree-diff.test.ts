// Whole trees compared: nothing is lost, and a count is believed only when the trees allow it.
import { describe, expect, it } from 'vitest';
import type { TreeEntry } from '../../src/facts/needs.ts';
import { countIsPlausible, diffTrees } from '../../src/facts/tree-diff.ts';
import fc from '../properties.ts';

const entry = (path: string, oid: string, mode = '100644'): TreeEntry => ({ path, oid, mode });
const short = (base: readonly TreeEntry[], head: readonly TreeEntry[]) =>
  diffTrees(base, head).map(({ status, path, previousPath }) => [status, path, previousPath]);

describe('diffTrees', () => {
  it('names every kind of difference', () => {
    const base = [entry('a', '1'), entry('b', '2'), entry('c', '3'), entry('d', '4'), entry('same', '9')];
    const head = [
      entry('a', '1b'),
      entry('b', '2', '100755'),
      entry('e', '4'),
      entry('f', '5'),
      entry('same', '9'),
    ];
    expect(diffTrees(base, head)).toEqual([
      {
        status: 'modified',
        path: 'a',
        previousPath: null,
        oid: '1b',
        entries: { before: base[0], after: head[0] },
      },
      {
        status: 'modified',
        path: 'b',
        previousPath: null,
        oid: '2',
        entries: { before: base[1], after: head[1] },
      },
      {
        status: 'removed',
        path: 'c',
        previousPath: null,
        oid: '3',
        entries: { before: base[2], after: null },
      },
      {
        status: 'renamed',
        path: 'e',
        previousPath: 'd',
        oid: '4',
        entries: { before: base[3], after: head[2] },
      },
      { status: 'added', path: 'f', previousPath: null, oid: '5', entries: { before: null, after: head[3] } },
    ]);
  });

  it('pairs each removed file once', () => {
    expect(short([entry('a', '1')], [entry('b', '1'), entry('c', '1')])).toEqual([
      ['renamed', 'b', 'a'],
      ['added', 'c', null],
    ]);
  });

  const tree = fc
    .dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.constantFrom('1', '2', '3'))
    .map((files) => Object.entries(files).map(([path, oid]) => entry(path, oid)));

  it('every path that differs appears, and its own count is plausible', () => {
    fc.assert(
      fc.property(tree, tree, (base, head) => {
        const files = diffTrees(base, head);
        const seen = new Set(files.flatMap(({ path, previousPath }) => [path, previousPath ?? path]));
        const at = (entries: readonly TreeEntry[], path: string) =>
          entries.find((one) => one.path === path)?.oid;
        const differ = ['a', 'b', 'c', 'd', 'e', 'f'].filter((path) => at(base, path) !== at(head, path));
        expect([...seen].toSorted()).toEqual(differ);
        expect(countIsPlausible(files, files.length)).toBe(true);
      }),
    );
  });
});

describe('countIsPlausible', () => {
  const files = diffTrees(
    [entry('a', '1'), entry('b', '2')],
    [entry('c', '3'), entry('d', '4'), entry('e', '1')],
  );
  it.each([
    { count: 2, expected: false },
    { count: 3, expected: true },
    { count: 5, expected: true },
    { count: 6, expected: false },
  ])('two removed and three added can count as $count: $expected', ({ count, expected }) => {
    expect(countIsPlausible(files, count)).toBe(expected);
  });
});
