// Is this a workflow token for us, now, for this key? Called by the session routes through verifyExchange and verifyRelease; pure given the keys.
import { compactVerify, decodeJwt, decodeProtectedHeader, errors, importJWK, type JWK } from 'jose';
import type { KeySource } from './needs.ts';
import { parseRecipientKey, thumbprintOf, type RecipientKey } from './recipient-key.ts';
import { parseClaims, refuse, type TokenClaims, type TokenRefusal } from './token-claims.ts';

export type TokenRules = {
  /** Issuers by string equality; never taken from the token. */
  readonly issuers: readonly string[];
  /** Address of this server without a trailing slash: the first part of every audience. */
  readonly publicUrl: string;
  readonly keys: KeySource;
  /** Epoch milliseconds. */
  readonly now: number;
};

export type VerifiedToken = { readonly kind: 'verified'; readonly claims: TokenClaims };
export type VerifiedExchange = VerifiedToken & { readonly key: RecipientKey };

const TOLERANCE_S = 5;
const MAX_AGE_S = 600;
/** A workflow token has about 2 KB. */
const MAX_TOKEN_CHARACTERS = 16_384;

/** The token of `POST /v1/sessions`: its audience names the presented key, so a stolen token is of no use with another. */
export async function verifyExchange(
  input: TokenRules & { readonly token: string; readonly key: unknown },
): Promise<VerifiedExchange | TokenRefusal> {
  const key = parseRecipientKey(input.key);
  if ('kind' in key) return key;
  const audience = `${input.publicUrl}/v1/sessions#${await thumbprintOf(key)}`;
  const verified = await verifySignature({ ...input, audience });
  return verified.kind === 'refused' ? verified : { ...verified, key };
}

/** The token of `POST /v1/sessions/{id}/release`: audience `<publicUrl>/v1/sessions/<id>/release`. */
export async function verifyRelease(
  input: TokenRules & { readonly token: string; readonly sessionId: string },
): Promise<VerifiedToken | TokenRefusal> {
  return await verifySignature({
    ...input,
    audience: `${input.publicUrl}/v1/sessions/${input.sessionId}/release`,
  });
}

/** Signature, issuer, audience, times and the presence of every claim that later checks read. */
export async function verifySignature(
  input: TokenRules & { readonly token: string; readonly audience: string },
): Promise<VerifiedToken | TokenRefusal> {
  const read = readToken(input.token);
  if (read === null) return refuse('TOKEN_MALFORMED', 'The bearer token is not a signed JWT.');
  const { header, payload } = read;
  if (header.alg !== 'RS256' || (header.typ !== undefined && header.typ !== 'JWT'))
    return refuse('ALGORITHM_NOT_ALLOWED', 'Only JWTs signed with RS256 are taken.');
  if (typeof payload.iss !== 'string' || !input.issuers.includes(payload.iss))
    return refuse('ISSUER_UNKNOWN', 'The issuer of the token is not one of the configured ones.');
  const key = await input.keys.keyOf(payload.iss, header.kid ?? '');
  if (key === null)
    return refuse('KEY_UNKNOWN', 'The issuer has no such key; a rotated key is known within 30 seconds.');
  if (!(await isSignedBy(input.token, key)))
    return refuse('SIGNATURE_WRONG', 'The signature of the token is wrong.');
  // A string, exactly: an array holding our audience would also hold somebody else's.
  if (payload.aud !== input.audience)
    return refuse('AUDIENCE_WRONG', 'The audience of the token is not this request with this key.');
  const late = checkTimes(payload, input.now / 1000);
  if (late !== null) return late;
  const claims = parseClaims(payload);
  return 'kind' in claims ? claims : { kind: 'verified', claims };
}

type Payload = { readonly [claim: string]: unknown; readonly iss?: unknown; readonly aud?: unknown };

function readToken(token: string): {
  readonly header: { readonly alg?: string; readonly typ?: string; readonly kid?: string };
  readonly payload: Payload;
} | null {
  if (token.length > MAX_TOKEN_CHARACTERS) return null;
  try {
    const { alg, typ, kid } = decodeProtectedHeader(token);
    const header = {
      ...(alg === undefined ? {} : { alg }),
      ...(typ === undefined ? {} : { typ }),
      ...(kid === undefined ? {} : { kid }),
    };
    return { header, payload: decodeJwt(token) };
  } catch {
    return null;
  }
}

async function isSignedBy(token: string, key: JsonWebKey): Promise<boolean> {
  try {
    await compactVerify(token, await importJWK(key as JWK, 'RS256'), { algorithms: ['RS256'] });
    return true;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return false;
    throw error;
  }
}

/** `now` in seconds. All three times are mandatory; the age is bounded whatever `exp` says. */
function checkTimes(payload: Payload, now: number): TokenRefusal | null {
  const { exp, nbf, iat } = payload as { readonly [claim: string]: unknown };
  if (typeof exp !== 'number' || typeof nbf !== 'number' || typeof iat !== 'number')
    return refuse('CLAIM_MISSING', 'The token has no usable claim exp, nbf or iat.');
  if (now >= exp + TOLERANCE_S) return refuse('TOKEN_EXPIRED', 'The token has expired.');
  if (now < nbf - TOLERANCE_S || now < iat - TOLERANCE_S)
    return refuse('TOKEN_NOT_YET_VALID', 'The token is not valid yet; check the clocks.');
  if (now - iat > MAX_AGE_S + TOLERANCE_S)
    return refuse('TOKEN_TOO_OLD', 'The token is older than ten minutes; ask for a fresh one.');
  return null;
}
