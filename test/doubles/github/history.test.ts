// Merge bases, ranges and three-way merges of small histories.
import { describe, expect, it } from 'vitest';
import { commitsBetween, mergeBase, mergeTrees } from './history.ts';
import { type ObjectStore, putCommit } from './objects.ts';
import { editTree, flatten, writeTree } from './trees.ts';

const store: ObjectStore = new Map();
let clock = 1_790_000_000;

function commit(parents: readonly string[], files: Readonly<Record<string, string>> = {}): string {
  const who = { name: 'Ann', email: 'ann@example.com', date: (clock += 1) };
  const tree = writeTree(store, editTree(store, new Map(), { files }));
  return putCommit(store, {
    tree,
    parents,
    author: who,
    committer: who,
    message: String(clock),
    signedBy: null,
  });
}

const root = commit([], { a: '1', b: '1' });
const ours = commit([root], { a: '2', b: '1' });
const theirs = commit([root], { a: '1', b: '2', c: 'new' });
const merged = commit([ours, theirs]);
const crossed = commit([theirs, ours]);

describe('mergeBase', () => {
  it.each([
    { name: 'of a commit and itself', a: ours, b: ours, expected: ours },
    { name: 'of a commit and its ancestor', a: merged, b: root, expected: root },
    { name: 'of an ancestor and its descendant', a: root, b: merged, expected: root },
    { name: 'of two branches', a: ours, b: theirs, expected: root },
    { name: 'after one branch was merged into the other', a: merged, b: theirs, expected: theirs },
    { name: 'of a criss-cross, the later of the two', a: merged, b: crossed, expected: theirs },
    { name: 'of unrelated histories', a: ours, b: commit([]), expected: null },
  ])('$name', ({ a, b, expected }) => {
    expect(mergeBase(store, a, b)).toBe(expected);
  });
});

describe('commitsBetween', () => {
  it('lists second parents too, parents before children', () => {
    expect(commitsBetween(store, root, merged)).toEqual([ours, theirs, merged]);
  });
});

describe('mergeTrees', () => {
  it('takes the change of either side', () => {
    const tree = mergeTrees(store, { base: root, ours, theirs });
    const expected = editTree(store, new Map(), { files: { a: '2', b: '2', c: 'new' } });
    expect(tree).toEqual(expected);
  });

  it('is a conflict when both change one file differently', () => {
    expect(mergeTrees(store, { base: root, ours, theirs: commit([root], { a: '3', b: '1' }) })).toBeNull();
  });

  it('drops what one side deleted and the other left alone', () => {
    const deleting = commit([root], { a: '1' });
    expect([...(mergeTrees(store, { base: root, ours, theirs: deleting }) ?? []).keys()]).toEqual(['a']);
    expect(flatten(store, writeTree(store, new Map()))).toEqual(new Map());
  });
});
