// CODEOWNERS from a tree entry: what is there, what is not, what cannot be told.
import { expect, test } from 'vitest';
import { LIMITS } from '../../src/config/limits.ts';
import { blobOid } from '../../src/facts/blob-oid.ts';
import { codeOwnersFact } from '../../src/facts/code-owners.ts';
import type { EntryReading } from '../../src/facts/needs.ts';

const TEXT = '* @acme/all\n';
const LIKE = 'a'.repeat(40);

function entry(
  text: string,
  part: Partial<NonNullable<EntryReading['blob']>> = {},
  mode = '100644',
): EntryReading {
  const blob = { size: Buffer.byteLength(text), binary: false, truncated: false, text, ...part };
  return { mode, oid: blobOid(text, LIKE), blob };
}

test('a file is read, no file owns nothing', () => {
  expect([codeOwnersFact(entry(TEXT)), codeOwnersFact(null)]).toEqual([
    [{ pattern: '*', owners: ['@acme/all'] }],
    [],
  ]);
});

test('a branch that is gone cannot be told', () => {
  expect(codeOwnersFact('unknown')).toBeNull();
});

test.each<[string, EntryReading]>([
  ['a link', entry(TEXT, {}, '120000')],
  ['a folder', { ...entry(TEXT, {}, '040000'), blob: null }],
  ['no text', entry(TEXT, { text: null })],
  ['a part', entry(TEXT, { truncated: true })],
  ['another content than the object', entry(TEXT, { text: '* @mallory\n' })],
  ['too long', entry(TEXT, { size: LIMITS.codeOwnersBytes + 1 })],
])('%s cannot be told', (_, given) => {
  expect(codeOwnersFact(given)).toBeNull();
});
