// Second migration: which change has been deployed to which environment. Each statement tolerates being run again.
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const deployedChanges: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('deployed_change')
      .ifNotExists()
      .addColumn('repository_id', 'bigint', (column) => column.notNull())
      .addColumn('environment', 'text', (column) => column.notNull())
      .addColumn('change_digest', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('deployed_change_pk', ['repository_id', 'environment', 'change_digest'])
      .execute();
  },
};
