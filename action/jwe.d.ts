// Types of jwe.js for the tests; the runner reads the JavaScript.
import type { KeyObject } from 'node:crypto';

export type EphemeralKey = {
  readonly privateKey: KeyObject;
  readonly jwk: { readonly kty: 'OKP'; readonly crv: 'X25519'; readonly x: string };
  readonly thumbprint: string;
};
export declare function makeKey(): EphemeralKey;
export declare function openJwe(jwe: string, privateKey: KeyObject): unknown;
