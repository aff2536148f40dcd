// The scale-out engine: PostgreSQL through pg. Opened by openStore and, for one snapshot, by openLedgerReadOnly.
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool, types, type PoolConfig } from 'pg';
import { sha256Hex } from '../../../model/canonical.ts';
import type { Tables } from '../schema.ts';
import type { Engine } from './engine.ts';

const CONNECTIONS = 10;
/** Locks hold a connection for as long as an AWS call takes, so they must not starve the queries. */
const LOCK_CONNECTIONS = 4;
const CONNECT_TIMEOUT_MS = 5_000;
const INT8 = 20;

export function openPostgres(databaseUrl: string): Engine {
  const db = kyselyOver(pool(databaseUrl, CONNECTIONS));
  const locks = pool(databaseUrl, LOCK_CONNECTIONS);
  return {
    name: 'postgres',
    db,
    skipLocked: true,
    schema: async () => {
      const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
      return rows[0]?.schema ?? null;
    },
    lock: async (key) => await advisoryLock(locks, key),
    close: async () => {
      await db.destroy();
      await locks.end();
    },
  };
}

/** One connection inside one repeatable-read transaction: a snapshot that writers do not disturb. */
export async function openPostgresSnapshot(databaseUrl: string): Promise<Kysely<Tables>> {
  const db = kyselyOver(pool(databaseUrl, 1));
  await sql`begin isolation level repeatable read read only`.execute(db);
  return db;
}

function kyselyOver(connections: Pool): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: connections }) });
}

function pool(databaseUrl: string, max: number): Pool {
  const config: PoolConfig = {
    connectionString: databaseUrl,
    max,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    types: { getTypeParser: parserOf as typeof types.getTypeParser },
  };
  const connections = new Pool(config);
  // An idle connection that breaks is replaced by the pool; unheard, its error would end the process.
  connections.on('error', () => {});
  return connections;
}

/** bigint and count() arrive as text by default; every value of ours stays below 2^53. */
function parserOf(oid: number, format?: 'text'): unknown {
  return oid === INT8 && format !== ('binary' as string) ? Number : types.getTypeParser(oid, format);
}

/** A session-level advisory lock on a connection of its own; the server frees it when the connection ends. */
async function advisoryLock(locks: Pool, key: string): Promise<{ readonly release: () => Promise<void> }> {
  const id = BigInt.asIntN(64, BigInt(`0x${sha256Hex(key).slice(0, 16)}`)).toString();
  const client = await locks.connect();
  try {
    await client.query('select pg_advisory_lock($1::bigint)', [id]);
  } catch (error) {
    client.release(true);
    throw error;
  }
  return {
    release: async () => {
      const unlocked = await client.query('select pg_advisory_unlock($1::bigint)', [id]).then(
        () => true,
        () => false,
      );
      // A connection that could not unlock is closed, which unlocks.
      client.release(!unlocked);
    },
  };
}
