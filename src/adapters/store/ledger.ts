// Append-only chains and evidence by digest. Implements the port of the ledger.
import { setImmediate } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import type { ChainHead, LedgerStore } from '../../ledger/store.ts';
import { canonicalJson, sha256Hex } from '../../model/canonical.ts';
import type { Entry, Record } from '../../model/entry.ts';
import { Fault } from '../../model/failure.ts';
import { GENESIS_HASH, sealEntry } from '../../model/seal.ts';
import { createGroup } from './group-commit.ts';
import type { Tables } from './schema.ts';
import { inTransaction, type Source } from './source.ts';

export type Ledger = { readonly store: LedgerStore; readonly drained: () => Promise<void> };

type Append = { readonly chain: string; readonly records: readonly Record[] };

/** Records per transaction, and rows per insert. */
const GROUP_RECORDS = 500;
const INSERT_ROWS = 100;
const READ_ROWS = 500;

export function createLedger(source: Source): Ledger {
  const appending = createGroup<Append, readonly Entry[]>({
    commit: async (appends) => await appendAll(source, appends),
    weight: ({ records }) => records.length,
    limit: GROUP_RECORDS,
  });
  const store: LedgerStore = {
    append: async (chain, records) => {
      // What cannot be sealed fails here, alone, and not inside a group.
      for (const record of records) canonicalJson(record);
      return records.length === 0 ? [] : await appending.add({ chain, records });
    },
    head: async (chain) =>
      (await source.db.selectFrom('chain_head').selectAll().where('chain', '=', chain).executeTakeFirst()) ??
      null,
    chains: async () => await chains(source),
    read: (chain, from) => read(source, chain, from ?? 1),
    ofPull: async (chain, pull) => await ofPull(source, chain, pull),
    putEvidence: async (value) => await putEvidence(source, value),
    getEvidence: async (digest) => await getEvidence(source, digest),
  };
  return { store, drained: appending.drained };
}

/** All appends of a group in one transaction. Chains are taken in name order, so that two processes cannot deadlock. */
async function appendAll(source: Source, appends: readonly Append[]): Promise<readonly (readonly Entry[])[]> {
  const ts = new Date(source.clock()).toISOString();
  const byChain = Map.groupBy(appends, ({ chain }) => chain);
  const sealed = new Map<Append, readonly Entry[]>();
  await inTransaction(source, async (transaction) => {
    for (const [chain, group] of [...byChain].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const records = group.flatMap((append) => append.records);
      const entries = await extendChain(transaction, { chain, records, ts });
      let taken = 0;
      for (const append of group) {
        sealed.set(append, entries.slice(taken, taken + append.records.length));
        taken += append.records.length;
      }
    }
  });
  return appends.map((append) => sealed.get(append) ?? []);
}

/** The first statement takes the head row, and with it the chain: whoever comes second continues from our last entry. */
async function extendChain(
  transaction: Transaction<Tables>,
  { chain, records, ts }: Append & { readonly ts: string },
): Promise<readonly Entry[]> {
  const head = await transaction
    .insertInto('chain_head')
    .values({ chain, seq: records.length, hash: GENESIS_HASH })
    .onConflict((conflict) =>
      conflict.column('chain').doUpdateSet((eb) => ({ seq: eb('chain_head.seq', '+', records.length) })),
    )
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow();
  const entries: Entry[] = [];
  let prev = head.hash;
  for (const [index, record] of records.entries()) {
    const entry = sealEntry(record, { chain, seq: head.seq - records.length + index + 1, ts, prev });
    entries.push(entry);
    prev = entry.hash;
  }
  await insertEntries(transaction, entries);
  await transaction.updateTable('chain_head').set({ hash: prev }).where('chain', '=', chain).execute();
  return entries;
}

async function insertEntries(transaction: Transaction<Tables>, entries: readonly Entry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += INSERT_ROWS) {
    const rows = entries.slice(from, from + INSERT_ROWS).map((entry) => ({
      chain: entry.chain,
      seq: entry.seq,
      pull: entry.subject.pull,
      body: canonicalJson(entry),
    }));
    await transaction.insertInto('entry').values(rows).execute();
  }
}

async function chains(source: Source): Promise<readonly ChainHead[]> {
  const rows = await source.db.selectFrom('chain_head').selectAll().execute();
  return rows.toSorted((a, b) => (a.chain < b.chain ? -1 : 1));
}

async function* read(source: Source, chain: string, from: number): AsyncIterable<Entry> {
  for (let next = from; ;) {
    const rows = await source.db
      .selectFrom('entry')
      .select(['seq', 'body'])
      .where('chain', '=', chain)
      .where('seq', '>=', next)
      .orderBy('seq')
      .limit(READ_ROWS)
      .execute();
    for (const { seq, body } of rows) yield entryOf(body, chain, seq);
    const last = rows.at(-1);
    if (last === undefined || rows.length < READ_ROWS) return;
    next = last.seq + 1;
    // SQLite answers without yielding; a long read must not hold up webhooks.
    await setImmediate();
  }
}

async function ofPull(source: Source, chain: string, pull: number): Promise<readonly Entry[]> {
  const rows = await source.db
    .selectFrom('entry')
    .select(['seq', 'body'])
    .where('chain', '=', chain)
    .where('pull', '=', pull)
    .orderBy('seq')
    .execute();
  return rows.map(({ seq, body }) => entryOf(body, chain, seq));
}

function entryOf(body: string, chain: string, seq: number): Entry {
  try {
    return JSON.parse(body) as Entry;
  } catch (cause) {
    throw new Fault('LEDGER_BROKEN', `Entry ${seq} of ${chain} is not readable.`, { cause });
  }
}

async function putEvidence(source: Source, value: unknown): Promise<string> {
  const body = canonicalJson(value);
  const digest = `sha256:${sha256Hex(body)}`;
  await source.db
    .insertInto('evidence')
    .values({ digest, body })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute();
  return digest;
}

async function getEvidence(source: Source, digest: string): Promise<unknown> {
  const row = await source.db
    .selectFrom('evidence')
    .select('body')
    .where('digest', '=', digest)
    .executeTakeFirst();
  return row === undefined ? undefined : (JSON.parse(row.body) as unknown);
}
