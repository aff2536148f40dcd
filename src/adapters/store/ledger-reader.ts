// The ledger as it lies on disk, for `aigov ledger verify|export` beside a running server or over an exported file.
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Kysely } from 'kysely';
import type { LedgerReader, StoredEntry, StoredEvidence } from '../../ledger/store.ts';
import { Fault } from '../../model/failure.ts';
import { openPostgresSnapshot } from './engines/postgres.ts';
import { openSqliteSnapshot, sqlitePath } from './engines/sqlite.ts';
import type { Tables } from './schema.ts';

export type LedgerLocation = {
  readonly databaseUrl?: string | undefined;
  readonly dataDir?: string | undefined;
};

const READ_ROWS = 500;
const READ_EVIDENCE = 20;

/**
 * Open one snapshot of a ledger, read-only. Throws Fault STORE_UNAVAILABLE when there is no ledger at the place or it
 * cannot be opened. `databaseUrl` wins over `dataDir`.
 */
export async function openLedgerReadOnly(location: LedgerLocation): Promise<LedgerReader> {
  const { databaseUrl, dataDir = './data' } = location;
  if (databaseUrl === undefined && !existsSync(sqlitePath(dataDir))) {
    throw new Fault(
      'STORE_UNAVAILABLE',
      `There is no ledger at ${sqlitePath(dataDir)}. Name the folder of the server's data with --data-dir, or its database with DATABASE_URL.`,
    );
  }
  try {
    const db =
      databaseUrl === undefined ? openSqliteSnapshot(dataDir) : await openPostgresSnapshot(databaseUrl);
    return readerOver(db);
  } catch (cause) {
    throw new Fault('STORE_UNAVAILABLE', 'The ledger cannot be opened.', { cause });
  }
}

/** Lines of an exported file, without their line feeds; empty lines are skipped. Verification takes them as they are. */
export async function* readLedgerFile(path: string): AsyncIterable<string> {
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });
  for await (const line of lines) if (line !== '') yield line;
}

/** The reader over an open database; closing it closes the database. */
export function readerOver(db: Kysely<Tables>): LedgerReader {
  return {
    heads: async () => {
      const rows = await db.selectFrom('chain_head').selectAll().execute().catch(unreadable);
      return rows.toSorted((a, b) => (a.chain < b.chain ? -1 : 1));
    },
    entries: (chain) => entries(db, chain ?? null),
    evidence: () => evidence(db),
    evidenceOf: async (digest) => {
      const found = db.selectFrom('evidence').select('body').where('digest', '=', digest);
      return (await found.executeTakeFirst())?.body ?? null;
    },
    close: async () => await db.destroy(),
  };
}

function unreadable(cause: unknown): never {
  throw new Fault('STORE_UNAVAILABLE', 'This database holds no readable ledger.', { cause });
}

async function* entries(db: Kysely<Tables>, only: string | null): AsyncIterable<StoredEntry> {
  let after: { readonly chain: string; readonly seq: number } | null = null;
  for (;;) {
    const rows: readonly StoredEntry[] = await page(db, only, after);
    yield* rows;
    after = rows.at(-1) ?? null;
    if (after === null || rows.length < READ_ROWS) return;
  }
}

async function page(
  db: Kysely<Tables>,
  only: string | null,
  after: { readonly chain: string; readonly seq: number } | null,
): Promise<readonly StoredEntry[]> {
  let query = db.selectFrom('entry').select(['chain', 'seq', 'pull', 'body']);
  if (only !== null) query = query.where('chain', '=', only);
  if (after !== null) {
    query = query.where((eb) => eb(eb.refTuple('chain', 'seq'), '>', eb.tuple(after.chain, after.seq)));
  }
  return await query.orderBy('chain').orderBy('seq').limit(READ_ROWS).execute();
}

async function* evidence(db: Kysely<Tables>): AsyncIterable<StoredEvidence> {
  for (let after = ''; ;) {
    const rows = await db
      .selectFrom('evidence')
      .selectAll()
      .where('digest', '>', after)
      .orderBy('digest')
      .limit(READ_EVIDENCE)
      .execute();
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < READ_EVIDENCE) return;
    after = last.digest;
  }
}
