// The embedded engine: node:sqlite in one folder. Opened by openStore and, read-only, by openLedgerReadOnly.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import type { Tables } from '../schema.ts';
import type { Engine } from './engine.ts';
import { lockFile } from './sqlite-lock.ts';
import { sqliteShim } from './sqlite-shim.ts';

/** Milliseconds to wait for another process's write lock; node:sqlite's own default is 0. */
const BUSY_TIMEOUT_MS = 5_000;

export function sqlitePath(dataDir: string): string {
  return join(dataDir, 'aigov.db');
}

/** `synchronous=FULL` under WAL: a commit that returned has been fsynced, so what was acknowledged survives a power cut. */
export function openSqlite(dataDir: string): Engine {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(sqlitePath(dataDir), { timeout: BUSY_TIMEOUT_MS });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  const db = kyselyOver(database);
  return {
    name: 'sqlite',
    db,
    skipLocked: false,
    schema: async () => null,
    lock: async (key) => await lockFile(dataDir, key),
    close: async () => {
      await db.destroy();
      // Kysely closes the database only if a query ever ran.
      if (database.isOpen) database.close();
    },
  };
}

/** A read-only handle beside a running server, inside one read transaction: a snapshot. */
export function openSqliteSnapshot(dataDir: string): Kysely<Tables> {
  const database = new DatabaseSync(sqlitePath(dataDir), { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  database.exec('BEGIN');
  return kyselyOver(database);
}

function kyselyOver(database: DatabaseSync): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqliteShim(database) }) });
}
