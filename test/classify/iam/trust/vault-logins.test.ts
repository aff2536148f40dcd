// Who may newly log in to Vault, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { vaultLoginHits } from '../../../../src/classify/iam/trust/vault-logins.ts';
import type { JsonValue } from '../../../../src/model/json.ts';
import { resource } from '../../example-change.ts';

type Values = Readonly<Record<string, JsonValue>>;

const ROLE = 'vault_jwt_auth_backend_role';
const said = (after: Values, before?: Values, type = ROLE): readonly string[] =>
  vaultLoginHits(resource(type, after, ...(before === undefined ? [] : [before]))).map(
    ({ severity = 'high', message }) => `${severity}: ${message}`,
  );
const any = (name: string): string => `Any value of \`${name}\` is now enough to log in by ${ROLE}.example.`;

test.each<[string, Values, Values | undefined, readonly string[]]>([
  [
    'any claim',
    { 'bound_claims.repository': '*' },
    { 'bound_claims.repository': 'a/b' },
    [`high: ${any('bound_claims.repository')}`],
  ],
  [
    'any claim, new',
    { 'bound_claims.repository': '*' },
    undefined,
    [`medium: ${any('bound_claims.repository')}`],
  ],
  ['any claim as before', { 'bound_claims.repository': '*', a: 1 }, { 'bound_claims.repository': '*' }, []],
  ['one claim', { 'bound_claims.repository': 'a/b' }, undefined, []],
  [
    'every address',
    { token_bound_cidrs: ['0.0.0.0/0'] },
    { token_bound_cidrs: ['10.0.0.0/8'] },
    [`high: ${any('token_bound_cidrs')}`],
  ],
  [
    'a bound that is gone',
    { role_name: 'a' },
    { role_name: 'a', bound_audiences: ['a'] },
    [`high: ${ROLE}.example no longer asks for \`bound_audiences\` at a login.`],
  ],
  ['an open bound that is gone', { role_name: 'a' }, { role_name: 'a', bound_audiences: ['*'] }, []],
])('%s', (_name, after, before, expected) => {
  expect(said(after, before)).toEqual(expected);
});

test('what is no role', () => {
  expect(said({ bound_claims: '*' }, undefined, 'vault_policy')).toEqual([]);
});
