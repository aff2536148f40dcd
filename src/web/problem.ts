// Fault -> RFC 9457 problem document: the one place where a code meets an HTTP status. Used by every route.
import { Fault, type FaultCode } from '../model/failure.ts';

const STATUS: { readonly [code in FaultCode]: number } = {
  CONFIG_INVALID: 500,
  USAGE: 400,
  GIT_FAILED: 500,
  FACTS_INVALID: 400,
  GITHUB_UNAVAILABLE: 503,
  GITHUB_REFUSED: 502,
  STORE_UNAVAILABLE: 503,
  LEDGER_BROKEN: 500,
  LEASE_LOST: 503,
  SIGNATURE_INVALID: 401,
  BODY_TOO_LARGE: 413,
  REQUEST_INVALID: 400,
  TOKEN_INVALID: 401,
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  GRANT_REFUSED: 403,
  MERGE_UNDECIDED: 409,
  SESSION_EXISTS: 409,
  STS_REFUSED: 502,
  STS_UNAVAILABLE: 503,
  REVOCATION_FAILED: 502,
  PARSER_FAILED: 500,
  INTERNAL: 500,
};

/** Seconds after which a caller may try again; only for codes that pass by themselves. */
const RETRY_AFTER: { readonly [code in FaultCode]?: number } = {
  MERGE_UNDECIDED: 5,
  GITHUB_UNAVAILABLE: 15,
  STORE_UNAVAILABLE: 5,
  STS_UNAVAILABLE: 10,
};

export type HttpAnswer = {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
};

export function json(status: number, value: unknown): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  };
}

/**
 * The problem document of any error: `type`, `title`, `status`, `detail`, `code`. A Fault's message is safe to show;
 * anything else becomes a bland INTERNAL, its detail goes to the log.
 */
export function problem(error: unknown, extra: { readonly [key: string]: unknown } = {}): HttpAnswer {
  const fault =
    error instanceof Fault ? error : new Fault('INTERNAL', 'The server failed; its log has the detail.');
  const status = STATUS[fault.code];
  const retryAfter = RETRY_AFTER[fault.code];
  return {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: JSON.stringify({
      type: `urn:aigov:problem:${fault.code}`,
      title: fault.code.toLowerCase().replaceAll('_', ' '),
      status,
      detail: fault.message,
      code: fault.code,
      ...extra,
    }),
  };
}
