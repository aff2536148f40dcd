// Fourth migration: what was remembered is found by value over all pull requests of a repository. Tolerates being run again.
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const memoryByValue: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createIndex('pull_memory_value')
      .ifNotExists()
      .on('pull_memory')
      .columns(['repository_id', 'field', 'value'])
      .execute();
  },
};
