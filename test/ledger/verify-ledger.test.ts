import { describe, expect, it } from 'vitest';
import { verifyLedger, type LedgerReader, type StoredEvidence } from '../../src/ledger/index.ts';
import { canonicalJson, digestOf } from '../../src/model/canonical.ts';
import { CHAIN, chainOf } from './chain-of.ts';

const ENTRIES = [...chainOf(2), ...chainOf(1, 'repository:2')];
const GOOD: StoredEvidence = { digest: digestOf({ a: 1 }), body: '{"a":1}' };

function readerOf(evidence: readonly StoredEvidence[], broken = false): LedgerReader {
  return {
    heads: async () => [ENTRIES[1], ENTRIES[2]].map((entry) => entry as (typeof ENTRIES)[number]),
    entries: async function* (chain) {
      for (const entry of ENTRIES) {
        const row = { chain: entry.chain, seq: entry.seq, pull: 7, body: canonicalJson(entry) };
        if (chain === undefined || chain === entry.chain) yield row;
      }
    },
    evidence: async function* () {
      yield* evidence;
      if (broken) throw new Error('disk gone');
    },
    evidenceOf: async (digest) => evidence.find((each) => each.digest === digest)?.body ?? null,
    close: async () => {},
  };
}

describe('verifyLedger', () => {
  it('verifies every chain against its head row', async () => {
    expect(await verifyLedger(readerOf([GOOD]), { evidence: true })).toMatchObject({ ok: true, entries: 3 });
  });

  it('verifies one chain alone', async () => {
    const { hash, seq } = ENTRIES[1] as (typeof ENTRIES)[number];
    const result = await verifyLedger(readerOf([]), { chain: CHAIN, expect: [{ seq, hash }] });
    expect(result).toMatchObject({ ok: true, entries: 2, chains: [{ chain: CHAIN, seq: 2 }] });
  });

  it('recomputes evidence only when asked', async () => {
    const bad = { ...GOOD, body: '{"a":2}' };
    expect((await verifyLedger(readerOf([bad]))).ok).toBe(true);
    const result = await verifyLedger(readerOf([GOOD, bad]), { evidence: true });
    expect(result).toMatchObject({ ok: false, faultCount: 1, faults: [{ code: 'EVIDENCE_MISMATCH' }] });
    expect(result.faults[0]?.message).toContain(GOOD.digest);
  });

  it('reports evidence that cannot be read to its end', async () => {
    const result = await verifyLedger(readerOf([GOOD], true), { evidence: true });
    expect(result).toMatchObject({ ok: false, faults: [{ code: 'READ_FAILED' }] });
  });
});
