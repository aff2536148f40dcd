// login-weakened: what a login is no longer asked for, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { loginWeakened } from '../../../src/classify/rules/login-weakened.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { changeOf, contextOf, diffOf, resource, stateOf } from '../example-change.ts';

type Values = Readonly<Record<string, JsonValue>>;

function said(change: ParsedChange): readonly string[] {
  return loginWeakened
    .check(change, contextOf([], { diff: diffOf({ changes: [change] }) }))
    .map(({ severity = 'high', message }) => `${severity}: ${message}`);
}

test.each<[string, Values, Values, string]>([
  [
    'aws_cognito_user_pool',
    { mfa_configuration: 'ON' },
    { mfa_configuration: 'OPTIONAL' },
    'high: The second factor of aws_cognito_user_pool.example falls from ON to OPTIONAL.',
  ],
  [
    'AWS::Cognito::UserPool',
    { MfaConfiguration: 'ON' },
    { MfaConfiguration: 'OFF' },
    'high: The second factor of AWS::Cognito::UserPool.example falls from ON to OFF.',
  ],
  [
    'azurerm_storage_account',
    { shared_access_key_enabled: false },
    { shared_access_key_enabled: true },
    'medium: azurerm_storage_account.example now can be used with shared keys, which name nobody.',
  ],
  [
    'google_compute_backend_service',
    { 'iap[0].enabled': true },
    {},
    'high: google_compute_backend_service.example no longer asks its callers to log in (Identity-Aware Proxy).',
  ],
  [
    'cloudflare_zero_trust_access_policy',
    { decision: 'allow' },
    { decision: 'bypass' },
    'high: cloudflare_zero_trust_access_policy.example now lets requests past the login.',
  ],
  [
    'okta_policy_rule_signon',
    { mfa_required: true },
    { mfa_required: false },
    'high: okta_policy_rule_signon.example no longer asks for a second factor.',
  ],
  [
    'vault_ssh_secret_backend_role',
    { allowed_users: 'deploy' },
    { allowed_users: '*' },
    'high: vault_ssh_secret_backend_role.example now lets its holders log in to machines as anybody.',
  ],
])('%s', (type, before, after, expected) => {
  expect(said(resource(type, after, before))).toEqual([expected]);
  expect(said(resource(type, before, after))).toEqual([]);
});

test('a login before an application that is deleted', () => {
  const type = 'cloudflare_zero_trust_access_application';
  const gone = changeOf({ type, action: 'delete', before: stateOf({ name: 'admin' }) });
  expect(said(gone)).toEqual([
    `high: ${type}.example is deleted: nobody is asked to log in before what it stood in front of.`,
  ]);
  expect(said(resource(type, { name: 'b' }, { name: 'a' }))).toEqual([]);
});
