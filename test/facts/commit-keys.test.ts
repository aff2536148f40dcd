// Keys of signed commits: only of signatures that hold, and never the host's own.
import { expect, test } from 'vitest';
import { withKeys } from '../../src/facts/commit-keys.ts';
import type { CommitReading } from '../../src/facts/needs.ts';
import { commit } from '../policy/given.ts';

const READING: CommitReading = {
  sha: 'a',
  message: '',
  author: null,
  committer: null,
  authors: [],
  verified: true,
  signedByHost: false,
  key: '5DE3E0509C47EA3C',
};

test.each<[string, Partial<CommitReading>, boolean, string | undefined]>([
  ['a key of a signature that holds', {}, true, '5DE3E0509C47EA3C'],
  ['a signature that does not hold', { verified: false }, true, undefined],
  ["a signature that does not vouch for the commit's author", {}, false, undefined],
  ["the host's own key", { signedByHost: true }, true, undefined],
  ['no key', { key: null }, true, undefined],
  ['of another commit', { sha: 'b' }, true, undefined],
])('%s', (_, part, verified, expected) => {
  const [fact] = withKeys([commit({ sha: 'a', verified })], [{ ...READING, ...part }]);
  expect(fact?.key).toBe(expected);
  expect(fact === undefined || 'key' in fact).toBe(expected !== undefined);
});
