// KeySource over HTTP: discovery document, then keys, of configured issuers only. Made by the process entries.
import { Fault } from '../../model/failure.ts';
import type { KeySource } from '../../sessions/index.ts';

export type KeySourceConfig = {
  readonly issuers: readonly string[];
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly fetch?: typeof globalThis.fetch;
};

type Cached = { readonly keys: ReadonlyMap<string, JsonWebKey>; readonly at: number };

const MAX_BYTES = 100 * 1024;
const FRESH_MS = 600_000;
/** An unknown key id asks the issuer again at most this often, so that made-up ids cost it nothing. */
const COOLDOWN_MS = 30_000;
const TIMEOUT_MS = 5_000;

/** Keys by issuer: kept 10 minutes, asked again for an unknown id after 30 seconds, one request at a time. */
export function createKeySource(config: KeySourceConfig): KeySource {
  const cache = new Map<string, Cached>();
  const attempts = new Map<string, number>();
  const running = new Map<string, Promise<Cached>>();
  const refresh = async (issuer: string): Promise<Cached> => {
    const pending = running.get(issuer) ?? load(issuer, config);
    running.set(issuer, pending);
    try {
      const loaded = await pending;
      cache.set(issuer, loaded);
      return loaded;
    } finally {
      running.delete(issuer);
      attempts.set(issuer, config.clock());
    }
  };
  return {
    async keyOf(issuer, kid) {
      if (!config.issuers.includes(issuer)) return null;
      const known = cache.get(issuer);
      const now = config.clock();
      const fresh = known !== undefined && now - known.at < FRESH_MS;
      const key = fresh ? known.keys.get(kid) : undefined;
      if (key !== undefined) return key;
      const cooling = now - (attempts.get(issuer) ?? -COOLDOWN_MS) < COOLDOWN_MS;
      if (cooling && fresh) return null;
      if (cooling && running.get(issuer) === undefined) throw unavailable('it failed a moment ago');
      return (await refresh(issuer)).keys.get(kid) ?? null;
    },
  };
}

async function load(issuer: string, config: KeySourceConfig): Promise<Cached> {
  const discovery = await readJson(`${issuer}/.well-known/openid-configuration`, config);
  const { jwks_uri: address, issuer: named } = discovery as { readonly [name: string]: unknown };
  if (named !== issuer) throw unavailable('its discovery document names another issuer');
  if (typeof address !== 'string' || !sameOrigin(address, issuer))
    throw unavailable('its keys are not on its own origin');
  const { keys } = (await readJson(address, config)) as { readonly keys?: unknown };
  if (!Array.isArray(keys)) throw unavailable('its key set is not one');
  const usable = keys.filter(isSigningKey).map((key) => [key.kid, key] as const);
  return { keys: new Map(usable), at: config.clock() };
}

function sameOrigin(address: string, issuer: string): boolean {
  return URL.canParse(address) && new URL(address).origin === new URL(issuer).origin;
}

function isSigningKey(value: unknown): value is JsonWebKey & { readonly kid: string } {
  if (typeof value !== 'object' || value === null) return false;
  const { kid, kty, use } = value as { readonly [member: string]: unknown };
  return typeof kid === 'string' && kid !== '' && kty === 'RSA' && (use === undefined || use === 'sig');
}

/** At most 100 KiB, no redirects: the answer must come from where the configuration points. */
async function readJson(address: string, config: KeySourceConfig): Promise<unknown> {
  try {
    const ask = config.fetch ?? globalThis.fetch;
    const response = await ask(address, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw unavailable(`it answered ${response.status}`);
    return JSON.parse(await readCapped(response)) as unknown;
  } catch (error) {
    throw error instanceof Fault ? error : unavailable('it cannot be read', error);
  }
}

async function readCapped(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_BYTES) throw unavailable('its answer is larger than 100 KiB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function unavailable(why: string, cause?: unknown): Fault {
  return new Fault('GITHUB_UNAVAILABLE', `The token issuer cannot be asked: ${why}.`, { cause });
}
