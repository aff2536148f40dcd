import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/model/canonical.ts';
import type { Record } from '../../src/model/entry.ts';
import { GENESIS_HASH, sealEntry } from '../../src/model/seal.ts';

const RECORD: Record = {
  type: 'grant.opened',
  subject: { repository: 'acme/infra', repositoryId: 1, pull: null, head: null },
  actor: 'aigov',
  data: { b: 1, a: 2 },
};
const PLACE = { chain: 'repository:1', seq: 1, ts: '2026-11-21T12:00:00.000Z', prev: GENESIS_HASH };

describe('sealEntry', () => {
  it('hashes the canonical JSON of everything but the hash', () => {
    const text =
      '{"actor":"aigov","chain":"repository:1","data":{"a":2,"b":1},' +
      `"prev":"${'0'.repeat(64)}","seq":1,` +
      '"subject":{"head":null,"pull":null,"repository":"acme/infra","repositoryId":1},' +
      '"ts":"2026-11-21T12:00:00.000Z","type":"grant.opened","v":1}';
    expect(sealEntry(RECORD, PLACE)).toEqual({ v: 1, ...PLACE, ...RECORD, hash: sha256Hex(text) });
  });

  it('refuses what JSON cannot carry', () => {
    expect(() => sealEntry({ ...RECORD, data: { n: Number.NaN } }, PLACE)).toThrow(TypeError);
  });
});
