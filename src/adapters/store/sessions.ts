// Sessions, used token ids and the lock among brokers. Implements the port of sessions.
import type { Session } from '../../model/deploy.ts';
import type { SessionStore } from '../../sessions/store.ts';
import { createMutex } from './mutex.ts';
import { changedColumns, sessionOf, sessionRow } from './session-rows.ts';
import { inTransaction, type Source } from './source.ts';

/** A denied session stays on the list this long after STS says it ended: clocks differ. */
const DENY_MARGIN_MS = 5 * 60_000;
const SWEPT_TOKENS = 100;

export function createSessionStore(source: Source): SessionStore {
  const mutex = createMutex();
  return {
    useToken: async (jtiHash, expiresAt) => await useToken(source, jtiHash, expiresAt),
    begin: async (session) => await begin(source, session),
    byId: async (id) => {
      const row = await select(source).where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : sessionOf(row);
    },
    transition: async (id, from, to) => await transition(source, { id, from, to }),
    ofRun: async (repositoryId, runId, runAttempt) => {
      const run = select(source).where('repository_id', '=', repositoryId).where('run_id', '=', runId);
      const rows = runAttempt === null ? run : run.where('run_attempt', '=', runAttempt);
      return (await rows.execute()).map(sessionOf);
    },
    ofGrant: async (grantId) =>
      (await select(source).where('grant_id', '=', grantId).execute()).map(sessionOf),
    open: async () => {
      const states = ['issuing', 'live', 'revoking'] as const;
      return (await select(source).where('state', 'in', states).execute()).map(sessionOf);
    },
    denied: async (boundaryArn, now) => await denied(source, boundaryArn, now),
    exclusive: async (key, work) =>
      await mutex(key, async () => {
        const lock = await source.engine.lock(key);
        try {
          return await work();
        } finally {
          await lock.release();
        }
      }),
  };
}

function select(source: Source) {
  return source.db.selectFrom('deploy_session').selectAll().orderBy('issued_at').orderBy('id');
}

/** The insert decides; expired ids are swept on the way, a few at a time. */
async function useToken(source: Source, jtiHash: string, expiresAt: number): Promise<boolean> {
  return await inTransaction(source, async (transaction) => {
    const inserted = await transaction
      .insertInto('used_token')
      .values({ jti_hash: jtiHash, expires_at: expiresAt })
      .onConflict((conflict) => conflict.column('jti_hash').doNothing())
      .returning('jti_hash')
      .execute();
    await transaction
      .deleteFrom('used_token')
      .where((eb) =>
        eb(
          'jti_hash',
          'in',
          eb
            .selectFrom('used_token as old')
            .select('old.jti_hash')
            .where('old.expires_at', '<', source.clock())
            .where('old.jti_hash', '!=', jtiHash)
            .limit(SWEPT_TOKENS),
        ),
      )
      .execute();
    return inserted.length === 1;
  });
}

/** The partial unique index refuses a second live session of a run attempt. */
async function begin(source: Source, session: Session): Promise<boolean> {
  const inserted = await source.db
    .insertInto('deploy_session')
    .values(sessionRow(session))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return inserted.length === 1;
}

async function transition(
  source: Source,
  change: {
    readonly id: string;
    readonly from: readonly Session['state'][];
    readonly to: Partial<Session>;
  },
): Promise<boolean> {
  if (change.from.length === 0) return false;
  const { numUpdatedRows } = await source.db
    .updateTable('deploy_session')
    .set(changedColumns(change.to))
    .where('id', '=', change.id)
    .where('state', 'in', change.from)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

async function denied(source: Source, boundaryArn: string, now: number): Promise<readonly Session[]> {
  const rows = await select(source)
    .where('boundary_arn', '=', boundaryArn)
    .where('state', 'in', ['revoking', 'revoked'])
    .where('expires_at', '>', now - DENY_MARGIN_MS)
    .execute();
  return rows.map(sessionOf);
}
