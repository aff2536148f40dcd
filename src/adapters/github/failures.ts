// GitHub's failures as Faults: a code, method and route, never a header, a body or a token. Used by every file of this adapter.
import { Fault } from '../../model/failure.ts';

/** Statuses that say "not you, not this, not so": trying again changes nothing. */
const REFUSALS = new Set([400, 401, 403, 404, 405, 406, 409, 410, 413, 415, 422, 451]);

/** Run one call; `route` is its template (`GET /repos/{owner}/{repo}`), so that no name or token gets into a message. */
export async function ask<Answer>(route: string, call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (cause) {
    throw faultOf(route, cause);
  }
}

/** The same, with null for 404: the caller knows what a missing thing means. */
export async function askOrNull<Answer>(route: string, call: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await call();
  } catch (cause) {
    if (statusOf(cause) === 404 && !isTokenRequest(cause)) return null;
    throw faultOf(route, cause);
  }
}

/** An installation that is gone answers 404 to the token, before any read: that must not look like "no such file". */
function isTokenRequest(error: unknown): boolean {
  const { request } = error as { readonly request?: { readonly url?: string } };
  return request?.url?.endsWith('/access_tokens') ?? false;
}

/** HTTP status of a failed request, null when none came back. */
export function statusOf(error: unknown): number | null {
  const answered = error as { readonly status?: unknown; readonly response?: unknown };
  return typeof answered?.status === 'number' && answered.response !== undefined ? answered.status : null;
}

export function faultOf(route: string, error: unknown): Fault {
  if (error instanceof Fault) return error;
  const status = statusOf(error);
  const cause = new Error(error instanceof Error ? error.message : 'unknown failure');
  if (status === null)
    return new Fault('GITHUB_UNAVAILABLE', `GitHub gave no answer to ${route}.`, { cause });
  const refused = REFUSALS.has(status) && !isRateLimit(status, error);
  return new Fault(
    refused ? 'GITHUB_REFUSED' : 'GITHUB_UNAVAILABLE',
    `GitHub answered ${status} to ${route}.`,
    { cause },
  );
}

function isRateLimit(status: number, error: unknown): boolean {
  if (status !== 403) return false;
  const { response, message = '' } = error as {
    readonly response?: { readonly headers?: { readonly [name: string]: unknown } };
    readonly message?: string;
  };
  const headers = response?.headers ?? {};
  return (
    String(headers['x-ratelimit-remaining']) === '0' ||
    headers['retry-after'] !== undefined ||
    /\brate limit\b/i.test(message)
  );
}
