// Composition: settings -> adapters -> ports -> worker and HTTP. Used by main.ts, the demo, the benchmarks and the scenario tests.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AwsCredentials } from './adapters/aws/client-config.ts';
import { baseOf, createClients, createPinWatch } from './adapters/github/index.ts';
import type { Logger } from './adapters/log.ts';
import { createParserPool } from './adapters/parsers/index.ts';
import { openStore, type Store } from './adapters/store/index.ts';
import type { ServerSettings } from './config/settings.ts';
import type { Worker } from './intake/index.ts';
import type { Ports } from './ports.ts';
import { createPorts } from './server/create-ports.ts';
import { loadProbot } from './server/load-probot.ts';
import { routesOf } from './server/routes.ts';
import { createServerWorker } from './server/start-work.ts';
import { QUEUES } from './steps/take-triggers.ts';
import { createMetrics } from './web/metrics.ts';
import { createHttpServer } from './web/server.ts';

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
  const { githubApiUrl: baseUrl, appId, privateKey, dataDir } = settings;
  const now = options.clock ?? Date.now;
  const store = await openStore({ databaseUrl: settings.databaseUrl ?? undefined, dataDir, clock: now });
  const parsers = createParserPool();
  const throttle = options.throttle ?? true;
  const pace = throttle ? {} : { writesPerMinute: Infinity };
  const clientOptions = { baseUrl, appId, privateKey, log, throttle, ...pace };
  const clients = createClients(clientOptions);
  const pins = createPinWatch({ clients, appId, now, warn: (message) => log.warn(message) });
  const awsCredentials = options.awsCredentials ?? null;
  const foundation = { settings, log, now, store, clients, pins, readers: parsers, awsCredentials };
  const parts = { ...foundation, ports: createPorts(foundation), metrics: createMetrics() };
  const probot = await loadProbot({ ...parts, Octokit: baseOf(clientOptions) });
  const worker = createServerWorker({ ...parts, receive: (event) => probot.receive(event as never) });
  const server = createHttpServer(routesOf(parts), (error, path) => {
    // The first segment only: the rest names customers.
    parts.metrics.count('aigov_http_errors_total', { route: path.split('/').slice(0, 2).join('/') });
    log.error({ err: error, path }, 'request failed');
  });
  const url = await listen(server, settings);
  await store.work.request(QUEUES.pulls, 'pulls', null);
  await store.work.request(QUEUES.sweep, 'sweep', null);
  await store.work.request(QUEUES.sessions, 'sessions', null);
  if (options.work ?? true) worker.start();
  const close = async (): Promise<void> => {
    await closeServer(server);
    await worker.stop();
    await parsers.close();
    await store.close();
  };
  return { url, store, ports: parts.ports, worker, close };
}

async function listen(server: Server, { host, port }: ServerSettings): Promise<string> {
  await new Promise<void>((resolve, reject) => void server.once('error', reject).listen(port, host, resolve));
  return `http://${host}:${(server.address() as AddressInfo).port}`;
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
