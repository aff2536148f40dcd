// One file at one commit: whatever is not exactly its text is a value that says so.
import { describe, expect, it } from 'vitest';
import { blobOid } from '../../src/facts/blob-oid.ts';
import type { EntryReading, FileNeed } from '../../src/facts/needs.ts';
import { readSide } from '../../src/facts/sides.ts';
import { createHost, createWorld, repository } from './host.ts';

const COMMIT = 'c'.repeat(40);
const text = 'resource "x" "y" {}\n';
const oid = blobOid(text, COMMIT);
const blob = { size: text.length, binary: false, truncated: false, text };
const good: EntryReading = { mode: '100644', oid, blob };

function read(
  entry: EntryReading | null,
  options: { readonly bytes?: Buffer | null; readonly need?: FileNeed } = {},
) {
  const host = { ...createHost(createWorld()), readBlob: () => Promise.resolve(options.bytes ?? null) };
  const request = { commit: COMMIT, path: 'a.tf', need: options.need ?? 'content' };
  return readSide({ host, repository }, request, entry);
}

describe('readSide', () => {
  it('is null where the path is not', async () => {
    expect(await read(null)).toBeNull();
  });

  it.each<{ name: string; entry: EntryReading; bytes?: Buffer; need?: FileNeed; expected: object }>([
    { name: 'text', entry: good, expected: { kind: 'text', text } },
    { name: 'not wanted', entry: { ...good, blob: null }, need: 'entry', expected: { kind: 'skipped' } },
    {
      name: 'cut text, whole bytes',
      entry: { ...good, blob: { ...blob, truncated: true, text: text.slice(0, 5) } },
      bytes: Buffer.from(text),
      expected: { kind: 'text', text },
    },
    {
      name: 'cut text, no bytes',
      entry: { ...good, blob: { ...blob, truncated: true, text: text.slice(0, 5) } },
      expected: { kind: 'missing', why: `the host has no blob ${oid}` },
    },
    {
      name: 'cut text that calls itself whole',
      entry: { ...good, blob: { ...blob, text: text.slice(0, 5) } },
      expected: { kind: 'missing', why: `the host has no blob ${oid}` },
    },
    {
      name: 'other bytes',
      entry: { ...good, blob: null },
      bytes: Buffer.from('something else'),
      expected: { kind: 'missing', why: `the host answered with other bytes than blob ${oid}` },
    },
    {
      name: 'looked over',
      entry: good,
      need: 'scan',
      expected: { kind: 'text', text },
    },
    {
      name: 'looked over and cut: no call of its own',
      entry: { ...good, blob: { ...blob, truncated: true, text: text.slice(0, 5) } },
      need: 'scan',
      bytes: Buffer.from(text),
      expected: { kind: 'skipped', why: 'the host gives only a part of its 20 bytes' },
    },
    {
      name: 'looked over and not given',
      entry: { ...good, blob: null },
      need: 'scan',
      bytes: Buffer.from(text),
      expected: { kind: 'skipped', why: 'the host did not give it' },
    },
    {
      name: 'looked over and in another encoding',
      entry: { ...good, blob: { ...blob, text: 'lossy' } },
      need: 'scan',
      bytes: Buffer.from(text),
      expected: { kind: 'binary', size: text.length },
    },
    {
      name: 'looked over and too large',
      entry: { ...good, blob: { ...blob, size: 1_000_001, text: null } },
      need: 'scan',
      expected: { kind: 'too-large', size: 1_000_001 },
    },
    {
      name: 'binary',
      entry: { ...good, blob: { ...blob, binary: true, text: null } },
      expected: { kind: 'binary', size: text.length },
    },
    {
      name: 'too large by its size',
      entry: { ...good, blob: { ...blob, size: 1_000_001, text: null } },
      expected: { kind: 'too-large', size: 1_000_001 },
    },
    {
      name: 'too large by its bytes',
      entry: { ...good, blob: null },
      bytes: Buffer.alloc(1_000_001, 'x'),
      expected: { kind: 'too-large', size: 1_000_001 },
    },
    {
      name: 'symlink',
      entry: { ...good, mode: '120000' },
      expected: { kind: 'symlink', target: text },
    },
    {
      name: 'submodule',
      entry: { mode: '160000', oid: COMMIT, blob: null },
      expected: { kind: 'submodule', commit: COMMIT },
    },
  ])('$name', async ({ entry, bytes, need, expected }) => {
    const side = await read(entry, { ...(bytes && { bytes }), ...(need !== undefined && { need }) });
    expect(side).toEqual({ path: 'a.tf', mode: entry.mode, blob: entry.oid, content: expected });
  });

  it('bytes that are not UTF-8 are binary', async () => {
    const bytes = Buffer.from([0x61, 0xe9]);
    const entry = { mode: '100644', oid: blobOid(bytes, COMMIT), blob: null };
    expect((await read(entry, { bytes }))?.content).toEqual({ kind: 'binary', size: 2 });
  });

  it('object ids of SHA-256 repositories are checked the same way', async () => {
    const entry = { ...good, oid: blobOid(text, 'c'.repeat(64)) };
    expect(entry.oid).toHaveLength(64);
    expect((await read(entry))?.content).toEqual({ kind: 'text', text });
  });
});
