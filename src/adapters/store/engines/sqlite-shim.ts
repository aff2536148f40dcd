// The few methods that Kysely's SQLite dialect asks of a driver, over node:sqlite. Used by sqlite.ts.
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** Distinct statements are few; the bound only guards against generated ones. */
const MAX_STATEMENTS = 500;

/** Statements are prepared once: without the cache, preparing costs more than most of our queries. */
export function sqliteShim(database: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => {
      statements.clear();
      database.close();
    },
    prepare: (text) => {
      const known = statements.get(text);
      if (known !== undefined) return known;
      if (statements.size >= MAX_STATEMENTS) statements.clear();
      const statement = shimStatement(database.prepare(text));
      statements.set(text, statement);
      return statement;
    },
  };
}

function shimStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...bindable(parameters)),
    run: (parameters) => statement.run(...bindable(parameters)),
    iterate: (parameters) => statement.iterate(...bindable(parameters)),
  };
}

/** Binding undefined throws on Node 24 and means NULL on Node 26. */
function bindable(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map((value) => (value === undefined ? null : value)) as SQLInputValue[];
}
