// Differences of two trees in GitHub's words.
import { describe, expect, it } from 'vitest';
import { diffTrees } from './diff.ts';
import type { Mode, ObjectStore } from './objects.ts';
import { editTree } from './trees.ts';

const TEN = Array.from({ length: 10 }, (_, line) => `line ${line}\n`).join('');

type Files = Readonly<Record<string, string>>;
const diff = (
  before: Files,
  after: Files,
  modes: Readonly<Record<string, Mode>> = {},
): readonly unknown[] => {
  const store: ObjectStore = new Map();
  const [from, to] = [before, after].map((files) => editTree(store, new Map(), { files }));
  const target = editTree(store, to ?? new Map(), { modes });
  return diffTrees(store, from ?? new Map(), target).map(
    ({ path, previousPath, status, additions, deletions }) => ({
      path,
      previousPath,
      status,
      additions,
      deletions,
    }),
  );
};

describe('diffTrees', () => {
  it.each([
    {
      name: 'an added file',
      given: diff({}, { a: 'x\ny\n' }),
      expected: [{ path: 'a', previousPath: null, status: 'added', additions: 2, deletions: 0 }],
    },
    {
      name: 'a removed file is `removed`, not deleted',
      given: diff({ a: 'x\n' }, {}),
      expected: [{ path: 'a', previousPath: null, status: 'removed', additions: 0, deletions: 1 }],
    },
    {
      name: 'a modified file',
      given: diff({ a: 'x\ny\n', same: '1' }, { a: 'x\nz\n', same: '1' }),
      expected: [{ path: 'a', previousPath: null, status: 'modified', additions: 1, deletions: 1 }],
    },
    {
      name: 'a change of mode alone',
      given: diff({ a: 'x\n' }, { a: 'x\n' }, { a: '120000' }),
      expected: [{ path: 'a', previousPath: null, status: 'modified', additions: 0, deletions: 0 }],
    },
    {
      name: 'a rename without change',
      given: diff({ old: TEN }, { 'new/name': TEN }),
      expected: [{ path: 'new/name', previousPath: 'old', status: 'renamed', additions: 0, deletions: 0 }],
    },
    {
      name: 'a rename with a small change',
      given: diff({ old: TEN }, { fresh: `${TEN}more\n` }),
      expected: [{ path: 'fresh', previousPath: 'old', status: 'renamed', additions: 1, deletions: 0 }],
    },
    {
      name: 'a replacement is no rename',
      given: diff({ old: TEN }, { fresh: 'other\n' }),
      expected: [
        { path: 'fresh', previousPath: null, status: 'added', additions: 1, deletions: 0 },
        { path: 'old', previousPath: null, status: 'removed', additions: 0, deletions: 10 },
      ],
    },
  ])('$name', ({ given, expected }) => {
    expect(given).toEqual(expected);
  });
});
