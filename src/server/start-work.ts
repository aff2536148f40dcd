// The worker of this process: which queues its role serves, how it waits, what is logged. Called by server.ts.
import { setTimeout as sleep } from 'node:timers/promises';
import { failedDeliveries, redeliver, type GitHubClients } from '../adapters/github/index.ts';
import type { Logger } from '../adapters/log.ts';
import { brokerHandlers, gateHandlers, type HandlerPorts } from '../handlers.ts';
import { createWorker, type Worker } from '../intake/index.ts';
import { QUEUES } from '../steps/take-triggers.ts';
import type { Parts } from './parts.ts';

export function createServerWorker(parts: Parts & Pick<HandlerPorts, 'receive'>): Worker {
  const { settings, log, now, store, clients, pins, ports, metrics, receive } = parts;
  const redeliverFailed = createRedelivery(clients, log);
  const handlerPorts: HandlerPorts = {
    pipeline: ports,
    queue: store.work,
    receive,
    heal: async () => {
      await redeliverFailed();
      await pins.refresh();
    },
    now,
    onDecision: (outcome) => metrics.count('aigov_evaluations_total', { outcome }),
    onSessionError: (session, error) =>
      log.error({ err: error, session }, 'a session could not be ended now'),
  };
  return createWorker({
    queue: store.work,
    handlers: {
      ...(settings.role === 'broker' ? {} : gateHandlers(handlerPorts)),
      ...(settings.role === 'gate' ? {} : brokerHandlers(handlerPorts)),
    },
    cron: [QUEUES.pulls, QUEUES.sweep, QUEUES.sessions],
    concurrency: 4,
    wait: (until, wake) => waitUntil({ until, wake, now, pollMs: store.engine === 'postgres' ? 300 : 5_000 }),
    onError: (item, error) => {
      metrics.count('aigov_work_failures_total', { queue: item.queue });
      log.warn(
        { err: error, queue: item.queue, key: item.key, attempts: item.attempts },
        'work failed and will be tried again',
      );
    },
  });
}

/** On PostgreSQL another process may have added the work, so there the table is polled. */
async function waitUntil(options: {
  readonly until: number | null;
  readonly wake: AbortSignal;
  readonly now: () => number;
  readonly pollMs: number;
}): Promise<void> {
  const { until, wake, now, pollMs } = options;
  const ms = until === null ? pollMs : Math.max(0, Math.min(until - now(), pollMs));
  await sleep(ms, undefined, { signal: wake }).catch((error: unknown) => {
    if (!wake.aborted) throw error;
  });
}

/**
 * Ask GitHub once for each failed delivery: its list keeps the failure even after a later attempt arrived, and that
 * attempt keeps the GUID, so a known one is dropped at the door.
 */
function createRedelivery(clients: GitHubClients, log: Logger): () => Promise<void> {
  const asked = new Set<number>();
  return async () => {
    const failed = await failedDeliveries(clients.app);
    for (const { id, guid, event } of failed.filter((delivery) => !asked.has(delivery.id))) {
      asked.add(id);
      log.info({ guid, event }, 'asking GitHub to deliver again');
      // One that GitHub refuses to repeat must not keep the others from coming.
      await redeliver(clients.app, id).catch((error: unknown) =>
        log.warn({ err: error, guid }, 'GitHub does not repeat a delivery'),
      );
    }
  };
}
