// The durable, coalescing work table: one row per subject, fenced by lease tokens. Implements the port of intake.
import { sql, type RawBuilder } from 'kysely';
import { LIMITS } from '../../config/limits.ts';
import type { WorkItem, WorkQueue } from '../../intake/work.ts';
import { Fault } from '../../model/failure.ts';
import type { JsonValue } from '../../model/json.ts';
import { acceptGroup, checkDelivery, expireDeliveries, readDelivery } from './deliveries.ts';
import { NEVER } from './schema.ts';
import type { Source } from './source.ts';
import { askForWork, backoffMs } from './work-rows.ts';

export type Work = { readonly queue: WorkQueue; readonly drained: () => Promise<void> };

export function createWorkQueue(source: Source): Work {
  const listeners = new Set<() => void>();
  const wake = (): void => {
    for (const listener of listeners) listener();
  };
  const accepting = acceptGroup(source);
  const queue: WorkQueue = {
    accept: async (delivery) => {
      checkDelivery(delivery);
      const result = await accepting.add(delivery);
      if (result.fresh) wake();
      return result;
    },
    delivery: async (key) => await readDelivery(source, key),
    request: async (name, key, payload, runAt) => {
      await askForWork(source.db, [{ queue: name, key, payload, runAt: runAt ?? source.clock() }]);
      wake();
    },
    claim: async (limit, queues) => await claim(source, limit, queues),
    renew: async (item) => await renew(source, item),
    finish: async (item, again) => await finish(source, item, again ?? NEVER),
    fail: async (item, error, options) => await fail(source, item, { error, cron: options?.cron === true }),
    dead: async () => await dead(source),
    pending: async () => await pending(source),
    nextDue: async (queues) => await nextDue(source, queues),
    onWork: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    expire: async (before) => await expireDeliveries(source, before),
  };
  return { queue, drained: accepting.drained };
}

/**
 * An expression instead of the column: SQLite would otherwise search by queue, which is nearly every row, and sort,
 * where the index on the due time ends after a few rows.
 */
const unindexedQueue = sql<string>`queue || ''`;

/** One update, so that two claimers cannot take one row. */
async function claim(source: Source, limit: number, queues: readonly string[]): Promise<readonly WorkItem[]> {
  if (queues.length === 0 || limit < 1) return [];
  const now = source.clock();
  const token = source.token();
  const rows = await source.db
    .with('due', (cte) => {
      const due = cte
        .selectFrom('work')
        .select(['queue', 'key'])
        .where('run_at', '<=', now)
        .where('lease_until', '<=', now)
        .where(unindexedQueue, 'in', queues)
        .orderBy('run_at')
        .limit(limit);
      return source.engine.skipLocked ? due.forUpdate().skipLocked() : due;
    })
    .updateTable('work')
    .set((eb) => ({
      lease_until: now + LIMITS.leaseMs,
      lease_token: token,
      attempts: eb('attempts', '+', 1),
    }))
    .where((eb) =>
      eb(
        eb.refTuple('queue', 'key'),
        'in',
        eb.selectFrom('due').select(['due.queue', 'due.key']).$asTuple('queue', 'key'),
      ),
    )
    .returning(['queue', 'key', 'payload', 'want', 'attempts', 'run_at'])
    .execute();
  return rows
    .toSorted((a, b) => a.run_at - b.run_at)
    .map(({ queue, key, payload, want, attempts }) => {
      return { queue, key, payload: JSON.parse(payload) as JsonValue, want, attempts, token };
    });
}

async function renew(source: Source, item: WorkItem): Promise<void> {
  const result = await leased(source, item)
    .set({ lease_until: source.clock() + LIMITS.leaseMs })
    .executeTakeFirst();
  requireLease(item, result.numUpdatedRows);
}

/** A request that came during the run moved `want`: then the due time stays and the row runs once more. */
async function finish(source: Source, item: WorkItem, again: number): Promise<void> {
  const result = await leased(source, item)
    .set((eb) => ({
      done: item.want,
      run_at: eb.case().when('want', '=', item.want).then(again).else(eb.ref('run_at')).end(),
      attempts: 0,
      lease_until: 0,
      lease_token: null,
      last_error: null,
      gave_up_at: null,
    }))
    .executeTakeFirst();
  requireLease(item, result.numUpdatedRows);
}

/**
 * Back off, or give up after the last try. Never give up when newer work was asked for during the run (it would be
 * lost) nor on a cron key (it would stop for ever).
 */
async function fail(
  source: Source,
  item: WorkItem,
  { error, cron }: { readonly error: string; readonly cron: boolean },
): Promise<void> {
  const now = source.clock();
  const givesUp = !cron && item.attempts >= LIMITS.maxAttempts;
  const runAt = givesUp ? NEVER : now + backoffMs(item.attempts);
  const lastError = givesUp ? error.replaceAll('\0', '') : null;
  const result = await leased(source, item)
    .set((eb) => ({
      run_at: eb.case().when('want', '=', item.want).then(runAt).else(eb.ref('run_at')).end(),
      last_error: unlessAsked<string | null>(item, sql`cast(${lastError} as text)`),
      gave_up_at: unlessAsked<number | null>(item, sql`cast(${givesUp ? now : null} as bigint)`),
      lease_until: 0,
      lease_token: null,
    }))
    .executeTakeFirst();
  requireLease(item, result.numUpdatedRows);
}

/** A value for a row nobody asked for meanwhile, else null. */
function unlessAsked<T>(item: WorkItem, value: RawBuilder<unknown>): RawBuilder<T> {
  return sql<T>`case when want = ${item.want} then ${value} end`;
}

/** The fence: only the holder of the current lease sees the row. */
function leased(source: Source, item: WorkItem) {
  return source.db
    .updateTable('work')
    .where('queue', '=', item.queue)
    .where('key', '=', item.key)
    .where('lease_token', '=', item.token);
}

function requireLease(item: WorkItem, updated: bigint): void {
  if (updated === 1n) return;
  throw new Fault('LEASE_LOST', `Another worker has taken over ${item.queue} ${item.key}.`);
}

async function dead(
  source: Source,
): Promise<readonly { readonly queue: string; readonly key: string; readonly error: string }[]> {
  const rows = await source.db
    .selectFrom('work')
    .select(['queue', 'key', 'last_error'])
    .where('last_error', 'is not', null)
    .orderBy('gave_up_at', 'desc')
    .orderBy('queue')
    .orderBy('key')
    .execute();
  return rows.map(({ queue, key, last_error: error }) => ({ queue, key, error: error ?? '' }));
}

/** Due or being worked on; rows that wait for a later time are not a backlog. */
async function pending(source: Source): Promise<number> {
  const now = source.clock();
  const { count } = await source.db
    .selectFrom('work')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where((eb) => eb.or([eb('run_at', '<=', now), eb('lease_until', '>', now)]))
    .executeTakeFirstOrThrow();
  return count;
}

/** A leased row is due again when its lease runs out. */
async function nextDue(source: Source, queues: readonly string[]): Promise<number | null> {
  if (queues.length === 0) return null;
  const row = await source.db
    .selectFrom('work')
    .select((eb) =>
      eb.fn
        .min<number | null>(
          eb
            .case()
            .when('run_at', '>', eb.ref('lease_until'))
            .then(eb.ref('run_at'))
            .else(eb.ref('lease_until'))
            .end(),
        )
        .as('due'),
    )
    .where('run_at', '<', NEVER)
    .where(unindexedQueue, 'in', queues)
    .executeTakeFirst();
  return row?.due ?? null;
}
