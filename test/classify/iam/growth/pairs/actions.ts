// Labelled pairs that differ in actions. Read by compare-documents.test.ts.
import { pair } from './pair.ts';
import type { LabelledPair } from './pair.ts';

const ALL = { Resource: '*' };

export const ACTIONS: readonly LabelledPair[] = [
  pair(
    'identity',
    'IAM-03: PassRole added to compute rights',
    {
      before: { Action: 'lambda:CreateFunction', ...ALL },
      after: { Action: ['lambda:CreateFunction', 'iam:PassRole'], ...ALL },
    },
    { verdict: 'grows', action: 'iam:PassRole' },
  ),
  pair(
    'identity',
    'IAM-02: Allow with NotAction from a list',
    { before: { Action: 's3:GetObject', ...ALL }, after: { NotAction: 'iam:*', ...ALL } },
    { verdict: 'grows', action: 'sts:AssumeRole' },
  ),
  pair(
    'identity',
    'IAM-02: one name less in NotAction',
    { before: { NotAction: ['iam:*', 's3:*'], ...ALL }, after: { NotAction: ['iam:*'], ...ALL } },
    { verdict: 'grows', action: 's3:PutBucketPolicy' },
  ),
  pair(
    'identity',
    'IAM-02: one name more in NotAction',
    { before: { NotAction: 'iam:*', ...ALL }, after: { NotAction: ['iam:*', 's3:*'], ...ALL } },
    { verdict: 'shrinks' },
  ),
  pair(
    'identity',
    'IAM-02: NotAction of everything allows nothing',
    { before: [], after: { NotAction: '*', ...ALL } },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'IAM-02: NotAction of nothing known allows everything',
    { before: [], after: { NotAction: 'foo:Bar', ...ALL } },
    { verdict: 'grows', action: 'iam:PassRole' },
  ),
  pair(
    'identity',
    'IAM-05: CreatePolicyVersion',
    { before: [], after: { Action: 'iam:CreatePolicyVersion', ...ALL } },
    { verdict: 'grows', action: 'iam:CreatePolicyVersion' },
  ),
  pair(
    'identity',
    'IAM-05: SetDefaultPolicyVersion',
    { before: [], after: { Action: 'iam:SetDefaultPolicyVersion', ...ALL } },
    { verdict: 'grows', action: 'iam:SetDefaultPolicyVersion' },
  ),
  pair(
    'identity',
    'IAM-05: AttachRolePolicy',
    {
      before: { Action: 'iam:ListRoles', ...ALL },
      after: { Action: ['iam:ListRoles', 'iam:AttachRolePolicy'], ...ALL },
    },
    { verdict: 'grows', action: 'iam:AttachRolePolicy' },
  ),
  pair(
    'identity',
    'IAM-05: UpdateAssumeRolePolicy',
    { before: [], after: { Action: 'iam:UpdateAssumeRolePolicy', ...ALL } },
    { verdict: 'grows', action: 'iam:UpdateAssumeRolePolicy' },
  ),
  pair(
    'identity',
    'IAM-05: CreateAccessKey',
    { before: [], after: { Action: 'iam:CreateAccessKey', ...ALL } },
    { verdict: 'grows', action: 'iam:CreateAccessKey' },
  ),
  pair(
    'identity',
    'IAM-05: PutRolePolicy among others',
    {
      before: { Action: ['iam:GetRole'], ...ALL },
      after: { Action: ['iam:GetRole', 'iam:ListRoles', 'iam:PutRolePolicy'], ...ALL },
    },
    { verdict: 'grows', action: 'iam:PutRolePolicy' },
  ),
  pair(
    'identity',
    'an action more',
    {
      before: { Action: 's3:GetObject', ...ALL },
      after: { Action: ['s3:GetObject', 's3:PutObject'], ...ALL },
    },
    { verdict: 'grows', action: 's3:PutObject' },
  ),
  pair(
    'identity',
    'an action less',
    {
      before: { Action: ['s3:GetObject', 's3:PutObject'], ...ALL },
      after: { Action: 's3:GetObject', ...ALL },
    },
    { verdict: 'shrinks' },
  ),
  pair(
    'identity',
    'one action for another',
    { before: { Action: 's3:GetObject', ...ALL }, after: { Action: 's3:PutObject', ...ALL } },
    { verdict: 'both', action: 's3:PutObject' },
  ),
  pair(
    'identity',
    'a read for another read',
    { before: { Action: 'sqs:GetQueueUrl', ...ALL }, after: { Action: 'sqs:GetQueueAttributes', ...ALL } },
    { verdict: 'both', action: 'sqs:GetQueueAttributes' },
  ),
  pair(
    'identity',
    'a wildcard for the one name it covered',
    { before: { Action: 's3:Get*', ...ALL }, after: { Action: 's3:GetObject', ...ALL } },
    { verdict: 'shrinks' },
  ),
  pair(
    'identity',
    'a name for the wildcard around it',
    { before: { Action: 's3:GetObject', ...ALL }, after: { Action: 's3:Get*', ...ALL } },
    { verdict: 'grows', action: 's3:GetObjectVersion' },
  ),
  pair(
    'identity',
    'a wildcard that covers one known action',
    { before: { Action: 'iam:PassRole', ...ALL }, after: { Action: 'iam:PassR*', ...ALL } },
    { verdict: 'unknown', action: 'iam:PassR*' },
  ),
  pair(
    'identity',
    'a wildcard narrowed to one known action',
    { before: { Action: 'iam:PassR*', ...ALL }, after: { Action: 'iam:PassRole', ...ALL } },
    { verdict: 'shrinks' },
  ),
  pair(
    'identity',
    'the whole service',
    { before: { Action: 's3:Get*', ...ALL }, after: { Action: 's3:*', ...ALL } },
    { verdict: 'grows', action: 's3:PutBucketPolicy' },
  ),
  pair(
    'identity',
    'everything',
    { before: { Action: 's3:*', ...ALL }, after: { Action: '*', ...ALL } },
    { verdict: 'grows', action: 'iam:PassRole' },
  ),
  pair(
    'identity',
    'a star in two parts is everything',
    { before: { Action: '*', ...ALL }, after: { Action: '*:*', ...ALL } },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'case of actions',
    { before: { Action: 's3:getobject', ...ALL }, after: { Action: 'S3:GetObject', ...ALL } },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'a question mark for a letter',
    { before: { Action: 'iam:PassRole', ...ALL }, after: { Action: 'iam:P?ssRole', ...ALL } },
    { verdict: 'unknown' },
  ),
  pair(
    'identity',
    'question marks that reach another action',
    { before: { Action: 's3:GetObject', ...ALL }, after: { Action: 's3:?etObject', ...ALL } },
    { verdict: 'unknown' },
  ),
  pair(
    'identity',
    'question marks over two known actions',
    { before: { Action: 'ec2:AttachVolume', ...ALL }, after: { Action: 'ec2:??tachVolume', ...ALL } },
    { verdict: 'grows', action: 'ec2:DetachVolume' },
  ),
  pair(
    'identity',
    'an action that AWS does not have',
    { before: [], after: { Action: 'futureservice:DoThings', ...ALL } },
    { verdict: 'grows', action: 'futureservice:DoThings' },
  ),
  pair(
    'identity',
    'a service that AWS does not have',
    { before: [], after: { Action: 'futureservice:*', ...ALL } },
    { verdict: 'grows', action: 'futureservice:*' },
  ),
  pair(
    'identity',
    'an unknown action under a known wildcard',
    { before: { Action: 's3:*', ...ALL }, after: { Action: ['s3:*', 's3:FutureThing'], ...ALL } },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'an unknown action given up',
    { before: { Action: 'futureservice:DoThings', ...ALL }, after: [] },
    { verdict: 'shrinks' },
  ),
  pair('identity', 'no action at all', { before: { Action: [], ...ALL }, after: [] }, { verdict: 'same' }),
  pair(
    'identity',
    'the first statement of all',
    { before: null, after: { Action: 'sqs:SendMessage', ...ALL } },
    { verdict: 'grows', action: 'sqs:SendMessage' },
  ),
  pair(
    'identity',
    'the last statement gone',
    { before: { Action: 'sqs:SendMessage', ...ALL }, after: null },
    { verdict: 'shrinks' },
  ),
  pair(
    'identity',
    'data read',
    {
      before: { Action: 'secretsmanager:DescribeSecret', ...ALL },
      after: { Action: 'secretsmanager:*Secret*', ...ALL },
    },
    { verdict: 'grows', action: 'secretsmanager:PutSecretValue' },
  ),
  pair(
    'identity',
    'an explicit list where a wildcard covered all its known actions',
    { before: { Action: 'sqs:Purge*', ...ALL }, after: { Action: 'sqs:PurgeQueue', ...ALL } },
    { verdict: 'shrinks' },
  ),
];
