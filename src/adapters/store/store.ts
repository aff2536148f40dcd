// Opens the durable store and puts its parts together. Called by main.ts, the demo and the tests.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { PullMemory } from '../../facts/memory.ts';
import type { GrantStore } from '../../grants/store.ts';
import type { WorkQueue } from '../../intake/work.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import type { EvaluationStore } from '../../model/evaluation-store.ts';
import { Fault } from '../../model/failure.ts';
import type { SessionStore } from '../../sessions/store.ts';
import type { Engine } from './engines/engine.ts';
import { openPostgres } from './engines/postgres.ts';
import { openSqlite } from './engines/sqlite.ts';
import { createEvaluationStore } from './evaluations.ts';
import { createGrantStore } from './grants.ts';
import { guardPort, storeFault } from './guard.ts';
import { createLedger } from './ledger.ts';
import { migrate } from './migrations/migrate.ts';
import { createPullMemory } from './pull-memory.ts';
import { createSessionStore } from './sessions.ts';
import type { Source } from './source.ts';
import { createWorkQueue } from './work.ts';

export type Store = {
  readonly work: WorkQueue;
  readonly memory: PullMemory;
  readonly evaluations: EvaluationStore;
  readonly grants: GrantStore;
  readonly sessions: SessionStore;
  readonly ledger: LedgerStore;
  readonly engine: 'sqlite' | 'postgres';
  /** Resolves when the database answers; throws Fault STORE_UNAVAILABLE. */
  readonly ping: () => Promise<void>;
  /** Finish what is being committed, then close. */
  readonly close: () => Promise<void>;
};

export type StoreOptions = {
  /** PostgreSQL; absent: SQLite in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  /** Folder of the embedded database, made if missing. Default `./data`. */
  readonly dataDir?: string | undefined;
} & StoreParts;

export type StoreParts = {
  /** Epoch milliseconds; the system clock by default. */
  readonly clock?: () => number;
  readonly ids?: { readonly token: () => string };
};

/** Open, migrate to the newest schema and return the store. Throws Fault STORE_UNAVAILABLE. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl, dataDir = './data', ...parts } = options;
  try {
    return await storeOver(
      databaseUrl === undefined ? openSqlite(dataDir) : openPostgres(databaseUrl),
      parts,
    );
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw new Fault('STORE_UNAVAILABLE', 'The database cannot be opened.', { cause });
  }
}

/** A store over an engine that is open already; it is closed when the migration fails. */
export async function storeOver(engine: Engine, parts: StoreParts): Promise<Store> {
  try {
    await migrateAlone(engine);
  } catch (error) {
    await engine.close();
    throw error;
  }
  return assemble({
    engine,
    db: engine.db,
    clock: parts.clock ?? Date.now,
    token: parts.ids?.token ?? randomUUID,
  });
}

function assemble(source: Source): Store {
  const work = createWorkQueue(source);
  const ledger = createLedger(source);
  return {
    work: guardPort(work.queue),
    memory: guardPort(createPullMemory(source)),
    evaluations: guardPort(createEvaluationStore(source)),
    grants: guardPort(createGrantStore(source)),
    sessions: guardPort(createSessionStore(source), ['exclusive']),
    ledger: guardPort(ledger.store),
    engine: source.engine.name,
    ping: async () => {
      await sql`select 1`.execute(source.db).catch((error: unknown) => {
        throw storeFault(error);
      });
    },
    close: async () => {
      await Promise.all([work.drained(), ledger.drained()]);
      await source.engine.close();
    },
  };
}

/** Several processes may start at once, and SQLite's migrations have no lock of their own. */
async function migrateAlone(engine: Engine): Promise<void> {
  const lock = await engine.lock('aigov:migrate');
  try {
    await migrate(engine.db, await engine.schema());
  } finally {
    await lock.release();
  }
}
