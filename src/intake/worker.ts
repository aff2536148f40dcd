// The loop that claims work and runs it. Started by main.ts, tests and the demo; time and waking come from outside.
import { setImmediate } from 'node:timers/promises';
import type { WorkItem, WorkQueue } from './work.ts';

/** What a handler may say of its row: done, or look again at a time (epoch ms). Throwing means "try again later". */
export type WorkResult = { readonly again?: number } | undefined;
export type WorkHandler = (item: WorkItem) => Promise<WorkResult>;

export type WorkerOptions = {
  readonly queue: WorkQueue;
  readonly handlers: { readonly [queue: string]: WorkHandler };
  /** Keys of these queues never become dead letters. */
  readonly cron: readonly string[];
  readonly concurrency: number;
  /** Resolves at `until` (epoch ms, null: no due row) or earlier when `wake` aborts. */
  readonly wait: (until: number | null, wake: AbortSignal) => Promise<void>;
  readonly onError: (item: WorkItem, error: unknown) => void;
};

export type Worker = {
  /** Claim and run until nothing is due. Tests and the demo use it in place of the loop. */
  readonly drain: () => Promise<void>;
  readonly start: () => void;
  /** Finish what runs, claim nothing more. */
  readonly stop: () => Promise<void>;
};

export function createWorker(options: WorkerOptions): Worker {
  const queues = Object.keys(options.handlers);
  let stopping = false;
  let wake = new AbortController();
  let loop: Promise<void> = Promise.resolve();

  const batch = async (): Promise<number> => {
    const items = await options.queue.claim(options.concurrency, queues);
    await Promise.all(items.map((item) => runItem(item, options)));
    // SQLite never yields to the event loop; without this, a busy queue starves HTTP.
    await setImmediate();
    return items.length;
  };

  const run = async (): Promise<void> => {
    const unsubscribe = options.queue.onWork(() => wake.abort());
    while (!stopping) {
      wake = new AbortController();
      if ((await batch()) === 0 && !stopping)
        await options.wait(await options.queue.nextDue(queues), wake.signal);
    }
    unsubscribe();
  };

  return {
    drain: async () => {
      while ((await batch()) > 0);
    },
    start: () => {
      loop = run();
    },
    stop: async () => {
      stopping = true;
      wake.abort();
      await loop;
    },
  };
}

async function runItem(item: WorkItem, options: WorkerOptions): Promise<void> {
  const cron = options.cron.includes(item.queue);
  try {
    const handler = options.handlers[item.queue];
    if (handler === undefined) throw new Error(`no handler for the queue ${item.queue}`);
    const result = await handler(item);
    await options.queue.finish(item, result?.again);
  } catch (error) {
    options.onError(item, error);
    // The lease may be gone too; then another worker has the row and nothing is lost.
    await options.queue
      .fail(item, messageOf(error), { cron })
      .catch((failure: unknown) => options.onError(item, failure));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
