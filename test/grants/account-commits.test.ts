// A commit is accounted for by an equal, enforced pass, by having no governed content, or by adoption.
import { describe, expect, it } from 'vitest';
import { accountForCommits, type BaseCommit } from '../../src/grants/account-commits.ts';

const pull = {
  number: 7,
  outcome: 'pass',
  mode: 'enforce',
  approvedOutcome: 'pass',
  approvedMode: 'enforce',
  approvedDigest: 'sha256:1',
  mergedDigest: 'sha256:1',
  sameFiles: true,
} as const;
const merge: BaseCommit = { sha: 'c1', governed: true, pull, adopted: false };

describe('accountForCommits', () => {
  it('accounts for a passed merge, for ungoverned and adopted commits, and for none', () => {
    const commits = [
      merge,
      { ...merge, governed: false, pull: null },
      { ...merge, pull: null, adopted: true },
    ];
    expect(accountForCommits(commits)).toEqual({ kind: 'accounted' });
    expect(accountForCommits([])).toEqual({ kind: 'accounted' });
  });

  it.each<{ readonly change: Partial<BaseCommit>; readonly why: string }>([
    { change: { pull: null }, why: 'it changes governed files and belongs to no merged pull request' },
    {
      change: { pull: { ...pull, outcome: 'needs_review' } },
      why: 'the decision on pull request #7 is not pass',
    },
    { change: { pull: { ...pull, mode: 'observe' } }, why: 'pull request #7 was decided in observe mode' },
    {
      change: { pull: { ...pull, approvedOutcome: 'needs_review' } },
      why: 'pull request #7 had not passed when it merged',
    },
    {
      change: { pull: { ...pull, approvedMode: 'observe' } },
      why: 'pull request #7 had not passed when it merged',
    },
    {
      change: { pull: { ...pull, mergedDigest: 'sha256:2' } },
      why: 'what merged of pull request #7 is not what was approved',
    },
    {
      change: { pull: { ...pull, sameFiles: false } },
      why: 'what merged of pull request #7 is not what was approved',
    },
    {
      change: { pull: { ...pull, approvedDigest: null } },
      why: 'what merged of pull request #7 is not what was approved',
    },
  ])('names the commit: $why', ({ change, why }) => {
    expect(accountForCommits([merge, { ...merge, sha: 'c2', ...change }])).toEqual({
      kind: 'unaccounted',
      sha: 'c2',
      why,
    });
  });
});
