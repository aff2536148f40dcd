// What the two engines must offer; everything else in this folder's parent is one code path over it.
import type { Kysely } from 'kysely';
import type { Tables } from '../schema.ts';

export interface Engine {
  readonly name: 'sqlite' | 'postgres';
  readonly db: Kysely<Tables>;
  /** PostgreSQL skips rows that another process is claiming; on SQLite there is one writer at a time. */
  readonly skipLocked: boolean;
  /** Schema that migrations look in, null where there is no such thing. */
  schema(): Promise<string | null>;
  /** Hold a lock among processes until `release`; callers hold the mutex of their own process already. */
  lock(key: string): Promise<{ readonly release: () => Promise<void> }>;
  close(): Promise<void>;
}
