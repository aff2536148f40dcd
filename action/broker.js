// Talks to the broker: fresh OIDC token, exchange, release. Used by main.js, credential.js and post.js.
import { makeKey, openJwe } from './jwe.js';

/**
 * @typedef {object} Credentials
 * @property {string} accessKeyId
 * @property {string} secretAccessKey
 * @property {string} sessionToken
 * @property {string} region
 * @property {string} expiration RFC 3339: the fence
 */

/** @typedef {{id: string, credentials: Credentials}} Exchanged */

const TIMEOUT_MS = 20_000;

/**
 * A token for one audience; GitHub gives a new one each time.
 * @param {string} audience
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>}
 */
export async function oidcToken(audience, env) {
  const address = env['ACTIONS_ID_TOKEN_REQUEST_URL'];
  const bearer = env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
  if (!address || !bearer)
    throw new Error('the job has no OIDC token; give it "permissions: id-token: write"');
  const url = `${address}&audience=${encodeURIComponent(audience)}`;
  const response = await request(url, { headers: { authorization: `Bearer ${bearer}` } });
  if (!response.ok) throw new Error(`GitHub gave no OIDC token (${response.status})`);
  return (await response.json()).value;
}

/**
 * Exchange a token for a session; waits while the merge is undecided (409 with Retry-After).
 * @param {{broker: string, target: string, waitSeconds: number, env: NodeJS.ProcessEnv, pause: (seconds: number) => Promise<void>}} options
 * @returns {Promise<Exchanged>}
 */
export async function exchange(options) {
  const { broker, target, env } = options;
  let left = options.waitSeconds;
  for (;;) {
    const key = makeKey();
    const token = await oidcToken(`${broker}/v1/sessions#${key.thumbprint}`, env);
    const response = await post(`${broker}/v1/sessions`, token, { target, key: key.jwk });
    const body = await response.json();
    if (response.status === 201)
      return { id: body.id, credentials: checked(openJwe(body.jwe, key.privateKey)) };
    const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
    if (response.status !== 409 || !(retryAfter > 0) || retryAfter > left)
      throw new Error(`aigov refused (${body.code ?? response.status}): ${body.detail ?? 'no reason given'}`);
    left -= retryAfter;
    await options.pause(retryAfter);
  }
}

/**
 * End a session. No secret is kept for it: a fresh token of the same run suffices.
 * @param {{broker: string, id: string, env: NodeJS.ProcessEnv}} options
 */
export async function release({ broker, id, env }) {
  const address = `${broker}/v1/sessions/${encodeURIComponent(id)}/release`;
  const response = await post(address, await oidcToken(address, env), {});
  if (!response.ok) throw new Error(`aigov did not end the session (${response.status})`);
}

/**
 * @param {string} address
 * @param {string} token
 * @param {object} body
 */
async function post(address, token, body) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return await request(address, { method: 'POST', headers, body: JSON.stringify(body) });
}

/**
 * No redirects: a token must not travel to where an answer points.
 * @param {string} address
 * @param {RequestInit} init
 */
async function request(address, init) {
  return await fetch(address, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
}

/**
 * @param {unknown} value
 * @returns {Credentials}
 */
function checked(value) {
  const given = /** @type {Record<string, unknown>} */ (value ?? {});
  const names = ['accessKeyId', 'secretAccessKey', 'sessionToken', 'region', 'expiration'];
  const missing = names.find((name) => typeof given[name] !== 'string' || given[name] === '');
  if (missing !== undefined) throw new Error(`the answer of aigov lacks ${missing}`);
  return /** @type {Credentials} */ (value);
}
