// iam-wildcard: policies in every form, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { iamWildcard } from '../../../src/classify/rules/iam-wildcard.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { contextOf, changeOf, resource, stateOf } from '../example-change.ts';

type Statement = Readonly<Record<string, JsonValue>>;
const READ: Statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/*' };

function hits(change: ParsedChange): readonly string[] {
  return iamWildcard
    .check(change, contextOf(['identity']))
    .map(({ severity, confidence, message }) => `${severity} ${confidence}: ${message}`);
}

function policyOf(statement: Statement): { readonly policy: string } {
  return { policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) };
}

function policy(statement: Statement, before?: Statement): ParsedChange {
  const after = policyOf({ ...READ, ...statement });
  return before === undefined
    ? resource('aws_iam_policy', after)
    : resource('aws_iam_policy', after, policyOf({ ...READ, ...before }));
}

const EVERY = 'high high: This statement allows every action.';
const S3 = 'medium high: This statement allows every action of a service (s3:*).';

test.each<[string, ParsedChange, readonly string[]]>([
  ['one action on one resource', policy({}), []],
  ['star', policy({ Action: '*' }), [EVERY]],
  ['star of all services', policy({ Action: '*:*' }), [EVERY]],
  ['star in a list', policy({ Action: ['s3:GetObject', '*'] }), [EVERY]],
  ['star that is denied', policy({ Effect: 'Deny', Action: '*' }), []],
  [
    'star in lower-case keys',
    resource('aws_iam_policy', { policy: '{"statement":{"effect":"allow","action":"*"}}' }),
    [EVERY],
  ],
  ['star already in the base', policy({ Action: '*' }, { Action: '*' }), []],
  ['star narrowed to a resource', policy({ Action: '*' }, { Action: '*', Resource: '*' }), []],
  ['star widened to every resource', policy({ Action: '*', Resource: '*' }, { Action: '*' }), [EVERY]],
  [
    'star under a new condition',
    policy({ Action: '*', Condition: { Bool: { 'aws:x': 'true' } } }, { Action: '*' }),
    [],
  ],
  [
    'condition removed',
    policy({ Action: '*' }, { Action: '*', Condition: { Bool: { 'aws:x': 'true' } } }),
    [EVERY],
  ],
  [
    'star under a condition from the start',
    policy({ Action: '*', Condition: { Bool: { 'aws:x': 'true' } } }),
    ['high medium: This statement allows every action.'],
  ],
  ['every action of s3 on one bucket', policy({ Action: 's3:*' }), [S3]],
  [
    'in another case',
    policy({ Action: 'S3:*' }),
    ['medium high: This statement allows every action of a service (S3:*).'],
  ],
  [
    'every action of s3 everywhere',
    policy({ Action: 's3:*', Resource: '*' }),
    ['high high: This statement allows every action of a service (s3:*).'],
  ],
  [
    'every action of iam',
    policy({ Action: 'iam:*' }),
    ['high high: This statement allows every action of a service (iam:*).'],
  ],
  [
    'NotAction',
    policy({ Action: null, NotAction: 'iam:*' }),
    ['high high: Allow with NotAction grants every action but those named, new services included.'],
  ],
  [
    'writing everywhere',
    policy({ Action: 's3:PutObject', Resource: '*' }),
    ['medium high: This statement allows changes on every resource (s3:PutObject).'],
  ],
  [
    'writing everywhere by ARN',
    policy({ Action: 's3:PutObject', Resource: 'arn:aws:s3:::*' }),
    ['medium high: This statement allows changes on every resource (s3:PutObject).'],
  ],
  [
    'writing on all but one',
    policy({ Action: 's3:PutObject', Resource: null, NotResource: 'arn:aws:s3:::a' }),
    ['medium high: This statement allows changes on every resource (s3:PutObject).'],
  ],
  [
    'reading by the verbs of API Gateway',
    policy({ Action: ['apigateway:GET', 'apigateway:HEAD', 'apigateway:OPTIONS'], Resource: '*' }),
    [],
  ],
  [
    'another verb of API Gateway',
    policy({ Action: 'apigateway:PATCH', Resource: '*' }),
    ['medium high: This statement allows changes on every resource (apigateway:PATCH).'],
  ],
  ['reading everywhere', policy({ Action: ['s3:GetObject', 'ec2:Describe*'], Resource: '*' }), []],
  [
    'passing roles everywhere',
    policy({ Action: 'iam:PassRole', Resource: '*' }),
    ['high high: This statement allows changes on every resource (iam:PassRole).'],
  ],
  [
    'reading secrets everywhere',
    policy({ Action: 'secretsmanager:GetSecretValue', Resource: '*' }),
    ['high high: This statement allows changes on every resource (secretsmanager:GetSecretValue).'],
  ],
  [
    'one action fewer everywhere',
    policy(
      { Action: 's3:PutObject', Resource: '*' },
      { Action: ['s3:PutObject', 's3:PutObjectAcl'], Resource: '*' },
    ),
    [],
  ],
  [
    'one action more everywhere: those that were there are neither named nor weighed',
    policy(
      { Action: ['iam:PassRole', 's3:PutObject', 'sqs:SendMessage'], Resource: '*' },
      { Action: ['iam:PassRole', 'sqs:SendMessage'], Resource: '*' },
    ),
    ['medium high: This statement allows changes on every resource (s3:PutObject).'],
  ],
  [
    'one action out of every action of its service',
    policy({ Action: 's3:PutObject', Resource: '*' }, { Action: 's3:*', Resource: '*' }),
    [],
  ],
  [
    'one action after every action of another service',
    policy({ Action: 's3:PutObject', Resource: '*' }, { Action: 'sqs:*', Resource: '*' }),
    ['medium high: This statement allows changes on every resource (s3:PutObject).'],
  ],
  [
    'the gravest action more everywhere',
    policy(
      { Action: ['iam:PassRole', 's3:PutObject', 'sqs:SendMessage'], Resource: '*' },
      { Action: ['s3:PutObject', 'sqs:SendMessage'], Resource: '*' },
    ),
    ['high high: This statement allows changes on every resource (iam:PassRole).'],
  ],
  [
    'star resource of a resource policy',
    policy({ Action: 'kms:Encrypt', Resource: '*', Principal: { AWS: 'x' } }),
    [],
  ],
])('JSON policy: %s', (_name, change, expected) => {
  expect(hits(change)).toEqual(expected);
});

const DOCUMENT = { 'statement[0].actions': ['s3:GetObject'], 'statement[0].resources': ['arn:aws:s3:::a/*'] };
const COMPUTED = 'low low: The actions are computed, so this statement may allow any.';

function heredoc(action: string): ParsedChange {
  const text = `{"Statement":[{"Effect":"Allow","Action":"${action}","Resource":"\${aws_s3_bucket.a["x"].arn}/*"}]}`;
  return resource('aws_iam_policy', { policy: { expression: `<<EOF\n${text}\nEOF` } });
}

test.each<[string, ParsedChange, readonly string[]]>([
  ['document', resource('aws_iam_policy_document', DOCUMENT), []],
  [
    'document with star',
    resource('aws_iam_policy_document', { ...DOCUMENT, 'statement[0].actions': ['*'] }),
    [EVERY],
  ],
  [
    'document that denies',
    resource('aws_iam_policy_document', {
      ...DOCUMENT,
      'statement[0].actions': ['*'],
      'statement[0].effect': 'Deny',
    }),
    [],
  ],
  [
    'document with computed actions',
    resource('aws_iam_policy_document', { ...DOCUMENT, 'statement[0].actions': { expression: 'var.a' } }),
    [COMPUTED],
  ],
  [
    'document with a wildcard in an expression',
    resource('aws_iam_policy_document', {
      ...DOCUMENT,
      'statement[0].actions': { expression: 'var.a ? ["s3:*"] : []' },
    }),
    ['high medium: The actions are computed, so this statement may allow any.'],
  ],
  [
    'dynamic statement',
    resource('aws_iam_policy_document', { 'dynamic.statement[0].content[0].actions': ['*'] }),
    [EVERY],
  ],
  ['heredoc with interpolation', heredoc('s3:*'), [S3]],
  ['heredoc without wildcard', heredoc('s3:GetObject'), []],
  ['heredoc with computed action', heredoc('${var.a}'), [COMPUTED]],
  [
    'policy from a document',
    resource('aws_iam_policy', { policy: { expression: 'data.aws_iam_policy_document.a.json' } }),
    [],
  ],
  [
    'inline policy of a role',
    resource('aws_iam_role', { 'inline_policy[0].policy': policyOf({ ...READ, Action: '*' }).policy }),
    [EVERY],
  ],
  [
    'one statement of a file',
    changeOf({ format: 'iam-policy', type: 'iam_policy_document', after: stateOf({ ...READ, Action: '*' }) }),
    [EVERY],
  ],
  [
    'administrator by name',
    resource('aws_iam_role_policy_attachment', { policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
    ['high high: This attaches AdministratorAccess, a managed policy that is a wildcard.'],
  ],
  [
    'reader by name',
    resource('aws_iam_role_policy_attachment', { policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }),
    [],
  ],
  [
    'permission of a function',
    resource('aws_lambda_permission', { action: 'lambda:InvokeFunction', principal: 's3.amazonaws.com' }),
    [],
  ],
  [
    'statements of a module',
    changeOf({
      type: 'module',
      after: stateOf({ 'policy_statements.all': { effect: 'Allow', actions: ['*'] } }),
    }),
    [EVERY],
  ],
  [
    'a key for its own account',
    resource('aws_kms_key', {
      policy: policyOf({
        ...READ,
        Action: 'kms:*',
        Resource: '*',
        Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      }).policy,
    }),
    [],
  ],
  [
    'a key for a role',
    resource('aws_kms_key', {
      policy: policyOf({
        ...READ,
        Action: 'kms:*',
        Resource: '*',
        Principal: { AWS: 'arn:aws:iam::111122223333:role/a' },
      }).policy,
    }),
    ['high high: This statement allows every action of a service (kms:*).'],
  ],
  [
    'two statements that are too wide in one way',
    resource('aws_iam_policy', {
      policy: JSON.stringify({
        Statement: [
          { ...READ, Action: 's3:PutObject', Resource: '*' },
          { ...READ, Action: 'sqs:SendMessage', Resource: '*' },
        ],
      }),
    }),
    ['medium high: This statement allows changes on every resource (s3:PutObject, sqs:SendMessage).'],
  ],
  [
    'a service control policy',
    resource('aws_organizations_policy', { content: policyOf({ ...READ, Action: '*' }).policy }),
    [],
  ],
])('%s', (_name, change, expected) => {
  expect(hits(change)).toEqual(expected);
});

test.each<[JsonValue, boolean]>([
  ['arn:aws:iam::111122223333:root', true],
  ['111122223333', true],
  ['arn:aws:iam::111122223333:root/a', false],
  [{ expression: '"arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"' }, true],
  [{ expression: 'format("arn:aws:iam::%s:root", local.account_id)' }, true],
  [{ expression: 'data.aws_caller_identity.current.account_id' }, true],
  [{ expression: '!Sub "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"' }, true],
  [{ expression: '!Join ["", ["arn:aws:iam::", !Ref AWS::AccountId, ":root"]]' }, true],
  [{ expression: '!Ref AWS::AccountId' }, true],
  [{ expression: '"arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/a"' }, false],
  [{ expression: 'data.aws_caller_identity.current.arn' }, false],
  [{ expression: 'var.principals' }, false],
])('a key for %j is a key for an account: %s', (identifier, expected) => {
  const change = resource('aws_kms_key_policy', {
    'policy.Statement[0].Effect': 'Allow',
    'policy.Statement[0].Action': 'kms:*',
    'policy.Statement[0].Resource': '*',
    'policy.Statement[0].Principal.AWS': identifier,
  });
  expect(hits(change).length).toBe(expected ? 0 : 1);
});

test.each<[string, Statement, string]>([
  ['without a condition', {}, 'high high'],
  ['for one account', { StringEquals: { 'aws:SourceAccount': '111122223333' } }, 'medium medium'],
  ['for one resource', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::a' } }, 'medium medium'],
  [
    'through one service',
    { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
    'medium medium',
  ],
  ['through any service', { StringLike: { 'kms:ViaService': '*' } }, 'high medium'],
  ['for any account', { StringLike: { 'aws:SourceAccount': '*' } }, 'high medium'],
  ['for all but one account', { StringNotEquals: { 'aws:SourceAccount': '1' } }, 'high medium'],
])('every action of keys for a service %s', (_name, Condition, expected) => {
  const service = { Action: 'kms:*', Resource: '*', Principal: { Service: 's3.amazonaws.com' } };
  const conditional = Object.keys(Condition).length === 0 ? service : { ...service, Condition };
  const change = resource('aws_kms_key', policyOf({ ...READ, ...conditional }));
  expect(hits(change)).toEqual([`${expected}: This statement allows every action of a service (kms:*).`]);
});
