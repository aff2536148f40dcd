// Third migration: the text of each policy as it was read last, and the repository that it came from. Each statement tolerates being run again.
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const policyText: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('policy_text')
      .ifNotExists()
      .addColumn('place', 'text', (column) => column.notNull())
      .addColumn('repository_id', 'bigint')
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('read_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('policy_text_pk', ['place'])
      .execute();
  },
};
