// The state of OpenTofu without encryption, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { stateEncryptionHits } from '../../src/classify/state-encryption.ts';
import type { JsonValue } from '../../src/model/json.ts';
import { resource } from './example-change.ts';

type Values = Readonly<Record<string, JsonValue>>;
const STATE = 'encryption[0].state[0]';
const plain = { expression: 'method.unencrypted.u' };
const ENCRYPTED: Values = {
  [`${STATE}.method`]: { expression: 'method.aes_gcm.m' },
  [`${STATE}.enforced`]: true,
};

test.each<[string, Values, readonly string[]]>([
  ['stays', ENCRYPTED, []],
  [
    'has a fallback',
    { ...ENCRYPTED, [`${STATE}.fallback[0].method`]: plain },
    ['The state may now be without encryption: the fallback is `unencrypted`.'],
  ],
  [
    'has an encrypted fallback',
    { ...ENCRYPTED, [`${STATE}.fallback[0].method`]: { expression: 'method.aes_gcm.old' } },
    [],
  ],
  [
    'is plain',
    { ...ENCRYPTED, [`${STATE}.method`]: plain },
    ['The state can now be written without encryption.'],
  ],
  [
    'is not spoken of any more',
    { required_version: '1' },
    ['The state can now be written without encryption.'],
  ],
  [
    'need not be',
    { [`${STATE}.method`]: { expression: 'method.aes_gcm.m' } },
    ['The state no longer has to be encrypted (`enforced`).'],
  ],
])('%s', (_name, after, expected) => {
  expect(stateEncryptionHits(resource('terraform', after, ENCRYPTED)).map(({ message }) => message)).toEqual(
    expected,
  );
});
