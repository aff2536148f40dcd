// GET /healthz (alive), /readyz (able to decide), /metrics and the public ledger heads.
import type { LedgerStore } from '../ledger/index.ts';
import type { Metrics } from './metrics.ts';
import { json } from './problem.ts';
import type { Route } from './server.ts';

export type HealthSources = {
  readonly ping: () => Promise<void>;
  readonly pending: () => Promise<number>;
  readonly dead: () => Promise<readonly unknown[]>;
  readonly ledger: Pick<LedgerStore, 'chains'>;
  readonly metrics: Metrics;
};

export function healthRoutes(sources: HealthSources): readonly Route[] {
  return [
    route(/^\/healthz$/, async () => json(200, { status: 'ok' })),
    route(/^\/readyz$/, async () => {
      await sources.ping();
      return json(200, { status: 'ready' });
    }),
    route(/^\/metrics$/, async () => ({
      status: 200,
      headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
      body: sources.metrics.render({
        aigov_work_pending: await sources.pending(),
        aigov_work_dead: (await sources.dead()).length,
      }),
    })),
    // Chain names are numeric repository ids: the heads let anyone who kept an older one prove a rewrite.
    route(/^\/\.well-known\/aigov-ledger\.json$/, async () =>
      json(200, { schema: 'aigov.ledger-heads/1', chains: await sources.ledger.chains() }),
    ),
  ];
}

function route(pattern: RegExp, handle: Route['handle']): Route {
  return { method: 'GET', pattern, maxBodyBytes: 0, handle };
}
