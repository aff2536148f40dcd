// What a reviewer reads: the sentence of the first witness, its line and what it is about.
import { describe, expect, it, test } from 'vitest';
import { compareDocuments } from '../../../../src/classify/iam/growth/index.ts';
import type { PolicyUse } from '../../../../src/classify/iam/policy-document.ts';
import { policy } from './policy.ts';
import type { JsonPolicy } from './policy.ts';

function sentences(use: PolicyUse, before: JsonPolicy | null, after: JsonPolicy | null): readonly string[] {
  const [old, fresh] = [before, after].map((given) => (given === null ? [] : [policy(use, given)]));
  return compareDocuments(old ?? [], fresh ?? []).witnesses.map(({ sentence }) => sentence);
}

const ROLE = 'arn:aws:iam::111122223333:role/ci';
const GITHUB = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
const OBJECTS = { Action: 's3:GetObject', Resource: 'arn:aws:s3:::prod-data/*' };
const ASSUME = { Action: 'sts:AssumeRole', Principal: { AWS: '*' } };
const WEB = { Action: 'sts:AssumeRoleWithWebIdentity', Principal: { Federated: GITHUB } };
const ADMIN = { Action: '*', Resource: '*' };

const SENTENCES: readonly (readonly [PolicyUse, JsonPolicy | null, JsonPolicy | null, string])[] = [
  [
    'identity',
    [],
    { Action: 'iam:PassRole', Resource: 'arn:aws:iam::*:role/*' },
    'iam:PassRole on role/* is now allowed',
  ],
  ['identity', [], ADMIN, 'iam:PassRole on every resource is now allowed'],
  [
    'identity',
    [],
    { Action: 'futureservice:*', Resource: '*' },
    'futureservice:* on every resource is now allowed',
  ],
  [
    'identity',
    [],
    { ...OBJECTS, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
    's3:GetObject on prod-data/* is now allowed when aws:MultiFactorAuthPresent is true',
  ],
  [
    'identity',
    { ...OBJECTS, Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } },
    OBJECTS,
    's3:GetObject on prod-data/* is now allowed from any network (the condition aws:SourceVpce is gone)',
  ],
  [
    'identity',
    [],
    { Action: 's3:GetObject', Resource: '⟨"arn:${local.partition}:s3:::prod-data/*"⟩' },
    's3:GetObject on prod-data/* is now allowed',
  ],
  [
    'identity',
    [],
    {
      ...OBJECTS,
      Condition: {
        StringEquals: {
          's3:ExistingObjectTag/kubernetes.io/cluster/production': '${aws:PrincipalTag/cluster}',
          'aws:SourceVpce': 'vpce-1',
          'aws:PrincipalOrgID': 'o-1',
        },
      },
    },
    's3:GetObject on prod-data/* is now allowed when s3:ExistingObjectTag/kubernetes.io/cluster/production is ${aws:PrincipalTag/clu… and 2 more conditions',
  ],
  [
    'identity',
    [],
    {
      Action: 'events:PutEvents',
      Resource: '⟨!Sub "arn:aws:events:${AWS::Region}:${AWS::AccountId}:event-bus/${Bus}"⟩',
    },
    'events:PutEvents on event-bus/${Bus} is now allowed',
  ],
  [
    'identity',
    [],
    { ...OBJECTS, Condition: { Null: { 's3:prefix': 'false' } } },
    's3:GetObject on prod-data/* is now allowed when s3:prefix is present',
  ],
  [
    'identity',
    { ...OBJECTS, Condition: { StringEquals: { 's3:prefix': 'a' } } },
    OBJECTS,
    's3:GetObject on prod-data/* is now allowed without the condition s3:prefix',
  ],
  [
    'identity',
    { ...OBJECTS, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/16' } } },
    { ...OBJECTS, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } },
    's3:GetObject on prod-data/* is now allowed when aws:SourceIp is in 10.0.0.0/8, before only when aws:SourceIp is in 10.0.0.0/16',
  ],
  [
    'identity',
    { Action: 's3:GetObject', NotResource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'] },
    { Action: 's3:GetObject', NotResource: 'arn:aws:s3:::a/*' },
    's3:GetObject on b/* is now allowed',
  ],
  [
    'identity',
    [],
    { Action: 's3:GetObject', NotResource: 'arn:aws:s3:::a/*' },
    's3:GetObject on everything but arn:aws:s3:::a/* is now allowed',
  ],
  [
    'identity',
    [ADMIN, { Effect: 'Deny', Action: 'iam:*', Resource: '*' }],
    ADMIN,
    'iam:PassRole on every resource is no longer denied, so this policy allows it',
  ],
  [
    'identity',
    { Effect: 'Deny', Action: 'iam:PassRole', Resource: ROLE },
    null,
    'iam:PassRole on role/ci is no longer denied',
  ],
  [
    'identity',
    { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' },
    {
      Effect: 'Deny',
      Action: 'iam:PassRole',
      Resource: '*',
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
    },
    'iam:PassRole on every resource is no longer denied, except when aws:MultiFactorAuthPresent is false',
  ],
  [
    'identity',
    [],
    { Action: 'iam:PassRole', Resource: '⟨aws_iam_role.app.arn⟩' },
    'iam:PassRole on aws_iam_role.app.arn is now allowed',
  ],
  [
    'identity',
    { ...OBJECTS, Resource: '⟨aws_s3_bucket.a.arn⟩' },
    { ...OBJECTS, Resource: '⟨aws_s3_bucket.b.arn⟩' },
    's3:GetObject on aws_s3_bucket.b.arn may now be allowed',
  ],
  [
    'ceiling',
    { Action: 's3:*', Resource: '*' },
    null,
    'iam:PassRole on every resource is no longer held back',
  ],
  [
    'trust',
    { ...ASSUME, Condition: { StringEquals: { 'sts:ExternalId': 'known-to-few' } } },
    ASSUME,
    'sts:AssumeRole by any AWS account is now allowed without an external id',
  ],
  [
    'trust',
    { ...ASSUME, Principal: { AWS: ROLE } },
    { ...ASSUME, Principal: { AWS: [ROLE, '444455556666'] } },
    'sts:AssumeRole by account 444455556666 is now allowed',
  ],
  [
    'trust',
    null,
    { ...ASSUME, Principal: { AWS: ROLE } },
    'sts:AssumeRole by role/ci of account 111122223333 is now allowed',
  ],
  [
    'trust',
    null,
    { ...ASSUME, Principal: { Service: 'lambda.amazonaws.com' } },
    'sts:AssumeRole by lambda.amazonaws.com is now allowed',
  ],
  [
    'trust',
    { ...WEB, Condition: { StringEquals: { 'token.actions.githubusercontent.com:sub': 'repo:acme/infra' } } },
    WEB,
    'sts:AssumeRoleWithWebIdentity by users of token.actions.githubusercontent.com is now allowed for any subject (the condition token.actions.githubusercontent.com:sub is gone)',
  ],
  ['resource', null, { ...OBJECTS, Principal: '*' }, 's3:GetObject on prod-data/* by anyone is now allowed'],
  [
    'resource',
    null,
    { ...OBJECTS, NotPrincipal: { AWS: '444455556666' } },
    's3:GetObject on prod-data/* by everyone but account 444455556666 is now allowed',
  ],
  [
    'resource',
    null,
    { Action: 'ecr:BatchGetImage', Principal: '*' },
    'ecr:BatchGetImage by anyone is now allowed',
  ],
];

describe('the first sentence', () => {
  test.each(SENTENCES)('%s %#', (use, before, after, expected) => {
    expect(sentences(use, before, after)[0]).toBe(expected);
  });

  it('never holds what a team keeps to itself', () => {
    const condition = { Condition: { StringEquals: { 'sts:ExternalId': 'known-to-few' } } };
    const [sentence] = sentences('trust', null, { ...ASSUME, ...condition });
    expect(sentence).toBe(
      'sts:AssumeRole by any AWS account is now allowed when sts:ExternalId is a certain value',
    );
  });
});

describe('a witness', () => {
  it('stands on the head statement that allows it', () => {
    const before = policy('identity', [{ Action: 'sqs:*', Resource: '*' }]);
    const after = policy('identity', [
      { Action: 'sqs:*', Resource: '*' },
      { Action: 'sns:Publish', Resource: '*' },
      {
        Action: 'iam:PassRole',
        Resource: ROLE,
        Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
      },
    ]);
    expect(compareDocuments([before], [after]).witnesses).toEqual([
      {
        principal: null,
        action: 'iam:PassRole',
        resource: ROLE,
        condition: 'iam:PassedToService is ec2.amazonaws.com',
        line: 3,
        removedDeny: false,
        sentence: 'iam:PassRole on role/ci is now allowed when iam:PassedToService is ec2.amazonaws.com',
      },
      {
        principal: null,
        action: 'sns:Publish',
        resource: '*',
        condition: null,
        line: 2,
        removedDeny: false,
        sentence: 'sns:Publish on every resource is now allowed',
      },
    ]);
  });

  it('stands on the base Deny that is gone', () => {
    const before = policy('identity', [ADMIN, { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' }]);
    const [witness] = compareDocuments([before], [policy('identity', [ADMIN])]).witnesses;
    expect(witness).toMatchObject({ line: 2, removedDeny: true });
  });

  it('names who is let in', () => {
    const [witness] = compareDocuments(
      [],
      [policy('trust', { ...ASSUME, Principal: { AWS: ROLE } })],
    ).witnesses;
    expect(witness).toMatchObject({ principal: ROLE, resource: '*' });
  });

  it('comes five times at most, gravest first, reads last', () => {
    const after = policy('identity', {
      Action: ['s3:*', 'iam:GetRole', 'iam:CreateAccessKey'],
      Resource: '*',
    });
    const actions = compareDocuments([], [after]).witnesses.map(({ action }) => action);
    expect(actions).toEqual([
      'iam:CreateAccessKey',
      's3:PutBucketPolicy',
      's3:PutObject',
      's3:DeleteBucket',
      's3:DeleteObject',
    ]);
  });

  it('comes from all uses that grow', () => {
    const growth = compareDocuments(
      [],
      [
        policy('trust', { ...ASSUME, Principal: { AWS: ROLE } }),
        policy('identity', { Action: 'iam:PassRole', Resource: '*' }),
      ],
    );
    expect(growth.witnesses.map(({ action }) => action)).toEqual(['iam:PassRole', 'sts:AssumeRole']);
  });
});

describe('why growth is unknown', () => {
  const why = (before: JsonPolicy, after: JsonPolicy): string | null =>
    compareDocuments([policy('identity', before)], [policy('identity', after)]).why;

  it('names the value', () => {
    expect(why({ ...OBJECTS, Resource: '⟨var.a⟩' }, { ...OBJECTS, Resource: '⟨var.b⟩' })).toBe(
      'a value is not known here (var.b)',
    );
  });

  it('names the wildcard', () => {
    expect(why({ Action: 'iam:PassRole', Resource: '*' }, { Action: 'iam:PassR*', Resource: '*' })).toBe(
      'iam:PassR* allows nothing more today, but it covers actions that AWS may add',
    );
  });

  it('names the action that does not suit the resource', () => {
    expect(why([], { Action: 'ec2:DescribeInstances', Resource: 'arn:aws:ec2:*:*:instance/*' })).toBe(
      "AWS's tables do not say that ec2:DescribeInstances works on the named resource",
    );
  });

  it('names the part that could not be read', () => {
    const after = policy('identity', [], { unknown: ['data.aws_iam_policy_document.x.json'] });
    expect(compareDocuments([], [after]).why).toBe(
      'part of the policy is computed and not known here (data.aws_iam_policy_document.x.json)',
    );
  });

  it('says that there is too much', () => {
    const many = Array.from({ length: 401 }, (_, index) => ({ Action: `s3:Get${index}`, Resource: '*' }));
    expect(why([], many)).toBe('the documents have too many statements to compare');
  });
});
