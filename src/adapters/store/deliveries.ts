// Webhook deliveries on disk: accepted once, read by their work, removed by retention. Used by work.ts.
import { sql } from 'kysely';
import type { Delivery } from '../../intake/work.ts';
import { Fault } from '../../model/failure.ts';
import { createGroup, type Group } from './group-commit.ts';
import { inTransaction, type Source } from './source.ts';
import { askForWork } from './work-rows.ts';

export type Accept = Group<Delivery, { readonly fresh: boolean }>;

const QUEUE = 'delivery';
/** Characters of bodies per transaction. A body adds a fixed cost too, so that small ones are bounded in number. */
const GROUP_CHARACTERS = 32 * 1024 * 1024;
const GROUP_ITEMS = 128;
const EXPIRE_BATCH = 200;

function deliveryKey(delivery: Pick<Delivery, 'guid' | 'bodySha256'>): string {
  return `${delivery.guid}:${delivery.bodySha256}`;
}

export function acceptGroup(source: Source): Accept {
  return createGroup({
    commit: async (deliveries) => await acceptAll(source, deliveries),
    weight: ({ body }) => body.length + GROUP_CHARACTERS / GROUP_ITEMS,
    limit: GROUP_CHARACTERS,
  });
}

/** Text that one engine cannot hold must fail alone, before it joins a group. */
export function checkDelivery(delivery: Delivery): void {
  if (!Object.values(delivery).some((text) => text.includes('\0'))) return;
  throw new Fault('REQUEST_INVALID', 'A delivery must not hold a NUL character.');
}

async function acceptAll(
  source: Source,
  deliveries: readonly Delivery[],
): Promise<readonly { readonly fresh: boolean }[]> {
  const at = source.clock();
  // Two instances may be sent the same deliveries; in one order they cannot deadlock.
  const rows = deliveries
    .map(({ guid, bodySha256, event, body }) => ({ guid, body_sha256: bodySha256, event, body, at }))
    .toSorted((a, b) => (a.guid < b.guid ? -1 : 1));
  const fresh = await inTransaction(source, async (transaction) => {
    const inserted = await transaction
      .insertInto('delivery')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['guid', 'body_sha256']).doNothing())
      .returning(['guid', 'body_sha256'])
      .execute();
    const keys = inserted
      .map((row) => deliveryKey({ guid: row.guid, bodySha256: row.body_sha256 }))
      .toSorted();
    if (keys.length > 0) {
      await askForWork(
        transaction,
        keys.map((key) => ({ queue: QUEUE, key, payload: null, runAt: at })),
      );
    }
    return new Set(keys);
  });
  // Of two equal deliveries in one group the first is the fresh one.
  return deliveries.map((delivery) => ({ fresh: fresh.delete(deliveryKey(delivery)) }));
}

export async function readDelivery(source: Source, key: string): Promise<Delivery | null> {
  const cut = key.lastIndexOf(':');
  const row = await source.db
    .selectFrom('delivery')
    .select(['guid', 'event', 'body', 'body_sha256'])
    .where('guid', '=', key.slice(0, cut))
    .where('body_sha256', '=', key.slice(cut + 1))
    .executeTakeFirst();
  return row === undefined
    ? null
    : { guid: row.guid, event: row.event, body: row.body, bodySha256: row.body_sha256 };
}

/** Remove old deliveries whose work is done, with their work rows, in batches that leave room for others. */
export async function expireDeliveries(source: Source, before: number): Promise<number> {
  let removed = 0;
  for (;;) {
    const batch = await expireBatch(source, before);
    removed += batch;
    if (batch < EXPIRE_BATCH) return removed;
  }
}

async function expireBatch(source: Source, before: number): Promise<number> {
  return await inTransaction(source, async (transaction) => {
    const gone = await transaction
      .deleteFrom('delivery')
      .where((eb) =>
        eb(
          eb.refTuple('guid', 'body_sha256'),
          'in',
          eb
            .selectFrom('delivery as old')
            .leftJoin('work', (join) =>
              join
                .on('work.queue', '=', QUEUE)
                .on('work.key', '=', sql<string>`old.guid || ':' || old.body_sha256`),
            )
            .select(['old.guid', 'old.body_sha256'])
            .where('old.at', '<', before)
            .where((or) => or.or([or('work.key', 'is', null), or('work.done', '=', or.ref('work.want'))]))
            .orderBy('old.at')
            .limit(EXPIRE_BATCH)
            .$asTuple('guid', 'body_sha256'),
        ),
      )
      .returning(['guid', 'body_sha256'])
      .execute();
    const keys = gone.map((row) => deliveryKey({ guid: row.guid, bodySha256: row.body_sha256 }));
    if (keys.length > 0) {
      await transaction.deleteFrom('work').where('queue', '=', QUEUE).where('key', 'in', keys).execute();
    }
    return gone.length;
  });
}
