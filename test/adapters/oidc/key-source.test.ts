// Keys of an issuer over real HTTP: cache, cooldown, caps, and nothing but configured issuers.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeySource } from '../../../src/adapters/oidc/key-source.ts';
import type { KeySource } from '../../../src/sessions/index.ts';
import { startIssuer, type TestIssuer } from '../../doubles/oidc/issuer.ts';

const JWKS = '/.well-known/jwks';
const DISCOVERY = '/.well-known/openid-configuration';
let issuer: TestIssuer;
let now: number;
let keys: KeySource;
beforeEach(async () => {
  issuer = await startIssuer();
  now = 0;
  keys = createKeySource({ issuers: [issuer.url], clock: () => now });
});
afterEach(async () => await issuer.close());

async function kidNow(): Promise<string> {
  const [head = ''] = (await issuer.token({ audience: 'any' })).split('.');
  return (JSON.parse(Buffer.from(head, 'base64url').toString()) as { readonly kid: string }).kid;
}

describe('createKeySource', () => {
  it('finds the key by discovery, and asks once for many tokens', async () => {
    const kid = await kidNow();
    const found = await Promise.all(
      Array.from({ length: 20 }, async () => await keys.keyOf(issuer.url, kid)),
    );
    expect(new Set(found.map((key) => key?.n)).size).toBe(1);
    expect(issuer.requests).toEqual([DISCOVERY, JWKS]);
  });

  it('knows nobody but the configured issuers', async () => {
    expect(await keys.keyOf('https://elsewhere.example', await kidNow())).toBeNull();
    expect(issuer.requests).toEqual([]);
  });

  it('asks again for an unknown id only after 30 seconds', async () => {
    await keys.keyOf(issuer.url, await kidNow());
    await issuer.rotate();
    const kid = await kidNow();
    for (let at = 0; at < 50; at += 1) expect(await keys.keyOf(issuer.url, `made-up-${at}`)).toBeNull();
    expect(await keys.keyOf(issuer.url, kid)).toBeNull();
    expect(issuer.requests).toHaveLength(2);
    now = 30_000;
    expect(await keys.keyOf(issuer.url, kid)).toMatchObject({ kid });
  });

  it('forgets keys after ten minutes', async () => {
    const kid = await kidNow();
    await keys.keyOf(issuer.url, kid);
    await issuer.rotate();
    now = 599_999;
    expect(await keys.keyOf(issuer.url, kid)).toMatchObject({ kid });
    now = 600_000;
    expect(await keys.keyOf(issuer.url, kid)).toBeNull();
  });

  it.each([
    { name: 'an error', path: DISCOVERY, answer: { status: 500, body: '{}' } },
    {
      name: 'a redirect',
      path: JWKS,
      answer: { status: 302, headers: { location: '/elsewhere' }, body: '{}' },
    },
    {
      name: 'more than 100 KiB',
      path: JWKS,
      answer: { status: 200, body: `{"keys":[]${' '.repeat(102_400)}}` },
    },
    { name: 'no JSON', path: JWKS, answer: { status: 200, body: 'keys' } },
    {
      name: 'another issuer',
      path: DISCOVERY,
      answer: { status: 200, body: '{"issuer":"https://elsewhere.example"}' },
    },
  ])('refuses $name, and says that the issuer cannot be asked', async ({ path, answer }) => {
    issuer.answers.set(path, answer);
    await expect(keys.keyOf(issuer.url, await kidNow())).rejects.toMatchObject({
      code: 'GITHUB_UNAVAILABLE',
    });
  });

  it('refuses keys on another origin', async () => {
    const body = JSON.stringify({ issuer: issuer.url, jwks_uri: 'https://elsewhere.example/jwks' });
    issuer.answers.set(DISCOVERY, { status: 200, body });
    await expect(keys.keyOf(issuer.url, await kidNow())).rejects.toMatchObject({
      code: 'GITHUB_UNAVAILABLE',
    });
  });

  it('uses RSA signing keys only', async () => {
    const body = JSON.stringify({
      keys: [
        { kid: 'oct', kty: 'oct', k: 'AA' },
        { kid: 'enc', kty: 'RSA', use: 'enc' },
      ],
    });
    issuer.answers.set(JWKS, { status: 200, body });
    expect(await keys.keyOf(issuer.url, 'oct')).toBeNull();
    expect(await keys.keyOf(issuer.url, 'enc')).toBeNull();
  });
});
