// The engines that every store test runs on, each with a store that can be emptied between tests. Used by store.test.ts.
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../../../src/adapters/store/engines/engine.ts';
import { openPostgres } from '../../../src/adapters/store/engines/postgres.ts';
import { openSqlite } from '../../../src/adapters/store/engines/sqlite.ts';
import {
  openLedgerReadOnly,
  readerOver,
  type LedgerLocation,
} from '../../../src/adapters/store/ledger-reader.ts';
import type { Tables } from '../../../src/adapters/store/schema.ts';
import { storeOver, type Store } from '../../../src/adapters/store/store.ts';
import type { LedgerReader } from '../../../src/ledger/index.ts';

export const START = Date.UTC(2026, 10, 21, 12);

/** What a suite gets. `clock.now` is the time of the store; tests move it instead of waiting. */
export type Harness = {
  readonly store: Store;
  readonly db: Kysely<Tables>;
  readonly clock: { now: number };
  /** Where other processes reach the same data; null for an engine inside this process only. */
  readonly location: LedgerLocation | null;
  readonly reader: () => Promise<LedgerReader>;
  /** A second store over the same data with its own clock, as another instance would be. */
  readonly another: (clock: { now: number }) => Promise<Store>;
  readonly reset: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type EngineCase = {
  readonly name: string;
  /** Null: it runs. Else the reason, shown in the name of the skipped test. */
  readonly skipped: string | null;
  readonly open: () => Promise<Harness>;
};

const TABLES: readonly (keyof Tables)[] = [
  'work',
  'delivery',
  'pull',
  'evaluation',
  'pull_memory',
  'branch_push',
  'policy_seen',
  'policy_text',
  'deploy_grant',
  'deployment',
  'deploy_session',
  'used_token',
  'chain_head',
  'entry',
  'evidence',
];

const databaseUrl = process.env['TEST_DATABASE_URL'];

export const ENGINES: readonly EngineCase[] = [
  { name: 'node:sqlite', skipped: null, open: openOnSqlite },
  { name: 'PGlite', skipped: null, open: openOnPglite },
  {
    name: 'PostgreSQL',
    skipped: databaseUrl === undefined ? 'TEST_DATABASE_URL is not set' : null,
    open: openOnPostgres,
  },
];

async function openOnSqlite(): Promise<Harness> {
  const dataDir = mkdtempSync(join(tmpdir(), 'aigov-store-'));
  const harness = await harnessOver(openSqlite(dataDir), { location: { dataDir } });
  return {
    ...harness,
    close: async () => {
      await harness.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

async function openOnPglite(): Promise<Harness> {
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: new PGlite() }) });
  const engine: Engine = {
    name: 'postgres',
    db,
    skipLocked: true,
    schema: async () => 'public',
    lock: async () => ({ release: async () => {} }),
    close: async () => await db.destroy(),
  };
  return await harnessOver(engine, { location: null });
}

/** A schema of its own, so that runs do not meet, dropped in the end. */
async function openOnPostgres(): Promise<Harness> {
  const schema = `aigov_test_${randomBytes(6).toString('hex')}`;
  const admin = openPostgres(databaseUrl ?? '');
  await sql`create schema ${sql.id(schema)}`.execute(admin.db);
  const url = new URL(databaseUrl ?? '');
  url.searchParams.set('options', `-c search_path=${schema}`);
  const harness = await harnessOver(openPostgres(url.href), { location: { databaseUrl: url.href } });
  return {
    ...harness,
    close: async () => {
      await harness.close();
      await sql`drop schema ${sql.id(schema)} cascade`.execute(admin.db);
      await admin.close();
    },
  };
}

async function harnessOver(
  engine: Engine,
  { location }: { readonly location: LedgerLocation | null },
): Promise<Harness> {
  const clock = { now: START };
  let tokens = 0;
  const ids = { token: () => `token-${(tokens += 1)}` };
  const store = await storeOver(engine, { clock: () => clock.now, ids });
  return {
    store,
    db: engine.db,
    clock,
    location,
    reader: async () =>
      location === null
        ? { ...readerOver(engine.db), close: async () => {} }
        : await openLedgerReadOnly(location),
    another: async (other) => await storeOver(engine, { clock: () => other.now, ids }),
    reset: async () => {
      clock.now = START;
      await engine.db.transaction().execute(async (transaction) => {
        for (const table of TABLES) await transaction.deleteFrom(table).execute();
      });
    },
    close: async () => await store.close(),
  };
}
