// The caller's ephemeral public key: checked, reduced to its public members, and named by its thumbprint. Called by verify-token.ts and seal-credentials.ts.
import { calculateJwkThumbprint, CompactEncrypt, importJWK, type JWK } from 'jose';
import { refuse, type TokenRefusal } from './token-claims.ts';

/** A public key for ECDH-ES with nothing in it but what the thumbprint covers (RFC 7638). */
export type RecipientKey =
  | { readonly kty: 'OKP'; readonly crv: 'X25519'; readonly x: string }
  | { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string };

/** 32 bytes in base64url. */
const COORDINATE = /^[\w-]{43}$/;

/** Read a presented JWK. A private member refuses: the caller leaked its key. */
export function parseRecipientKey(value: unknown): RecipientKey | TokenRefusal {
  if (typeof value !== 'object' || value === null) return invalid('it is not a JWK');
  const { kty, crv, x, y, d } = value as { readonly [member: string]: unknown };
  if (d !== undefined) return invalid('it holds a private member; make a new key');
  if (kty === 'OKP' && crv === 'X25519' && isCoordinate(x)) return { kty, crv, x };
  if (kty === 'EC' && crv === 'P-256' && isCoordinate(x) && isCoordinate(y)) return { kty, crv, x, y };
  return invalid('only X25519 and P-256 keys are taken');
}

/** RFC 7638 thumbprint, SHA-256, base64url. */
export async function thumbprintOf(key: RecipientKey): Promise<string> {
  return await calculateJwkThumbprint(key as JWK, 'sha256');
}

/** A compact JWE of a JSON value for this key: ECDH-ES+A256KW, A256GCM. Nobody on the way can read it. */
export async function encryptFor(key: RecipientKey, value: unknown): Promise<string> {
  const recipient = await importJWK(key as JWK, 'ECDH-ES+A256KW');
  return await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(value)))
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM' })
    .encrypt(recipient);
}

function isCoordinate(value: unknown): value is string {
  return typeof value === 'string' && COORDINATE.test(value);
}

function invalid(why: string): TokenRefusal {
  return refuse('RECIPIENT_KEY_INVALID', `The key cannot be used: ${why}.`);
}
