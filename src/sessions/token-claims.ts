// The claims of a GitHub workflow token that are used, and the closed list of refusals. Used by verify-token.ts and match-target.ts.
import { OIDC_CLAIMS, type OidcClaims } from '../model/oidc-claims.ts';

/** Why a token or its claims are refused; each code has a test pair that differs in one field. */
export const TOKEN_REFUSALS = [
  'TOKEN_MALFORMED',
  'ALGORITHM_NOT_ALLOWED',
  'ISSUER_UNKNOWN',
  'KEY_UNKNOWN',
  'SIGNATURE_WRONG',
  'AUDIENCE_WRONG',
  'TOKEN_EXPIRED',
  'TOKEN_NOT_YET_VALID',
  'TOKEN_TOO_OLD',
  'CLAIM_MISSING',
  'RECIPIENT_KEY_INVALID',
  'EVENT_NOT_ALLOWED',
  'RUNNER_NOT_ALLOWED',
  'REPOSITORY_OTHER',
  'OWNER_OTHER',
  'ENVIRONMENT_OTHER',
  'REF_OTHER',
  'WORKFLOW_OTHER',
  'SHA_OTHER',
  'RUN_OTHER',
] as const;
export type TokenRefusalCode = (typeof TOKEN_REFUSALS)[number];

/** `why` is one sentence that is safe to show to the caller. */
export type TokenRefusal = {
  readonly kind: 'refused';
  readonly code: TokenRefusalCode;
  readonly why: string;
};

/**
 * Claims whose signature, audience and times hold. Names are ours. Where a token belongs, `sub` has no say: names can be
 * recycled.
 */
export type TokenClaims = {
  readonly issuer: string;
  readonly jti: string;
  /** Epoch seconds. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** `owner/name` as of now: only where to look, never what is compared (names can be recycled). */
  readonly repository: string;
  readonly repositoryId: number;
  readonly ownerId: number;
  /** Null when the job names no environment. */
  readonly environment: string | null;
  readonly ref: string;
  readonly sha: string;
  /** `owner/repo/path@ref` of the workflow that the job is defined in. */
  readonly jobWorkflowRef: string;
  readonly eventName: string;
  readonly runnerEnvironment: string;
  readonly runId: number;
  readonly runAttempt: number;
  /** Account that started the run; null where the token does not say it as a numeric id. */
  readonly actorId: number | null;
  /** As the token says them: what identities of agents in the policy are compared with. */
  readonly said: OidcClaims;
};

export function refuse(code: TokenRefusalCode, why: string): TokenRefusal {
  return { kind: 'refused', code, why };
}

/** The claims as typed values; ids must be strings of digits, as GitHub sends them. */
export function parseClaims(payload: { readonly [claim: string]: unknown }): TokenClaims | TokenRefusal {
  const texts = [
    'iss',
    'jti',
    'repository',
    'ref',
    'sha',
    'job_workflow_ref',
    'event_name',
    'runner_environment',
  ];
  const ids = ['repository_id', 'repository_owner_id', 'run_id', 'run_attempt'];
  const missing =
    texts.find((name) => textOf(payload, name) === null) ?? ids.find((name) => idOf(payload, name) === null);
  if (missing !== undefined) return refuse('CLAIM_MISSING', `The token has no usable claim ${missing}.`);
  const environment = payload['environment'];
  if (environment !== undefined && typeof environment !== 'string')
    return refuse('CLAIM_MISSING', 'The claim environment is not text.');
  const text = (name: string): string => textOf(payload, name) ?? '';
  const id = (name: string): number => idOf(payload, name) ?? 0;
  return {
    issuer: text('iss'),
    jti: text('jti'),
    issuedAt: typeof payload['iat'] === 'number' ? payload['iat'] : 0,
    expiresAt: typeof payload['exp'] === 'number' ? payload['exp'] : 0,
    repository: text('repository'),
    repositoryId: id('repository_id'),
    ownerId: id('repository_owner_id'),
    environment: environment ?? null,
    ref: text('ref'),
    sha: text('sha'),
    jobWorkflowRef: text('job_workflow_ref'),
    eventName: text('event_name'),
    runnerEnvironment: text('runner_environment'),
    runId: id('run_id'),
    runAttempt: id('run_attempt'),
    actorId: idOf(payload, 'actor_id'),
    said: saidIn(payload),
  };
}

function saidIn(payload: { readonly [claim: string]: unknown }): OidcClaims {
  return Object.fromEntries(
    OIDC_CLAIMS.flatMap((name) => {
      const value = payload[name];
      return typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [];
    }),
  );
}

function textOf(payload: { readonly [claim: string]: unknown }, name: string): string | null {
  const value = payload[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function idOf(payload: { readonly [claim: string]: unknown }, name: string): number | null {
  const value = payload[name];
  return typeof value === 'string' && /^[1-9]\d{0,14}$/.test(value) ? Number(value) : null;
}
