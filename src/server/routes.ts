// Every HTTP route that the role of this process serves. Called by server.ts.
import { createReadAccess } from '../adapters/github/index.ts';
import type { Store } from '../adapters/store/index.ts';
import type { ServerSettings } from '../config/settings.ts';
import { exchangeSession, releaseSession } from '../pipeline.ts';
import { requestChain } from '../steps/take-triggers.ts';
import { decisionRoutes } from '../web/decisions.ts';
import { healthRoutes } from '../web/health.ts';
import type { Metrics } from '../web/metrics.ts';
import type { Route } from '../web/server.ts';
import { sessionRoutes } from '../web/sessions.ts';
import { webhookRoute } from '../web/webhooks.ts';
import type { Parts } from './parts.ts';

export function routesOf(parts: Parts): readonly Route[] {
  const { settings, store, metrics } = parts;
  const health = healthRoutes({
    ping: store.ping,
    pending: () => store.work.pending(),
    dead: () => store.work.dead(),
    ledger: store.ledger,
    metrics,
  });
  return [
    ...health,
    ...(settings.role === 'broker' ? [] : gateRoutes(settings, store, metrics)),
    ...(settings.role === 'gate' ? [] : brokerRoutes(parts)),
  ];
}

function gateRoutes(settings: ServerSettings, store: Store, metrics: Metrics): readonly Route[] {
  const readAccess = createReadAccess({ baseUrl: settings.githubApiUrl });
  return [
    webhookRoute({
      path: settings.webhookPath,
      secret: settings.webhookSecret,
      queue: store.work,
      onDelivery: (event, fresh) => metrics.count('aigov_webhooks_total', { event, fresh: String(fresh) }),
    }),
    ...decisionRoutes({
      readAccess: async ({ token, owner, name }) =>
        (await readAccess({ token, owner, repo: name }))?.repositoryId ?? null,
      evaluations: store.evaluations,
      ledger: store.ledger,
    }),
  ];
}

function brokerRoutes(parts: Parts): readonly Route[] {
  const { ports } = parts;
  return sessionRoutes({
    exchange: async (request) => {
      const session = await counted(parts, 'issued', () => exchangeSession(ports, request));
      void showChain(parts, session.id);
      return session;
    },
    release: async (request) => {
      const revocation = await counted(parts, 'released', () => releaseSession(ports, request));
      void showChain(parts, revocation.id);
      return revocation;
    },
  });
}

async function counted<T>({ metrics }: Parts, result: string, work: () => Promise<T>): Promise<T> {
  try {
    const value = await work();
    metrics.count('aigov_sessions_total', { result });
    return value;
  } catch (error) {
    metrics.count('aigov_sessions_total', { result: 'refused' });
    throw error;
  }
}

/** The chain's check run follows as work of its own: the workflow neither waits for it nor hears of its failure. */
async function showChain({ ports, store, log }: Parts, sessionId: string): Promise<void> {
  try {
    const session = await store.sessions.byId(sessionId);
    const grant = session === null ? null : await store.grants.byId(session.grantId);
    const [owner = '', name = ''] = grant?.repository.split('/') ?? [];
    const repository = grant === null ? null : await ports.host.repositoryByName(owner, name);
    if (grant !== null && repository !== null)
      await requestChain(store.work, { repository, pull: grant.pull });
  } catch (error) {
    log.warn({ err: error, session: sessionId }, 'the chain is shown at its next step');
  }
}
