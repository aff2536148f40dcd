// Somebody edits the database: each edit is found, and the entry named.
import { beforeEach, describe, expect, it } from 'vitest';
import { verifyLedger, type LedgerFault } from '../../../../src/ledger/index.ts';
import type { Harness } from '../harness.ts';
import { CHAIN, record } from './ledger.ts';

type Case = {
  readonly name: string;
  readonly edit: (db: Harness['db']) => Promise<unknown>;
  readonly found: readonly Pick<LedgerFault, 'code' | 'seq'>[];
};

const entry = (db: Harness['db'], seq: number) =>
  db.updateTable('entry').where('chain', '=', CHAIN).where('seq', '=', seq);

const CASES: readonly Case[] = [
  { name: 'nothing', edit: async () => {}, found: [] },
  {
    name: 'one byte of an entry',
    edit: (db) =>
      entry(db, 2)
        .set((eb) => ({ body: eb.fn<string>('replace', ['body', eb.val('"n":2'), eb.val('"n":3')]) }))
        .execute(),
    found: [{ code: 'HASH_MISMATCH', seq: 2 }],
  },
  {
    name: 'an entry made unreadable',
    edit: (db) => entry(db, 2).set({ body: '{' }).execute(),
    found: [{ code: 'ENTRY_MALFORMED', seq: 2 }],
  },
  {
    name: 'the column that a page looks for',
    edit: (db) => entry(db, 3).set({ pull: 8 }).execute(),
    found: [{ code: 'ENTRY_MALFORMED', seq: 3 }],
  },
  {
    name: 'an entry taken out of the middle',
    edit: (db) => db.deleteFrom('entry').where('seq', '=', 2).execute(),
    found: [{ code: 'SEQ_GAP', seq: 3 }],
  },
  {
    name: 'the first entry taken out',
    edit: (db) => db.deleteFrom('entry').where('seq', '=', 1).execute(),
    found: [{ code: 'SEQ_GAP', seq: 2 }],
  },
  {
    name: 'the end cut off',
    edit: (db) => db.deleteFrom('entry').where('seq', '>=', 3).execute(),
    found: [{ code: 'CHAIN_TRUNCATED', seq: 4 }],
  },
  {
    name: 'every entry removed',
    edit: (db) => db.deleteFrom('entry').execute(),
    found: [{ code: 'CHAIN_TRUNCATED', seq: 4 }],
  },
  {
    name: 'the head row set back',
    edit: (db) => db.updateTable('chain_head').set({ seq: 3 }).execute(),
    found: [{ code: 'HEAD_MISMATCH', seq: 4 }],
  },
  {
    name: 'the head row removed',
    edit: (db) => db.deleteFrom('chain_head').execute(),
    found: [{ code: 'HEAD_MISSING', seq: 4 }],
  },
  {
    name: 'evidence',
    edit: (db) => db.updateTable('evidence').set({ body: '{"prompt":"other"}' }).execute(),
    found: [{ code: 'EVIDENCE_MISMATCH', seq: null }],
  },
];

export function tamperSuite(get: () => Harness): void {
  describe('an edit of the database', () => {
    beforeEach(async () => {
      await get().store.ledger.append(CHAIN, [record(1), record(2), record(3), record(4)]);
      await get().store.ledger.putEvidence({ prompt: 'this' });
    });

    it.each(CASES)('$name', async ({ edit, found }) => {
      await edit(get().db);
      const reader = await get().reader();
      const result = await verifyLedger(reader, { evidence: true });
      await reader.close();
      expect(result.faults.map(({ code, seq }) => ({ code, seq }))).toEqual(found);
      expect(result.ok).toBe(found.length === 0);
    });
  });
}
