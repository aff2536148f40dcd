// Brings a database to the newest schema. Called by openStore and the tests, once per start.
import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { initial } from './0001-initial.ts';
import { deployedChanges } from './0002-deployed-changes.ts';
import { policyText } from './0003-policy-text.ts';
import { memoryByValue } from './0004-memory-by-value.ts';

/** In order; a name never changes once released. */
const MIGRATIONS: { readonly [name: string]: Migration } = {
  '0001-initial': initial,
  '0002-deployed-changes': deployedChanges,
  '0003-policy-text': policyText,
  '0004-memory-by-value': memoryByValue,
};

/**
 * Run what is missing. `schema` is the PostgreSQL schema to look in: Kysely would otherwise take a migration table of
 * any schema of the database for ours.
 */
export async function migrate<T>(db: Kysely<T>, schema: string | null): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...MIGRATIONS }) },
    migrationTableName: 'aigov_migration',
    migrationLockTableName: 'aigov_migration_lock',
    ...(schema === null ? {} : { migrationTableSchema: schema }),
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
