// First migration: every table of version 1. Each statement tolerates being run again, since SQLite's DDL here is not transactional.
import { sql, type CreateTableBuilder, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

type Columns = { readonly [name: string]: `${'text' | 'bigint' | 'integer'}${'' | '?'}` };

export const initial: Migration = {
  up: async (db: Kysely<unknown>) => {
    await workTables(db);
    await pullTables(db);
    await deployTables(db);
    await ledgerTables(db);
  },
};

async function workTables(db: Kysely<unknown>): Promise<void> {
  const work: Columns = {
    queue: 'text',
    key: 'text',
    payload: 'text',
    run_at: 'bigint',
    want: 'bigint',
    done: 'bigint',
    attempts: 'integer',
    lease_until: 'bigint',
    lease_token: 'text?',
    last_error: 'text?',
    gave_up_at: 'bigint?',
  };
  await table(db, 'work', { columns: work, key: ['queue', 'key'] });
  // Plain, not partial: SQLite does not use a partial index when its condition is a bound parameter.
  await index(db, 'work_run_at', { table: 'work', columns: ['run_at'] });
  const delivery: Columns = { guid: 'text', body_sha256: 'text', event: 'text', body: 'text', at: 'bigint' };
  await table(db, 'delivery', { columns: delivery, key: ['guid', 'body_sha256'] });
  await index(db, 'delivery_at', { table: 'delivery', columns: ['at'] });
}

async function pullTables(db: Kysely<unknown>): Promise<void> {
  const pull: Columns = {
    repository_id: 'bigint',
    number: 'bigint',
    state: 'text?',
    installation_id: 'bigint?',
    owner: 'text?',
    name: 'text?',
    latest_head: 'text?',
  };
  await table(db, 'pull', { columns: pull, key: ['repository_id', 'number'] });
  const evaluation: Columns = { repository_id: 'bigint', pull: 'bigint', head: 'text', record: 'text' };
  await table(db, 'evaluation', { columns: evaluation, key: ['repository_id', 'pull', 'head'] });
  const memory: Columns = { repository_id: 'bigint', number: 'bigint', field: 'text', value: 'text' };
  await table(db, 'pull_memory', { columns: memory, key: ['repository_id', 'number', 'field', 'value'] });
  const push: Columns = { repository_id: 'bigint', sha: 'text', pusher: 'text' };
  await table(db, 'branch_push', { columns: push, key: ['repository_id', 'sha', 'pusher'] });
  await table(db, 'policy_seen', { columns: { source: 'text', at: 'bigint' }, key: ['source'] });
}

async function deployTables(db: Kysely<unknown>): Promise<void> {
  const grant: Columns = {
    id: 'text',
    repository_id: 'bigint',
    repository: 'text',
    target: 'text',
    pull: 'bigint',
    head: 'text',
    merge_sha: 'text',
    change_digest: 'text',
    decision_digest: 'text',
    opened_at: 'bigint',
    expires_at: 'bigint',
  };
  await table(db, 'deploy_grant', { columns: grant, key: ['id'] });
  const subject = ['repository_id', 'target', 'merge_sha'];
  await index(db, 'deploy_grant_subject', { table: 'deploy_grant', columns: subject, unique: true });
  const deployment: Columns = { repository_id: 'bigint', target: 'text', merge_sha: 'text', at: 'bigint' };
  await table(db, 'deployment', { columns: deployment, key: ['repository_id', 'target'] });
  const binding: Columns = { role_arn: 'text', repository_id: 'bigint' };
  await table(db, 'role_binding', { columns: binding, key: ['role_arn'] });
  await sessionTables(db);
}

async function sessionTables(db: Kysely<unknown>): Promise<void> {
  const session: Columns = {
    id: 'text',
    grant_id: 'text',
    repository_id: 'bigint',
    repository: 'text',
    target: 'text',
    account: 'text',
    boundary_arn: 'text?',
    run_id: 'bigint',
    run_attempt: 'integer',
    environment: 'text?',
    state: 'text',
    access_key_id: 'text?',
    policy_sha256: 'text',
    narrowing_level: 'integer',
    not_after: 'bigint',
    expires_at: 'bigint',
    issued_at: 'bigint',
    revoke_requested_at: 'bigint?',
    revoked_at: 'bigint?',
  };
  await table(db, 'deploy_session', { columns: session, key: ['id'] });
  // One live session per run attempt and target, held by the database and not by a check before the insert.
  await sql`create unique index if not exists deploy_session_live on deploy_session
    (repository_id, run_id, run_attempt, target) where state in ('issuing', 'live')`.execute(db);
  await index(db, 'deploy_session_run', { table: 'deploy_session', columns: ['repository_id', 'run_id'] });
  await index(db, 'deploy_session_grant', { table: 'deploy_session', columns: ['grant_id'] });
  await index(db, 'deploy_session_state', { table: 'deploy_session', columns: ['state'] });
  await table(db, 'used_token', { columns: { jti_hash: 'text', expires_at: 'bigint' }, key: ['jti_hash'] });
  await index(db, 'used_token_expires', { table: 'used_token', columns: ['expires_at'] });
}

async function ledgerTables(db: Kysely<unknown>): Promise<void> {
  await table(db, 'chain_head', { columns: { chain: 'text', seq: 'bigint', hash: 'text' }, key: ['chain'] });
  const entry: Columns = { chain: 'text', seq: 'bigint', pull: 'bigint?', body: 'text' };
  await table(db, 'entry', { columns: entry, key: ['chain', 'seq'] });
  await index(db, 'entry_pull', { table: 'entry', columns: ['chain', 'pull', 'seq'] });
  await table(db, 'evidence', { columns: { digest: 'text', body: 'text' }, key: ['digest'] });
}

async function table(
  db: Kysely<unknown>,
  name: string,
  { columns, key }: { readonly columns: Columns; readonly key: readonly string[] },
): Promise<void> {
  let builder: CreateTableBuilder<string, string> = db.schema.createTable(name).ifNotExists();
  for (const [column, type] of Object.entries(columns)) {
    const optional = type.endsWith('?');
    builder = builder.addColumn(column, type.replace('?', '') as 'text', (definition) =>
      optional ? definition : definition.notNull(),
    );
  }
  await builder.addPrimaryKeyConstraint(`${name}_pk`, [...key]).execute();
}

async function index(
  db: Kysely<unknown>,
  name: string,
  options: { readonly table: string; readonly columns: readonly string[]; readonly unique?: boolean },
): Promise<void> {
  const builder = db.schema
    .createIndex(name)
    .ifNotExists()
    .on(options.table)
    .columns([...options.columns]);
  await (options.unique === true ? builder.unique() : builder).execute();
}
