// Labelled pairs of trust and resource policies. Read by compare-documents.test.ts.
import type { JsonStatement } from '../policy.ts';
import { pair } from './pair.ts';
import type { LabelledPair } from './pair.ts';

type Principal = NonNullable<JsonStatement['Principal']>;
type Condition = NonNullable<JsonStatement['Condition']>;

const ACCOUNT = '111122223333';
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/ci`;
const GITHUB = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;

function assume(principal: Principal, condition?: Condition): JsonStatement {
  return {
    Action: 'sts:AssumeRole',
    Principal: principal,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

function github(condition: Condition | null): JsonStatement {
  return {
    Action: 'sts:AssumeRoleWithWebIdentity',
    Principal: { Federated: GITHUB },
    ...(condition === null ? {} : { Condition: condition }),
  };
}

const SUB = 'token.actions.githubusercontent.com:sub';
const AUD = { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' };

const open = (principal: Principal, condition?: Condition): JsonStatement => ({
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::prod-data/*',
  Principal: principal,
  ...(condition === undefined ? {} : { Condition: condition }),
});

function trust(
  name: string,
  before: JsonStatement | readonly JsonStatement[] | null,
  after: JsonStatement | readonly JsonStatement[] | null,
  verdict: LabelledPair['verdict'],
  action = 'sts:AssumeRole',
): LabelledPair {
  const label = verdict === 'grows' || verdict === 'both' ? { verdict, action } : { verdict };
  return pair('trust', name, { before, after }, label);
}

function resource(
  name: string,
  before: JsonStatement | readonly JsonStatement[] | null,
  after: JsonStatement | readonly JsonStatement[] | null,
  verdict: LabelledPair['verdict'],
  action = 's3:GetObject',
): LabelledPair {
  const label = verdict === 'grows' || verdict === 'both' ? { verdict, action } : { verdict };
  return pair('resource', name, { before, after }, label);
}

export const PRINCIPALS: readonly LabelledPair[] = [
  trust('IAM-04: a role that anybody may assume', assume({ AWS: ROLE }), assume('*'), 'grows'),
  trust(
    'IAM-04: OIDC without a subject',
    github({ StringEquals: { [SUB]: 'repo:acme/infra:ref:refs/heads/main', ...AUD } }),
    github({ StringEquals: AUD }),
    'grows',
    'sts:AssumeRoleWithWebIdentity',
  ),
  trust(
    'IAM-04: any repository of the organisation',
    github({ StringEquals: { [SUB]: 'repo:acme/infra:ref:refs/heads/main' } }),
    github({ StringLike: { [SUB]: 'repo:acme/*' } }),
    'grows',
    'sts:AssumeRoleWithWebIdentity',
  ),
  trust(
    'IAM-04: a subject that need not be there',
    github({ StringEquals: { [SUB]: 'repo:acme/infra:ref:refs/heads/main' } }),
    github({ 'ForAllValues:StringEquals': { [SUB]: 'repo:acme/infra:ref:refs/heads/main' } }),
    'grows',
    'sts:AssumeRoleWithWebIdentity',
  ),
  trust(
    'IAM-04: the condition removed',
    assume({ AWS: ROOT }, { StringEquals: { 'sts:ExternalId': 'x' } }),
    assume({ AWS: ROOT }),
    'grows',
  ),
  trust(
    'OIDC bound to one environment',
    github({ StringLike: { [SUB]: 'repo:acme/*' } }),
    github({ StringEquals: { [SUB]: 'repo:acme/infra:environment:prod' } }),
    'shrinks',
  ),
  trust(
    'another repository',
    github({ StringEquals: { [SUB]: 'repo:acme/a:ref:refs/heads/main' } }),
    github({ StringEquals: { [SUB]: 'repo:acme/b:ref:refs/heads/main' } }),
    'both',
    'sts:AssumeRoleWithWebIdentity',
  ),
  trust('a star in two spellings', assume('*'), assume({ AWS: '*' }), 'same'),
  trust('an account is its root', assume({ AWS: ACCOUNT }), assume({ AWS: ROOT }), 'same'),
  trust('a role of the account for the whole account', assume({ AWS: ROLE }), assume({ AWS: ROOT }), 'grows'),
  trust('the whole account for one role', assume({ AWS: ROOT }), assume({ AWS: ROLE }), 'shrinks'),
  trust(
    'a role within the account that is trusted already',
    assume({ AWS: ROOT }),
    assume({ AWS: [ROOT, ROLE] }),
    'same',
  ),
  trust('another account', assume({ AWS: ROOT }), assume({ AWS: [ROOT, '444455556666'] }), 'grows'),
  trust(
    'another role of the same account',
    assume({ AWS: ROLE }),
    assume({ AWS: [ROLE, `arn:aws:iam::${ACCOUNT}:role/other`] }),
    'grows',
  ),
  trust(
    'one session for the whole role',
    assume({ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/ci/run` }),
    assume({ AWS: ROLE }),
    'grows',
  ),
  trust(
    'the whole role for one session',
    assume({ AWS: ROLE }),
    assume({ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/ci/run` }),
    'shrinks',
  ),
  trust(
    'a service more',
    assume({ Service: 'ec2.amazonaws.com' }),
    assume({ Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] }),
    'grows',
  ),
  trust(
    'a service for another',
    assume({ Service: 'ec2.amazonaws.com' }),
    assume({ Service: 'lambda.amazonaws.com' }),
    'both',
  ),
  trust(
    'a service less',
    assume({ Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] }),
    assume({ Service: 'ec2.amazonaws.com' }),
    'shrinks',
  ),
  trust(
    'two statements for two services',
    assume({ Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] }),
    [assume({ Service: 'lambda.amazonaws.com' }), assume({ Service: 'ec2.amazonaws.com' })],
    'same',
  ),
  trust(
    'tagging of sessions',
    assume({ AWS: ROLE }),
    { Action: ['sts:AssumeRole', 'sts:TagSession'], Principal: { AWS: ROLE } },
    'grows',
    'sts:TagSession',
  ),
  trust(
    'a provider more',
    github({ StringEquals: AUD }),
    { ...github({ StringEquals: AUD }), Principal: { Federated: [GITHUB, 'accounts.google.com'] } },
    'grows',
    'sts:AssumeRoleWithWebIdentity',
  ),
  trust('the first trust of a new role', null, assume({ Service: 'lambda.amazonaws.com' }), 'grows'),
  trust(
    'an organisation that need not be',
    assume('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }),
    assume('*'),
    'grows',
  ),
  trust(
    'everybody who is that role',
    assume({ AWS: ROLE }),
    assume('*', { ArnEquals: { 'aws:PrincipalArn': ROLE } }),
    'same',
  ),
  trust(
    'a Deny of one account gone',
    [assume({ AWS: '*' }), { ...assume({ AWS: '444455556666' }), Effect: 'Deny' }],
    assume({ AWS: '*' }),
    'grows',
  ),
  trust(
    'everybody by everything that exists',
    assume({ AWS: ROLE }),
    { ...assume({ AWS: ROLE }), Action: 'sts:*' },
    'grows',
    'sts:TagSession',
  ),

  resource('IAM-07: a bucket open to everybody', open({ AWS: ROOT }), open('*'), 'grows'),
  resource('IAM-07: a bucket policy where there was none', null, open('*'), 'grows'),
  resource(
    'IAM-07: a queue open to everybody',
    { Action: 'sqs:SendMessage', Resource: '*', Principal: { AWS: ROOT } },
    { Action: 'sqs:SendMessage', Resource: '*', Principal: '*' },
    'grows',
    'sqs:SendMessage',
  ),
  resource(
    'IAM-07: a key open to everybody',
    { Action: 'kms:*', Resource: '*', Principal: { AWS: ROOT } },
    { Action: 'kms:*', Resource: '*', Principal: { AWS: '*' } },
    'grows',
    'kms:CreateGrant',
  ),
  resource(
    'IAM-07: a repository of images without a Resource',
    { Action: 'ecr:BatchGetImage', Principal: { AWS: ROOT } },
    { Action: 'ecr:BatchGetImage', Principal: '*' },
    'grows',
    'ecr:BatchGetImage',
  ),
  resource(
    'IAM-07: a secret for another account',
    { Action: 'secretsmanager:GetSecretValue', Resource: '*', Principal: { AWS: ROOT } },
    { Action: 'secretsmanager:GetSecretValue', Resource: '*', Principal: { AWS: [ROOT, '444455556666'] } },
    'grows',
    'secretsmanager:GetSecretValue',
  ),
  resource(
    'the endpoint condition gone',
    open('*', { StringEquals: { 'aws:SourceVpce': 'vpce-1' } }),
    open('*'),
    'grows',
  ),
  resource(
    'any source may have the service write',
    {
      Action: 'sns:Publish',
      Resource: '*',
      Principal: { Service: 's3.amazonaws.com' },
      Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::a' } },
    },
    { Action: 'sns:Publish', Resource: '*', Principal: { Service: 's3.amazonaws.com' } },
    'grows',
    'sns:Publish',
  ),
  resource(
    'all but one account',
    open({ AWS: ROOT }),
    { Action: 's3:GetObject', Resource: 'arn:aws:s3:::prod-data/*', NotPrincipal: { AWS: '444455556666' } },
    'grows',
  ),
  resource(
    'all but two, then all but one',
    { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::prod-data/*', NotPrincipal: { AWS: [ROOT] } },
    {
      Effect: 'Deny',
      Action: 's3:*',
      Resource: 'arn:aws:s3:::prod-data/*',
      NotPrincipal: { AWS: [ROOT, '444455556666'] },
    },
    'grows',
    's3:PutObject',
  ),
  resource(
    'TLS no longer asked for',
    [
      open({ AWS: ROOT }),
      {
        Effect: 'Deny',
        Action: 's3:*',
        Resource: 'arn:aws:s3:::prod-data/*',
        Principal: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
    [open({ AWS: ROOT })],
    'grows',
    's3:PutObject',
  ),
  resource('the same principal twice', open({ AWS: [ROOT, ACCOUNT] }), open({ AWS: ROOT }), 'same'),
  resource(
    'a canonical user more',
    open({ CanonicalUser: 'aaaa' }),
    open({ CanonicalUser: ['aaaa', 'bbbb'] }),
    'grows',
  ),
  resource(
    'a principal without a name',
    open({ AWS: ROOT }),
    { Action: 's3:GetObject', Resource: 'arn:aws:s3:::prod-data/*' },
    'unknown',
  ),
];
