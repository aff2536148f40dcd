// Which names are secrets, and that masking reaches into lists, pairs and JSON text.
import { expect, it } from 'vitest';
import { isSecretName, maskValue } from '../../src/formats/sensitive.ts';
import type { JsonValue } from '../../src/model/json.ts';

it.each<[string, boolean]>([
  ['password', true],
  ['masterPassword', true],
  ['client_secret', true],
  ['auth_token', true],
  ['private_key_pem', true],
  ['apiKey', true],
  ['connection_string', true],
  ['secret_arn', false],
  ['key', false],
  ['kms_key_id', false],
  ['name', false],
])('%s: %s', (name, secret) => {
  expect(isSecretName(name)).toBe(secret);
});

it.each<[string, JsonValue, JsonValue]>([
  ['a member', { password: 'p', user: 'u' }, { password: '(sensitive)', user: 'u' }],
  ['a member in a list', [{ token: ['t'] }], [{ token: '(sensitive)' }]],
  ['a named pair', { name: 'DB_PASSWORD', value: 'p' }, { name: 'DB_PASSWORD', value: '(sensitive)' }],
  ['another named pair', { name: 'REGION', value: 'x' }, { name: 'REGION', value: 'x' }],
  ['JSON text', '[{"api_key":"k"}]', '[{"api_key":"(sensitive)"}]'],
  ['text that only looks like JSON', '{password', '{password'],
  ['flags', { require_token: true, old_token: null }, { require_token: true, old_token: null }],
])('%s', (_name, value, expected) => {
  expect(maskValue(value)).toEqual(expected);
});

it('answers the same value where nothing is masked', () => {
  const value = { a: [1, { b: 'c' }] };
  expect(maskValue(value)).toBe(value);
});
