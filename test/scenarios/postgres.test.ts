// The story in short on PostgreSQL: the same product over another store, in a schema of its own.
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../../src/adapters/store/engines/postgres.ts';
import { REPO, startWorld, type World } from '../doubles/world.ts';
import { ledgerOf, mergeApproved } from './acts.ts';

const DATABASE = process.env['TEST_DATABASE_URL'];

describe.skipIf(DATABASE === undefined)('on PostgreSQL (skipped while TEST_DATABASE_URL is not set)', () => {
  const schema = `aigov_test_${randomBytes(6).toString('hex')}`;
  let admin: ReturnType<typeof openPostgres>;
  let world: World;

  beforeAll(async () => {
    admin = openPostgres(DATABASE ?? '');
    await sql`create schema ${sql.id(schema)}`.execute(admin.db);
    const url = new URL(DATABASE ?? '');
    url.searchParams.set('options', `-c search_path=${schema}`);
    world = await startWorld({ databaseUrl: url.href });
  });
  afterAll(async () => {
    await world.close();
    await sql`drop schema ${sql.id(schema)} cascade`.execute(admin.db);
    await admin.close();
  });

  it('a change is judged, merged and deployed, and its session revoked', async () => {
    const { merge, run, number } = await mergeApproved(world);
    const { status, body } = await world.exchange({ run, sha: merge });
    expect(status).toBe(201);
    world.github.completeWorkflowRun({ repo: REPO, run: run.id, conclusion: 'success' });
    await world.settle();
    expect((await world.server.store.sessions.byId(String(body['id'])))?.state).toBe('revoked');
    expect((await ledgerOf(world, number)).map(({ type }) => type)).toContain('session.revoked');
    expect(await world.server.store.work.dead()).toEqual([]);
  });
});
