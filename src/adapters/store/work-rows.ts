// The statements of the work table that several steps share. Used by work.ts and deliveries.ts.
import type { Kysely } from 'kysely';
import type { JsonValue } from '../../model/json.ts';
import type { Tables } from './schema.ts';

export type WorkRequest = {
  readonly queue: string;
  readonly key: string;
  readonly payload: JsonValue;
  readonly runAt: number;
};

/** Back-off after the nth try: 1, 3, 9 … seconds, at most 10 minutes; eight tries span a quarter of an hour. */
const BACKOFF_FIRST_MS = 1_000;
const BACKOFF_FACTOR = 3;
const BACKOFF_LIMIT_MS = 600_000;

export function backoffMs(attempts: number): number {
  return Math.min(BACKOFF_FIRST_MS * BACKOFF_FACTOR ** Math.max(0, attempts - 1), BACKOFF_LIMIT_MS);
}

/**
 * Ask for work on distinct keys: the latest payload wins, the generation rises, the earlier due time stays, a dead
 * letter revives. One statement, so that it is a transaction by itself where it needs to be.
 */
export async function askForWork(db: Kysely<Tables>, requests: readonly WorkRequest[]): Promise<void> {
  const rows = requests.map(({ queue, key, payload, runAt }) => ({
    queue,
    key,
    payload: JSON.stringify(payload),
    run_at: runAt,
    want: 1,
    done: 0,
    attempts: 0,
    lease_until: 0,
    lease_token: null,
    last_error: null,
    gave_up_at: null,
  }));
  await db
    .insertInto('work')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['queue', 'key']).doUpdateSet((eb) => ({
        payload: eb.ref('excluded.payload'),
        want: eb('work.want', '+', 1),
        attempts: 0,
        last_error: null,
        gave_up_at: null,
        run_at: eb
          .case()
          .when('work.run_at', '<', eb.ref('excluded.run_at'))
          .then(eb.ref('work.run_at'))
          .else(eb.ref('excluded.run_at'))
          .end(),
      })),
    )
    .execute();
}
