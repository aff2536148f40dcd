// The process that the crash test kills: accepts, works and records without pause, and says on stdout what it was promised.
import { openStore } from '../../../src/adapters/store/index.ts';
import type { LedgerLocation } from '../../../src/adapters/store/index.ts';
import { sha256Hex } from '../../../src/model/canonical.ts';
import type { Record } from '../../../src/model/entry.ts';

/** `first`: number of the first delivery; `redeliver`: numbers sent before, to be sent again. `now` passes all older leases. */
export type CrashGiven = {
  readonly location: LedgerLocation;
  readonly first: number;
  readonly redeliver: readonly number[];
  readonly now: number;
};

const { location, first, redeliver, now } = JSON.parse(process.argv[2] ?? '{}') as CrashGiven;
console.log('opening');
const store = await openStore({ ...location, clock: () => now });
const LANES = 4;

await Promise.all([
  again(),
  work(),
  ...Array.from({ length: LANES }, async (_, lane) => await produce(first + lane)),
]);

/** `sent` before and `accepted` after: what was only sent may be there or not. */
async function produce(start: number): Promise<void> {
  for (let n = start; ; n += LANES) {
    console.log(`sent ${n}`);
    await accept(n);
    console.log(`accepted ${n}`);
    await store.ledger.append('repository:1', [recordOf(n, 'a'), recordOf(n, 'b')]);
    console.log(`recorded ${n}`);
  }
}

async function again(): Promise<void> {
  for (const n of redeliver) if ((await accept(n)).fresh) console.log(`fresh ${n}`);
}

async function accept(n: number): Promise<{ readonly fresh: boolean }> {
  const body = JSON.stringify({ n });
  return await store.work.accept({ guid: `delivery-${n}`, event: 'push', body, bodySha256: sha256Hex(body) });
}

async function work(): Promise<void> {
  for (;;) {
    const items = await store.work.claim(5, ['delivery']);
    for (const item of items) {
      await store.work.finish(item);
      console.log(`finished ${Number(item.key.split(':')[0]?.replace('delivery-', ''))}`);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function recordOf(n: number, half: string): Record {
  const subject = { repository: 'acme/infra', repositoryId: 1, pull: n, head: null };
  return { type: 'decision.made', subject, actor: 'aigov', data: { n, half } };
}
