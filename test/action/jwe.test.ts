// The action's own JWE reader against jose: same plaintext, and nothing else opens.
import { CompactEncrypt, importJWK, calculateJwkThumbprint } from 'jose';
import { describe, expect, it } from 'vitest';
import { makeKey, openJwe } from '../../action/jwe.js';
import { encryptFor } from '../../src/sessions/recipient-key.ts';

const VALUE = { version: 1, secretAccessKey: 'sécret', sessionToken: 'x'.repeat(1500) };

describe('openJwe', () => {
  it('opens what the broker encrypts', async () => {
    for (let at = 0; at < 20; at += 1) {
      const key = makeKey();
      expect(openJwe(await encryptFor(key.jwk, VALUE), key.privateKey)).toEqual(VALUE);
    }
  });

  it('names its key as the broker does', async () => {
    const { jwk, thumbprint } = makeKey();
    expect(thumbprint).toBe(await calculateJwkThumbprint(jwk));
    expect(Object.keys(jwk)).toEqual(['kty', 'crv', 'x']);
  });

  it('honours apu and apv in the key derivation', async () => {
    const key = makeKey();
    const jwe = await new CompactEncrypt(new TextEncoder().encode('{"a":1}'))
      .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM' })
      .setKeyManagementParameters({ apu: new TextEncoder().encode('u'), apv: new TextEncoder().encode('v') })
      .encrypt(await importJWK(key.jwk, 'ECDH-ES+A256KW'));
    expect(openJwe(jwe, key.privateKey)).toEqual({ a: 1 });
  });

  it('opens for no other key, and not after a change of any part', async () => {
    const key = makeKey();
    const jwe = await encryptFor(key.jwk, VALUE);
    expect(() => openJwe(jwe, makeKey().privateKey)).toThrow();
    for (const index of [0, 1, 2, 3, 4]) {
      const parts = jwe.split('.');
      const part = parts[index] ?? '';
      parts[index] = (part.startsWith('A') ? 'B' : 'A') + part.slice(1);
      expect(() => openJwe(parts.join('.'), key.privateKey)).toThrow();
    }
    expect(() => openJwe('a.b.c', key.privateKey)).toThrow('the answer is not a compact JWE');
  });

  it('takes no other algorithm', async () => {
    const key = makeKey();
    const jwe = await new CompactEncrypt(new TextEncoder().encode('{}'))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
      .encrypt(await importJWK(key.jwk, 'ECDH-ES'));
    expect(() => openJwe(jwe, key.privateKey)).toThrow('the answer uses other algorithms than agreed');
  });
});
