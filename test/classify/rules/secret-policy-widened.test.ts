// secret-policy-widened: secrets and keys for more callers, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { secretPolicyWidened } from '../../../src/classify/rules/secret-policy-widened.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { contextOf, diffOf, resource } from '../example-change.ts';

type Statement = Readonly<Record<string, JsonValue>>;

function hits(change: ParsedChange): readonly string[] {
  const diff = diffOf({ changes: [change] });
  return secretPolicyWidened
    .check(change, contextOf([], { diff }))
    .map(({ severity, confidence, message }) => `${severity} ${confidence ?? 'high'}: ${message}`);
}

const ROOT = { AWS: 'arn:aws:iam::111122223333:root' };
const ROLE = { AWS: 'arn:aws:iam::444455556666:role/b' };
const key = (statement: Statement): { readonly policy: string } => ({
  policy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*', Principal: ROLE, ...statement }],
  }),
});
const DECRYPT = 'kms:Decrypt on this resource by role/b of account 444455556666 is now allowed.';

test.each<[string, ParsedChange, readonly string[]]>([
  ['a new key for its own account', resource('aws_kms_key', key({ Principal: ROOT, Action: 'kms:*' })), []],
  ['a new key for another role', resource('aws_kms_key', key({})), [`low high: ${DECRYPT}`]],
  [
    'a key that another role can now use',
    resource('aws_kms_key', key({}), key({ Principal: ROOT })),
    [`high high: ${DECRYPT}`],
  ],
  [
    'a key that the account of its role can now use',
    resource(
      'aws_kms_key',
      key({ Principal: { AWS: [ROLE.AWS, 'arn:aws:iam::444455556666:root'] } }),
      key({}),
    ),
    ['medium high: kms:Decrypt on this resource by account 444455556666 is now allowed.'],
  ],
  [
    'a key that another account can now use',
    resource('aws_kms_key', key({ Principal: { AWS: [ROLE.AWS, ROOT.AWS] } }), key({})),
    ['high high: kms:Decrypt on this resource by account 111122223333 is now allowed.'],
  ],
  [
    'a key as before',
    resource('aws_kms_key', { ...key({}), description: 'b' }, { ...key({}), description: 'a' }),
    [],
  ],
  [
    'a grant of more than before',
    resource(
      'aws_kms_grant',
      { grantee_principal: ROLE.AWS, key_id: 'k', operations: ['Encrypt', 'Decrypt'] },
      { grantee_principal: ROLE.AWS, key_id: 'k', operations: ['Encrypt'] },
    ),
    ['high high: kms:Decrypt on k by role/b of account 444455556666 is now allowed.'],
  ],
  [
    'a key for one fewer',
    resource('aws_kms_key', key({ Principal: ROOT }), key({ Principal: { AWS: [ROOT.AWS, ROLE.AWS] } })),
    [],
  ],
  [
    'a key of CloudFormation',
    resource('AWS::KMS::Key', { KeyPolicy: key({}).policy }, { KeyPolicy: key({ Principal: ROOT }).policy }),
    [`high high: ${DECRYPT}`],
  ],
  [
    'the policy of a bucket',
    resource('aws_s3_bucket_policy', key({ Action: 's3:GetObject' }), key({ Action: 's3:PutObject' })),
    [],
  ],
  [
    'a policy that is computed',
    resource('aws_kms_key', { policy: { expression: 'var.p' } }, key({})),
    [
      'low low: It cannot be told whether more callers may use this: part of the policy is computed and not known here (var.p).',
    ],
  ],
  [
    'a reader of a vault',
    resource('azurerm_key_vault_access_policy', { object_id: 'o', secret_permissions: ['Get', 'List'] }),
    ['medium high: o may now Get in the vault (secret).'],
  ],
  [
    'one right more in a vault',
    resource(
      'azurerm_key_vault_access_policy',
      { object_id: 'o', secret_permissions: ['Get', 'Set'] },
      { object_id: 'o', secret_permissions: ['Get'] },
    ),
    ['high high: o may now Set in the vault (secret).'],
  ],
  [
    'a reader of a secret of Google',
    resource('google_secret_manager_secret_iam_member', {
      role: 'roles/secretmanager.secretAccessor',
      member: 'user:a',
      secret_id: 's',
    }),
    ['medium high: user:a now has roles/secretmanager.secretAccessor on the secret s.'],
  ],
  [
    'a reader in the same words, which stand for others now',
    resource(
      'google_secret_manager_secret_iam_member',
      {
        role: 'roles/secretmanager.secretAccessor',
        member: { expression: 'each.value (what it refers to changed)' },
      },
      { role: 'roles/secretmanager.secretAccessor', member: { expression: 'each.value' } },
    ),
    [
      'medium low: Somebody (each.value) now has roles/secretmanager.secretAccessor on this secret or key: written as before, but what it refers to changed.',
    ],
  ],
  [
    'a viewer of a secret of Google',
    resource('google_secret_manager_secret_iam_member', {
      role: 'roles/secretmanager.viewer',
      member: 'user:a',
    }),
    [],
  ],
])('%s', (_name, change, expected) => {
  expect(hits(change)).toEqual(expected);
});

test.each<[string, string, string]>([
  ['any caller', '*', 'high'],
  ['a named account', '111122223333', 'medium'],
])('a service that can now use a key for %s', (_name, account, severity) => {
  const service = {
    Principal: { Service: 's3.amazonaws.com' },
    Condition: { StringLike: { 'aws:SourceAccount': account } },
  };
  const [hit] = hits(resource('aws_kms_key', key(service), key({ Principal: ROOT })));
  expect(hit).toMatch(new RegExp(`^${severity} high: kms:Decrypt on this resource by s3`));
});
