// What every part of the store is built from. Made by store.ts.
import type { Kysely, Transaction } from 'kysely';
import type { Engine } from './engines/engine.ts';
import type { Tables } from './schema.ts';

export type Source = {
  readonly engine: Engine;
  readonly db: Kysely<Tables>;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Unguessable and never repeated: a fencing token. */
  readonly token: () => string;
};

/**
 * Run `work` in a transaction. Its first statement must be a write: SQLite begins transactions as readers, and one that
 * reads first and writes later meets SQLITE_BUSY at once when another process wrote in between.
 */
export async function inTransaction<T>(
  source: Source,
  work: (transaction: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return await source.db.transaction().execute(work);
}
