// iam-user-or-key-created: logins and keys that last, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { iamUserOrKeyCreated } from '../../../src/classify/rules/iam-user-or-key-created.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { changeOf, contextOf, resource, stateOf } from '../example-change.ts';
import { hitsOf } from '../kubernetes/manifests.ts';

function hits(change: ParsedChange): readonly string[] {
  return iamUserOrKeyCreated
    .check(change, contextOf())
    .map(({ severity, line, message }) => `${severity} ${line}: ${message}`);
}

function object(address: string): ParsedChange {
  const type = address.split('/')[1] ?? '';
  return changeOf({
    format: 'kubernetes',
    address,
    type,
    action: 'create',
    before: null,
    after: stateOf({}),
  });
}

test.each<[string, ParsedChange, readonly string[]]>([
  [
    'a user',
    resource('aws_iam_user', { name: 'ci' }),
    ['medium null: aws_iam_user.example is a user that lasts.'],
  ],
  ['a user that was there', resource('aws_iam_user', { name: 'ci', path: '/a/' }, { name: 'ci' }), []],
  [
    'a user that is gone',
    changeOf({ type: 'aws_iam_user', action: 'delete', before: stateOf({ name: 'ci' }) }),
    [],
  ],
  [
    'a user that is looked up',
    { ...resource('aws_iam_user', { user_name: 'ci' }), address: 'data.aws_iam_user.ci' },
    [],
  ],
  ['a role', resource('aws_iam_role', { name: 'ci' }), []],
  [
    'a key',
    resource('aws_iam_access_key', { user: 'ci' }),
    ['high null: aws_iam_access_key.example is a long-lived key.'],
  ],
  [
    'a key of CloudFormation',
    resource('AWS::IAM::AccessKey', { UserName: 'ci' }),
    ['high null: AWS::IAM::AccessKey.example is a long-lived key.'],
  ],
  [
    'a password',
    resource('aws_iam_user_login_profile', { user: 'ci' }),
    ['high null: aws_iam_user_login_profile.example is a password.'],
  ],
  [
    'a key of Google',
    resource('google_service_account_key', { service_account_id: 'a' }),
    ['high null: google_service_account_key.example is a long-lived key.'],
  ],
  [
    'a password of Azure',
    resource('azuread_application_password', { application_id: 'a' }),
    ['high null: azuread_application_password.example is a password.'],
  ],
  [
    'a key that works again',
    resource('aws_iam_access_key', { status: 'Active' }, { status: 'Inactive' }),
    ['high 2: The key aws_iam_access_key.example works again.'],
  ],
  [
    'a key that is switched off',
    resource('aws_iam_access_key', { status: 'Inactive' }, { status: 'Active' }),
    [],
  ],
  [
    'a password for a user that was there',
    resource('AWS::IAM::User', { UserName: 'a', 'LoginProfile.Password': 'x' }, { UserName: 'a' }),
    ['high 3: AWS::IAM::User.example can now log in with a password.'],
  ],
  [
    'a key that Crossplane makes',
    object('iam.aws.upbound.io/AccessKey/-/ci'),
    ['high null: AccessKey ci is a long-lived key.'],
  ],
  [
    'a user that ACK makes',
    object('iam.services.k8s.aws/User/prod/ci'),
    ['medium null: User prod/ci is a user that lasts.'],
  ],
  ['a role that ACK makes', object('iam.services.k8s.aws/Role/prod/ci'), []],
  ['a user of another operator', object('example.com/User/prod/ci'), []],
])('%s', (_name, change, expected) => {
  expect(hits(change)).toEqual(expected);
});

const certificate = (more: string): string =>
  `apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: { name: c }\nspec: { secretName: s${more} }\n`;

test.each<[string, string | null, string, readonly string[]]>([
  ['new', null, ', isCA: true', ['medium']],
  ['that was none', '', ', isCA: true', ['medium']],
  ['that was one', ', isCA: true', ', isCA: true, duration: 1h', []],
  ['that is none', null, ', isCA: false', []],
])('a certificate authority %s', (_name, before, after, expected) => {
  const hit =
    '4 medium Certificate c is a certificate authority (isCA): its key signs certificates for any name.';
  expect(
    hitsOf(iamUserOrKeyCreated, before === null ? null : certificate(before), certificate(after)),
  ).toEqual(expected.map(() => hit));
});
