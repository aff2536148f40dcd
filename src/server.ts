// Composition: environment -> adapters -> ports -> worker and HTTP. Used by main.ts, the demo, the benchmarks and the scenario tests.
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Probot } from 'probot';
import type { AwsCredentials } from './adapters/aws/client-config.ts';
import { createIam } from './adapters/aws/iam.ts';
import { sessionIds } from './adapters/aws/session-ids.ts';
import { createSts } from './adapters/aws/sts.ts';
import {
  baseOf,
  createClients,
  createPublisher,
  createReadAccess,
  createRepositoryHost,
  failedDeliveries,
  redeliver,
  type GitHubClients,
} from './adapters/github/index.ts';
import type { Logger } from './adapters/log.ts';
import { createKeySource } from './adapters/oidc/key-source.ts';
import { createParserPool } from './adapters/parsers/index.ts';
import { openStore, type Store } from './adapters/store/index.ts';
import { createFactCaches } from './facts/index.ts';
import { brokerHandlers, gateHandlers, type HandlerPorts } from './handlers.ts';
import { aigov } from './index.ts';
import { createWorker, type Worker } from './intake/index.ts';
import { exchangeSession, releaseSession } from './pipeline.ts';
import type { Ports } from './ports.ts';
import { QUEUES, requestChain, takeTriggers } from './steps/take-triggers.ts';
import type { ServerSettings } from './config/settings.ts';
import { decisionRoutes } from './web/decisions.ts';
import { healthRoutes } from './web/health.ts';
import { createMetrics, type Metrics } from './web/metrics.ts';
import { createHttpServer, type Route } from './web/server.ts';
import { sessionRoutes } from './web/sessions.ts';
import { webhookRoute } from './web/webhooks.ts';

export type RunningServer = {
  readonly url: string;
  readonly store: Store;
  readonly ports: Ports;
  readonly worker: Worker;
  /** Stop listening, finish what runs, close. */
  readonly close: () => Promise<void>;
};

export type ServerOptions = {
  readonly settings: ServerSettings;
  readonly log: Logger;
  /** Epoch milliseconds; the system clock by default. */
  readonly clock?: () => number;
  /** False: the caller drains the worker itself (tests). */
  readonly work?: boolean;
  /** False: no spacing of calls to GitHub (tests, demo, benchmarks). */
  readonly throttle?: boolean;
  /** Credentials of the broker; absent: what the AWS SDK finds. */
  readonly awsCredentials?: AwsCredentials;
};

/** Start; throws a Fault that names what is wrong. Resolves when it listens. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { settings, log } = options;
  const now = options.clock ?? Date.now;
  const store = await openStore({
    databaseUrl: settings.databaseUrl ?? undefined,
    dataDir: settings.dataDir,
    clock: now,
  });
  const parsers = createParserPool();
  const clientOptions = {
    baseUrl: settings.githubApiUrl,
    appId: settings.appId,
    privateKey: settings.privateKey,
    log,
    throttle: options.throttle ?? true,
  };
  const clients = createClients(clientOptions);
  const ports = createPorts({
    settings,
    log,
    now,
    store,
    clients,
    readFile: parsers.read,
    awsCredentials: options.awsCredentials ?? null,
  });
  const metrics = createMetrics();
  const probot = await loadProbot({ settings, log, Octokit: baseOf(clientOptions), ports, store });
  const worker = createServerWorker({
    settings,
    log,
    now,
    store,
    clients,
    ports,
    metrics,
    receive: (event) => probot.receive(event as never),
  });
  const server = createHttpServer(routesOf({ settings, store, ports, metrics }), (error, path) => {
    metrics.count('aigov_http_errors_total', { route: path.split('/').slice(0, 3).join('/') });
    log.error({ err: error, path }, 'request failed');
  });
  await new Promise<void>(
    (resolve, reject) => void server.once('error', reject).listen(settings.port, settings.host, resolve),
  );
  await store.work.request(QUEUES.sweep, 'sweep', null);
  await store.work.request(QUEUES.sessions, 'sessions', null);
  if (options.work ?? true) worker.start();
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${settings.host}:${port}`,
    store,
    ports,
    worker,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
      await worker.stop();
      await parsers.close();
      await store.close();
    },
  };
}

type Parts = {
  readonly settings: ServerSettings;
  readonly log: Logger;
  readonly now: () => number;
  readonly store: Store;
  readonly clients: GitHubClients;
};

function createPorts(
  parts: Parts & { readonly readFile: Ports['readFile']; readonly awsCredentials: AwsCredentials | null },
): Ports {
  const { settings, log, now, store, clients, readFile, awsCredentials } = parts;
  const { appId, issuers, stsEndpoint, iamEndpoint, orgPolicy, publicUrl } = settings;
  const aws = { stsEndpoint, iamEndpoint, credentials: awsCredentials };
  return {
    host: createRepositoryHost({ clients, appId }),
    memory: store.memory,
    caches: createFactCaches(),
    readFile,
    evaluations: store.evaluations,
    ledger: store.ledger,
    publisher: createPublisher({ clients, appId, warn: (message) => log.warn(message) }),
    grants: store.grants,
    grantId: () => `g-${randomBytes(10).toString('hex')}`,
    sessions: store.sessions,
    sts: createSts(aws),
    iam: createIam(aws),
    keys: createKeySource({ issuers, clock: now }),
    ids: sessionIds,
    issuers,
    now,
    orgPolicy,
    publicUrl,
  };
}

/** Probot only hears of deliveries that are on disk; its own HTTP server is never started. */
async function loadProbot(parts: {
  readonly settings: ServerSettings;
  readonly log: Logger;
  readonly Octokit: ReturnType<typeof baseOf>;
  readonly ports: Ports;
  readonly store: Store;
}): Promise<Probot> {
  const { settings, log, Octokit, ports, store } = parts;
  const probot = new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    secret: settings.webhookSecret,
    baseUrl: settings.githubApiUrl,
    Octokit,
    log,
  });
  await probot.load(
    aigov({
      appId: settings.appId,
      take: (triggers) => takeTriggers({ queue: store.work, memory: ports.memory }, triggers),
    }),
  );
  return await probot.ready();
}

function createServerWorker(
  parts: Parts & {
    readonly ports: Ports;
    readonly metrics: Metrics;
    readonly receive: HandlerPorts['receive'];
  },
): Worker {
  const { settings, log, now, store, clients, ports, metrics, receive } = parts;
  const handlerPorts: HandlerPorts = {
    pipeline: ports,
    queue: store.work,
    receive,
    redeliverFailed: () => redeliverFailed(clients, log),
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
    cron: [QUEUES.sweep, QUEUES.sessions],
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

/** A delivery that arrived since keeps its GUID, and a known one is dropped at the door: asking twice is harmless. */
async function redeliverFailed(clients: GitHubClients, log: Logger): Promise<void> {
  const failed = await failedDeliveries(clients.app);
  for (const { id, guid, event } of failed) {
    log.info({ guid, event }, 'asking GitHub to deliver again');
    await redeliver(clients.app, id);
  }
}

function routesOf(parts: {
  readonly settings: ServerSettings;
  readonly store: Store;
  readonly ports: Ports;
  readonly metrics: Metrics;
}): readonly Route[] {
  const { settings, store, ports, metrics } = parts;
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
    ...(settings.role === 'gate' ? [] : brokerRoutes(ports, store, metrics)),
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

function brokerRoutes(ports: Ports, store: Store, metrics: Metrics): readonly Route[] {
  return sessionRoutes({
    exchange: async (request) => {
      const session = await counted(metrics, 'issued', () => exchangeSession(ports, request));
      await showChain(ports, store, session.id);
      return session;
    },
    release: async (request) => {
      const revocation = await counted(metrics, 'released', () => releaseSession(ports, request));
      await showChain(ports, store, revocation.id);
      return revocation;
    },
  });
}

async function counted<T>(metrics: Metrics, result: string, work: () => Promise<T>): Promise<T> {
  try {
    const value = await work();
    metrics.count('aigov_sessions_total', { result });
    return value;
  } catch (error) {
    metrics.count('aigov_sessions_total', { result: 'refused' });
    throw error;
  }
}

/** The chain's check run follows as work of its own: a workflow does not wait for it. */
async function showChain(ports: Ports, store: Store, sessionId: string): Promise<void> {
  const session = await store.sessions.byId(sessionId);
  const grant = session === null ? null : await store.grants.byId(session.grantId);
  const [owner = '', name = ''] = grant?.repository.split('/') ?? [];
  const repository = grant === null ? null : await ports.host.repositoryByName(owner, name);
  if (grant !== null && repository !== null) await requestChain(store.work, { repository, pull: grant.pull });
}
