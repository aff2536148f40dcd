// Octokit clients: one for the App itself, one per installation, each with its own token cache and pace. Made once by main.ts.
import { ProbotOctokit } from 'probot';
import { createLanes, createWriteBudget } from './pace.ts';

export type GitHubClient = ProbotOctokit;

export type GitHubClients = {
  /** Authenticated with the App's own JWT. */
  readonly app: GitHubClient;
  /** Authenticated with the installation's token, which is fetched when needed and kept for its hour. */
  installation(installationId: number): GitHubClient;
};

export type ClientOptions = {
  /** REST root; GitHub Enterprise Server: `https://host/api/v3`. */
  readonly baseUrl: string;
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  readonly log: {
    debug(message: string): void;
    info(message: string): void;
    warn(message: string): void;
    error(message: string): void;
  };
  /** False in tests: no spacing of calls. */
  readonly throttle?: boolean;
  /** Writes per installation and minute; GitHub's own ceiling is 80, a server of one's own may allow more. */
  readonly writesPerMinute?: number;
  /** Base of the pauses before the second to fourth try (1, 4 and 9 times this), milliseconds. */
  readonly retryBaseMs?: number;
};

const WRITE_SPACING_MS = 100;
const NOTIFICATION_SPACING_MS = 1_000;
const WRITES_PER_MINUTE = 80;
const TIMEOUT_MS = 15_000;
/** A longer wait than this belongs in the work table: leases last a minute. */
const MAX_WAIT_SECONDS = 20;
const MAX_CLIENTS = 1_000;

export function createClients(options: ClientOptions): GitHubClients {
  const Client = baseOf(options);
  const credentials = { appId: options.appId, privateKey: options.privateKey };
  const installations = new Map<number, GitHubClient>();
  return {
    app: new Client({ auth: credentials, throttle: throttleOf(options, 'app') }),
    installation(installationId) {
      const known = installations.get(installationId);
      if (known !== undefined) return known;
      const client = new Client({
        auth: { ...credentials, installationId },
        throttle: throttleOf(options, String(installationId)),
      });
      paceWrites(client, options);
      if (installations.size >= MAX_CLIENTS) installations.clear();
      installations.set(installationId, client);
      return client;
    },
  };
}

/** Probot's Octokit with our address, log, timeout and retries; Probot itself gets the same class. */
export function baseOf({ baseUrl, log, retryBaseMs = 1_000 }: ClientOptions): typeof ProbotOctokit {
  return ProbotOctokit.defaults({
    baseUrl,
    log,
    request: { fetch: fetchInTime },
    retry: { retryAfterBaseValue: retryBaseMs },
  });
}

const lanes = {
  // Octokit counts GraphQL queries as writes; ours only read. Real writes are spaced by paceWrites.
  write: createLanes(0),
  notifications: createLanes(NOTIFICATION_SPACING_MS),
};

function throttleOf({ throttle = true, log }: ClientOptions, id: string): object {
  if (!throttle) return { enabled: false };
  const again =
    (what: string) =>
    (seconds: number, request: object, _client: unknown, tries: number): boolean => {
      const { method, url } = request as { readonly method: string; readonly url: string };
      log.warn(`GitHub's ${what} limit at ${method} ${url}: ${seconds} s`);
      return tries < 2 && seconds <= MAX_WAIT_SECONDS;
    };
  return { ...lanes, id, onRateLimit: again('primary'), onSecondaryRateLimit: again('secondary') };
}

/** Of one installation: writes one after the other, and no more than GitHub's budget of a minute. */
function paceWrites(client: GitHubClient, options: ClientOptions): void {
  const { throttle = true, writesPerMinute = WRITES_PER_MINUTE } = options;
  const spend = createWriteBudget(writesPerMinute, Date.now);
  const lane = createLanes(throttle ? WRITE_SPACING_MS : 0).key('writes');
  client.hook.before('request', async ({ method, url }) => {
    if (method === 'GET' || url.endsWith('/graphql') || url.endsWith('/access_tokens')) return;
    spend();
    await lane.schedule({}, () => Promise.resolve());
  });
}

/** Fetch that gives up; Octokit itself would wait for ever. */
function fetchInTime(url: string, init?: RequestInit): Promise<Response> {
  return fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
}
