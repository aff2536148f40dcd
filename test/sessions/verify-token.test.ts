// Every check of a workflow token as a pair: the accepted token, and the same with one field changed.
import { exportJWK, generateKeyPair, importJWK, SignJWT, UnsecuredJWT, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeySource } from '../../src/sessions/needs.ts';
import { parseRecipientKey, thumbprintOf, type RecipientKey } from '../../src/sessions/recipient-key.ts';
import { verifyExchange, verifyRelease } from '../../src/sessions/verify-token.ts';
import { startIssuer, type Claims, type TestIssuer } from '../doubles/oidc/issuer.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const S = NOW / 1000;
const PUBLIC_URL = 'https://aigov.example';

let issuer: TestIssuer;
let key: RecipientKey;
let audience: string;
const keys: KeySource = { keyOf: async (_issuer, kid) => issuer.publicKey(kid) };

beforeAll(async () => {
  issuer = await startIssuer();
  const pair = await generateKeyPair('ECDH-ES+A256KW', { crv: 'X25519' });
  key = parseRecipientKey(await exportJWK(pair.publicKey)) as RecipientKey;
  audience = `${PUBLIC_URL}/v1/sessions#${await thumbprintOf(key)}`;
});
afterAll(async () => await issuer.close());

async function verify(
  change: {
    readonly claims?: Claims;
    readonly audience?: unknown;
    readonly key?: unknown;
    readonly token?: string;
    readonly issuers?: readonly string[];
    readonly now?: number;
  } = {},
) {
  const claims = change.claims ?? {};
  const token =
    change.token ?? (await issuer.token({ audience: change.audience ?? audience, claims, now: NOW }));
  return await verifyExchange({
    token,
    key: change.key ?? key,
    publicUrl: PUBLIC_URL,
    issuers: change.issuers ?? [issuer.url],
    keys,
    now: change.now ?? NOW,
  });
}

async function codeOf(change: Parameters<typeof verify>[0]): Promise<string> {
  const result = await verify(change);
  return result.kind === 'refused' ? result.code : 'verified';
}

describe('verifyExchange', () => {
  it('reads the claims of a good token', async () => {
    expect(await verify({ claims: { jti: 'token-1' } })).toEqual({
      kind: 'verified',
      key,
      claims: {
        issuer: issuer.url,
        jti: 'token-1',
        expiresAt: S + 300,
        repository: 'acme/infra',
        repositoryId: 501,
        ownerId: 77,
        environment: 'production',
        ref: 'refs/heads/main',
        sha: 'c'.repeat(40),
        jobWorkflowRef: 'acme/infra/.github/workflows/deploy.yml@refs/heads/main',
        eventName: 'push',
        runnerEnvironment: 'github-hosted',
        runId: 9001,
        runAttempt: 1,
        actorId: 2,
        issuedAt: S,
        said: {
          iss: issuer.url,
          sub: 'repo:acme/infra:environment:production',
          repository: 'acme/infra',
          repository_id: '501',
          repository_owner: 'acme',
          repository_owner_id: '77',
          workflow_ref: 'acme/infra/.github/workflows/deploy.yml@refs/heads/main',
          job_workflow_ref: 'acme/infra/.github/workflows/deploy.yml@refs/heads/main',
          environment: 'production',
          ref: 'refs/heads/main',
          event_name: 'push',
          runner_environment: 'github-hosted',
          actor: 'bob',
          actor_id: '2',
        },
      },
    });
  });

  it.each([
    { given: '7', actorId: 7 },
    { given: undefined, actorId: null },
    { given: 7, actorId: null },
    { given: 'seven', actorId: null },
  ])('reads the actor id $given as $actorId', async ({ given, actorId }) => {
    expect(await verify({ claims: { actor_id: given } })).toMatchObject({ claims: { actorId } });
  });

  it.each<{ readonly name: string; readonly claims: Claims; readonly code: string }>([
    { name: 'exp within the tolerance', claims: { exp: S - 4 }, code: 'verified' },
    { name: 'exp beyond the tolerance', claims: { exp: S - 5 }, code: 'TOKEN_EXPIRED' },
    { name: 'nbf within the tolerance', claims: { nbf: S + 5 }, code: 'verified' },
    { name: 'nbf beyond the tolerance', claims: { nbf: S + 6 }, code: 'TOKEN_NOT_YET_VALID' },
    { name: 'iat within the tolerance', claims: { iat: S + 5 }, code: 'verified' },
    { name: 'iat in the future', claims: { iat: S + 6 }, code: 'TOKEN_NOT_YET_VALID' },
    { name: 'ten minutes old', claims: { iat: S - 605 }, code: 'verified' },
    { name: 'older than ten minutes', claims: { iat: S - 606 }, code: 'TOKEN_TOO_OLD' },
    { name: 'no exp', claims: { exp: undefined }, code: 'CLAIM_MISSING' },
    { name: 'no nbf', claims: { nbf: undefined }, code: 'CLAIM_MISSING' },
    { name: 'no iat', claims: { iat: undefined }, code: 'CLAIM_MISSING' },
    { name: 'no jti', claims: { jti: undefined }, code: 'CLAIM_MISSING' },
    { name: 'empty jti', claims: { jti: '' }, code: 'CLAIM_MISSING' },
    { name: 'a repository id that is a number', claims: { repository_id: 501 }, code: 'CLAIM_MISSING' },
    { name: 'a repository id with a sign', claims: { repository_id: '+501' }, code: 'CLAIM_MISSING' },
    { name: 'an owner id that is a number', claims: { repository_owner_id: 77 }, code: 'CLAIM_MISSING' },
    { name: 'no run id', claims: { run_id: undefined }, code: 'CLAIM_MISSING' },
    { name: 'no run attempt', claims: { run_attempt: undefined }, code: 'CLAIM_MISSING' },
    { name: 'no repository', claims: { repository: undefined }, code: 'CLAIM_MISSING' },
    { name: 'no sha', claims: { sha: undefined }, code: 'CLAIM_MISSING' },
    { name: 'no environment', claims: { environment: undefined }, code: 'verified' },
    { name: 'an environment that is a list', claims: { environment: ['production'] }, code: 'CLAIM_MISSING' },
    { name: 'any sub', claims: { sub: 'repo:evil/repo:pull_request' }, code: 'verified' },
    { name: 'another issuer', claims: { iss: 'https://elsewhere.example' }, code: 'ISSUER_UNKNOWN' },
  ])('$name: $code', async ({ claims, code }) => {
    expect(await codeOf({ claims })).toBe(code);
  });

  it('wants the audience as a string, exactly', async () => {
    expect(await codeOf({ audience })).toBe('verified');
    expect(await codeOf({ audience: [audience] })).toBe('AUDIENCE_WRONG');
    expect(await codeOf({ audience: audience.replace('#', '/#') })).toBe('AUDIENCE_WRONG');
    expect(await codeOf({ audience: `${PUBLIC_URL}/v1/sessions` })).toBe('AUDIENCE_WRONG');
  });

  it("refuses a stolen token with the thief's key", async () => {
    const { publicKey } = await generateKeyPair('ECDH-ES+A256KW', { crv: 'X25519' });
    expect(await codeOf({ key: await exportJWK(publicKey) })).toBe('AUDIENCE_WRONG');
  });

  it('takes X25519 and P-256 public keys only', async () => {
    const p256 = await exportJWK((await generateKeyPair('ECDH-ES+A256KW', { crv: 'P-256' })).publicKey);
    const forP256 = `${PUBLIC_URL}/v1/sessions#${await thumbprintOf(p256 as RecipientKey)}`;
    expect(await codeOf({ key: p256, audience: forP256 })).toBe('verified');
    expect(await codeOf({ key: { ...p256, crv: 'P-384' }, audience: forP256 })).toBe('RECIPIENT_KEY_INVALID');
    expect(await codeOf({ key: { ...key, d: key.x } })).toBe('RECIPIENT_KEY_INVALID');
    expect(await codeOf({ key: { ...key, x: 'AA' } })).toBe('RECIPIENT_KEY_INVALID');
    expect(await codeOf({ key: 'a key' })).toBe('RECIPIENT_KEY_INVALID');
  });

  it('trusts configured issuers only, however well signed', async () => {
    expect(await codeOf({ issuers: [issuer.url] })).toBe('verified');
    expect(await codeOf({ issuers: [`${issuer.url}/`] })).toBe('ISSUER_UNKNOWN');
    expect(await codeOf({ issuers: [] })).toBe('ISSUER_UNKNOWN');
  });

  it('refuses none, HS256 under the public key, a changed byte and no JWT at all', async () => {
    const token = await issuer.token({ audience, now: NOW });
    const [head = '', body = '', signature = ''] = token.split('.');
    const kid = (JSON.parse(Buffer.from(head, 'base64url').toString()) as { readonly kid: string }).kid;
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims;
    const hmac = new TextEncoder().encode(JSON.stringify(issuer.publicKey(kid)));
    const forged = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid }).sign(hmac);
    const flipped = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
    expect(await codeOf({ token })).toBe('verified');
    expect(await codeOf({ token: forged })).toBe('ALGORITHM_NOT_ALLOWED');
    expect(await codeOf({ token: new UnsecuredJWT(claims).encode() })).toBe('ALGORITHM_NOT_ALLOWED');
    expect(await codeOf({ token: `${head}.${body}.${flipped}` })).toBe('SIGNATURE_WRONG');
    expect(await codeOf({ token: 'not a token' })).toBe('TOKEN_MALFORMED');
    expect(await codeOf({ token: `${token}${'x'.repeat(20_000)}` })).toBe('TOKEN_MALFORMED');
  });

  it('refuses a key that the issuer took back', async () => {
    const token = await issuer.token({ audience, now: NOW });
    await issuer.rotate({ keepOld: true });
    expect(await codeOf({ token })).toBe('verified');
    await issuer.rotate();
    expect(await codeOf({ token })).toBe('KEY_UNKNOWN');
  });

  it('refuses a token signed by another key under a known id', async () => {
    const other = await generateKeyPair('RS256', { extractable: true });
    const kid = (
      JSON.parse(
        Buffer.from((await issuer.token({ audience })).split('.')[0] ?? '', 'base64url').toString(),
      ) as { readonly kid: string }
    ).kid;
    const claims = { iss: issuer.url, aud: audience, iat: S, nbf: S, exp: S + 300 };
    const signer = await importJWK((await exportJWK(other.privateKey)) as JWK, 'RS256');
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(signer);
    expect(await codeOf({ token })).toBe('SIGNATURE_WRONG');
  });
});

describe('verifyRelease', () => {
  const release = async (named: string) => {
    const token = await issuer.token({ audience: `${PUBLIC_URL}/v1/sessions/${named}/release`, now: NOW });
    const rules = { publicUrl: PUBLIC_URL, issuers: [issuer.url], keys, now: NOW };
    const result = await verifyRelease({ ...rules, token, sessionId: 's-00000000000001' });
    return result.kind === 'refused' ? result.code : result.kind;
  };

  it('takes a token for this session and no other', async () => {
    expect(await release('s-00000000000001')).toBe('verified');
    expect(await release('s-00000000000002')).toBe('AUDIENCE_WRONG');
  });
});
