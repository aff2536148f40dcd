// Chains and evidence through the port, and their verification through the reader.
import { describe, expect, it } from 'vitest';
import { chainName, seal, storedEntries, verifyLedger } from '../../../../src/ledger/index.ts';
import type { Entry, Record } from '../../../../src/model/entry.ts';
import { START, type Harness } from '../harness.ts';

export const CHAIN = chainName(1);

export function record(n: number, pull: number | null = 7): Record {
  const subject = { repository: 'acme/infra', repositoryId: 1, pull, head: 'a'.repeat(40) };
  return { type: 'decision.made', subject, actor: 'aigov', data: { n } };
}

export async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export function ledgerSuite(get: () => Harness): void {
  const ledger = () => get().store.ledger;

  describe('ledger', () => {
    it('seals records in order and moves the head', async () => {
      expect(await ledger().head(CHAIN)).toBeNull();
      expect(await ledger().append(CHAIN, [])).toEqual([]);
      const [first, second] = await ledger().append(CHAIN, [record(1), record(2)]);
      const ts = new Date(START).toISOString();
      const expected = seal(record(1), { chain: CHAIN, seq: 1, ts, prev: '0'.repeat(64) });
      expect(first).toEqual(expected);
      expect(second).toEqual(seal(record(2), { chain: CHAIN, seq: 2, ts, prev: expected.hash }));
      const head = { chain: CHAIN, seq: 2, hash: second?.hash };
      expect(await ledger().head(CHAIN)).toEqual(head);
      await ledger().append(chainName(2), [record(1)]);
      expect((await ledger().chains()).map(({ chain, seq }) => [chain, seq])).toEqual([
        [CHAIN, 2],
        [chainName(2), 1],
      ]);
    });

    it('answers each of many appends of one turn with its own entries, in the order asked', async () => {
      const asked = Array.from({ length: 60 }, (_, n) =>
        ledger().append(chainName(n % 3), [record(n), record(-n)]),
      );
      const answers = await Promise.all(asked);
      for (const [n, entries] of answers.entries()) {
        expect(entries.map(({ data }) => data)).toEqual([{ n }, { n: -n }]);
        expect(entries.map(({ seq }) => seq)).toEqual([1, 2].map((k) => Math.floor(n / 3) * 2 + k));
      }
      expect(await verifyAll()).toMatchObject({ ok: true, entries: 120 });
    });

    it('reads in order from any place, over many batches', async () => {
      await ledger().append(
        CHAIN,
        Array.from({ length: 1_203 }, (_, n) => record(n + 1, n % 2 === 0 ? 7 : null)),
      );
      expect((await collect(ledger().read(CHAIN))).map(({ seq }) => seq)).toEqual(
        Array.from({ length: 1_203 }, (_, n) => n + 1),
      );
      expect((await collect(ledger().read(CHAIN, 1_202))).map(({ seq }) => seq)).toEqual([1_202, 1_203]);
      expect(await collect(ledger().read('repository:9'))).toEqual([]);
      const ofPull = await ledger().ofPull(CHAIN, 7);
      expect(ofPull).toHaveLength(602);
      expect(ofPull.every(({ subject }) => subject.pull === 7)).toBe(true);
    });

    it('refuses a record that cannot be sealed, alone', async () => {
      const broken = { ...record(2), data: { n: Number.NaN } };
      const answers = await Promise.allSettled([
        ledger().append(CHAIN, [record(1)]),
        ledger().append(CHAIN, [broken]),
        ledger().append(CHAIN, [record(3)]),
      ]);
      expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(await verifyAll()).toMatchObject({ ok: true, entries: 2 });
    });

    it('keeps evidence under its digest', async () => {
      const value = { b: 1, a: ['ä', null, ' '] };
      const digest = await ledger().putEvidence(value);
      expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(await ledger().putEvidence({ a: value.a, b: 1 })).toBe(digest);
      expect(await ledger().getEvidence(digest)).toEqual(value);
      expect(await ledger().getEvidence(`sha256:${'0'.repeat(64)}`)).toBeUndefined();
    });

    it('verifies and exports through a reader beside the running store', async () => {
      await ledger().append(CHAIN, [record(1), record(2)]);
      for (let n = 0; n < 45; n += 1) await ledger().putEvidence({ n });
      const reader = await get().reader();
      expect(await verifyLedger(reader, { evidence: true })).toMatchObject({ ok: true, entries: 2 });
      const exported = await collect<Entry>(storedEntries(reader.entries()));
      expect(exported).toEqual(await collect(ledger().read(CHAIN)));
      expect(await verifyLedger(reader, { chain: 'repository:9' })).toMatchObject({ ok: true, entries: 0 });
      await reader.close();
    });
  });

  async function verifyAll() {
    const reader = await get().reader();
    const result = await verifyLedger(reader, { evidence: true });
    await reader.close();
    return result;
  }
}
