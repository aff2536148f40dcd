// What merged against what was approved: same, or the first file that differs.
import { describe, expect, it } from 'vitest';
import { compareMerge } from '../../src/grants/compare-merge.ts';
import { changeIn, content } from './given.ts';

const approved = content('a.tf', 'b.tf');
const unreadable = { file: 'z.tf', line: null, why: 'parse-error', message: 'It cannot be read.' };

describe('compareMerge', () => {
  it('takes the same content in any order', () => {
    expect(compareMerge(approved, { ...approved, changes: approved.changes.toReversed() })).toEqual({
      kind: 'same',
    });
  });

  it.each([
    {
      name: 'a file too many',
      merged: content('a.tf', 'b.tf', 'c.tf'),
      file: 'c.tf',
      why: 'it merged and was not in what was approved',
    },
    {
      name: 'a file too few',
      merged: content('a.tf'),
      file: 'b.tf',
      why: 'it was approved and is not in the merge',
    },
    {
      name: 'other content',
      merged: {
        ...approved,
        changeDigest: 'x',
        changes: [changeIn('a.tf', 'true'), changeIn('b.tf', 'other')],
      },
      file: 'b.tf',
      why: 'its content differs from what was approved',
    },
    {
      name: 'other content under the same digest',
      merged: { ...approved, changes: [changeIn('a.tf', 'true'), changeIn('b.tf', 'other')] },
      file: 'b.tf',
      why: 'its content differs from what was approved',
    },
    {
      name: 'a file that became unreadable',
      merged: { ...approved, unreadable: [unreadable] },
      file: 'z.tf',
      why: 'it merged and was not in what was approved',
    },
    {
      name: 'only the digest',
      merged: { ...approved, changeDigest: 'x' },
      file: null,
      why: 'a file that cannot be read differs',
    },
  ])('names the file: $name', ({ merged, file, why }) => {
    expect(compareMerge(approved, merged)).toEqual({ kind: 'differs', file, why });
  });
});
