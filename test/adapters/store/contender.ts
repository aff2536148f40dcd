// A process of the concurrency suite: appends to one chain while finishing shared work. Prints each key it finished.
import { openStore } from '../../../src/adapters/store/index.ts';
import type { LedgerLocation } from '../../../src/adapters/store/index.ts';

type Given = {
  readonly location: LedgerLocation;
  readonly chain: string;
  readonly rounds: number;
  readonly name: string;
  readonly now: number;
};

const { location, chain, rounds, name, now } = JSON.parse(process.argv[2] ?? '{}') as Given;
const store = await openStore({ ...location, clock: () => now });
const subject = { repository: 'acme/infra', repositoryId: 1, pull: 7, head: null };

await Promise.all([append(), work()]);
await store.close();

async function append(): Promise<void> {
  for (let n = 0; n < rounds; n += 1) {
    await store.ledger.append(chain, [{ type: 'decision.made', subject, actor: name, data: { n } }]);
  }
}

async function work(): Promise<void> {
  for (;;) {
    const items = await store.work.claim(3, ['shared']);
    if (items.length === 0) return;
    for (const item of items) {
      await store.work.finish(item);
      console.log(item.key);
    }
  }
}
