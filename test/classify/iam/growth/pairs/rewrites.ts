// Labelled pairs that say the same, and pairs that differ in policy variables. Read by compare-documents.test.ts.
import { pair } from './pair.ts';
import type { LabelledPair } from './pair.ts';

const OLD = { before: { version: null }, after: { version: null } };
const HOME = 'arn:aws:s3:::home/${aws:username}/*';
const READ = { Action: 's3:GetObject' };

const OWN_USER = 'arn:aws:iam::111122223333:user/${aws:username}';

export const REWRITES: readonly LabelledPair[] = [
  pair(
    'identity',
    'IAM-09: Sid churn',
    { before: { Sid: 'a', ...READ, Resource: '*' }, after: { Sid: 'b', ...READ, Resource: '*' } },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'IAM-09: one value and a list of one',
    {
      before: { Action: 's3:GetObject', Resource: '*' },
      after: { Action: ['s3:GetObject'], Resource: ['*'] },
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'IAM-09: one statement and a list of one',
    { before: { ...READ, Resource: '*' }, after: [{ ...READ, Resource: '*' }] },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'IAM-09: statements in another order',
    {
      before: [
        { ...READ, Resource: '*' },
        { Action: 'sqs:*', Resource: '*' },
      ],
      after: [
        { Action: 'sqs:*', Resource: '*' },
        { ...READ, Resource: '*' },
      ],
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'IAM-09: a statement twice',
    {
      before: { ...READ, Resource: '*' },
      after: [
        { ...READ, Resource: '*' },
        { ...READ, Resource: '*' },
      ],
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'IAM-09: split by action',
    {
      before: { Action: ['s3:GetObject', 's3:PutObject'], Resource: '*' },
      after: [
        { Action: 's3:GetObject', Resource: '*' },
        { Action: 's3:PutObject', Resource: '*' },
      ],
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'IAM-09: split by resource',
    {
      before: { ...READ, Resource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'] },
      after: [
        { ...READ, Resource: 'arn:aws:s3:::b/*' },
        { ...READ, Resource: 'arn:aws:s3:::a/*' },
      ],
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'IAM-09: merged where actions and resources fit only pairwise',
    {
      before: [
        { Action: 's3:ListBucket', Resource: 'arn:aws:s3:::a' },
        { Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/*' },
      ],
      after: { Action: ['s3:ListBucket', 's3:GetObject'], Resource: ['arn:aws:s3:::a', 'arn:aws:s3:::a/*'] },
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'IAM-09: merged over two services',
    {
      before: [
        { Action: 'kms:Decrypt', Resource: 'arn:aws:kms:eu-west-1:111122223333:key/k' },
        { Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/*' },
      ],
      after: {
        Action: ['kms:Decrypt', 's3:GetObject'],
        Resource: ['arn:aws:kms:eu-west-1:111122223333:key/k', 'arn:aws:s3:::a/*'],
      },
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'IAM-09: a wildcard beside what it covers',
    {
      before: { Action: 's3:*', Resource: '*' },
      after: { Action: ['s3:*', 's3:Get*', 's3:PutObject'], Resource: '*' },
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'IAM-09: a resource beside what it covers',
    {
      before: { Action: 's3:*', Resource: ['*', 'arn:aws:s3:::a/*'] },
      after: { Action: 's3:*', Resource: '*' },
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'IAM-09: a narrower statement beside a wider one',
    {
      before: { Action: 's3:*', Resource: '*' },
      after: [
        { Action: 's3:*', Resource: '*' },
        { ...READ, Resource: 'arn:aws:s3:::a/*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
      ],
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'IAM-09: roles and users merged',
    {
      before: [
        { Action: 'iam:GetRole', Resource: 'arn:aws:iam::*:role/*' },
        { Action: 'iam:GetUser', Resource: 'arn:aws:iam::*:user/*' },
      ],
      after: {
        Action: ['iam:GetRole', 'iam:GetUser'],
        Resource: ['arn:aws:iam::*:role/*', 'arn:aws:iam::*:user/*'],
      },
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'IAM-09: instances and networks merged',
    {
      before: [
        { Action: 'ec2:StartInstances', Resource: 'arn:aws:ec2:*:*:instance/*' },
        { Action: 'ec2:DeleteSubnet', Resource: 'arn:aws:ec2:*:*:subnet/*' },
      ],
      after: {
        Action: ['ec2:StartInstances', 'ec2:DeleteSubnet'],
        Resource: ['arn:aws:ec2:*:*:instance/*', 'arn:aws:ec2:*:*:subnet/*'],
      },
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'IAM-09: two documents for one',
    {
      before: [
        { ...READ, Resource: '*' },
        { Action: 'sqs:*', Resource: '*' },
      ],
      after: [
        { Action: ['sqs:*'], Resource: '*' },
        { Action: ['S3:GETOBJECT'], Resource: ['*'] },
      ],
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'IAM-09: split by condition values',
    {
      before: { ...READ, Resource: '*', Condition: { StringEquals: { 'aws:SourceVpce': ['a', 'b'] } } },
      after: [
        { ...READ, Resource: '*', Condition: { StringEquals: { 'aws:SourceVpce': 'a' } } },
        { ...READ, Resource: '*', Condition: { StringEquals: { 'aws:SourceVpce': 'b' } } },
      ],
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'IAM-09: a condition and its opposite',
    {
      before: { ...READ, Resource: '*' },
      after: [
        { ...READ, Resource: '*', Condition: { StringEquals: { 'aws:SourceVpce': 'a' } } },
        { ...READ, Resource: '*', Condition: { StringNotEquals: { 'aws:SourceVpce': 'a' } } },
      ],
    },
    { verdict: 'same' },
  ),

  pair(
    'identity',
    'a home for everybody, then all homes',
    { before: { ...READ, Resource: HOME }, after: { ...READ, Resource: 'arn:aws:s3:::home/*' } },
    { verdict: 'grows', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'all homes, then a home for everybody',
    { before: { ...READ, Resource: 'arn:aws:s3:::home/*' }, after: { ...READ, Resource: HOME } },
    { verdict: 'shrinks' },
  ),
  pair(
    'identity',
    'a home for everybody, then one for all',
    { before: { ...READ, Resource: HOME }, after: { ...READ, Resource: 'arn:aws:s3:::home/alice/*' } },
    { verdict: 'both', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'a variable in other case',
    {
      before: { ...READ, Resource: HOME },
      after: { ...READ, Resource: 'arn:aws:s3:::home/${AWS:UserName}/*' },
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'another variable',
    {
      before: { ...READ, Resource: HOME },
      after: { ...READ, Resource: 'arn:aws:s3:::home/${aws:PrincipalTag/team}/*' },
    },
    { verdict: 'both', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'without a version a variable is text',
    { before: { ...READ, Resource: HOME }, after: { ...READ, Resource: HOME } },
    { verdict: 'both', action: 's3:GetObject', options: { before: { version: null } } },
  ),
  pair(
    'identity',
    'text that looks like a variable on both sides',
    { before: { ...READ, Resource: HOME }, after: { ...READ, Resource: [HOME] } },
    { verdict: 'same', options: OLD },
  ),
  pair(
    'identity',
    'an escaped star is a star',
    {
      before: { ...READ, Resource: 'arn:aws:s3:::a/${*}' },
      after: { ...READ, Resource: 'arn:aws:s3:::a/*' },
    },
    { verdict: 'grows', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'a tag that must match the tag',
    {
      before: {
        ...READ,
        Resource: '*',
        Condition: { StringEquals: { 's3:ExistingObjectTag/team': '${aws:PrincipalTag/team}' } },
      },
      after: { ...READ, Resource: '*' },
    },
    { verdict: 'grows', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'a fixed tag for one that must match',
    {
      before: {
        ...READ,
        Resource: '*',
        Condition: { StringEquals: { 's3:ExistingObjectTag/team': '${aws:PrincipalTag/team}' } },
      },
      after: { ...READ, Resource: '*', Condition: { StringEquals: { 's3:ExistingObjectTag/team': 'a' } } },
    },
    { verdict: 'both', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'a home that a Deny kept to its owner',
    {
      before: [
        { ...READ, Resource: 'arn:aws:s3:::home/bob/*' },
        { Effect: 'Deny', ...READ, NotResource: HOME },
      ],
      after: [
        { ...READ, Resource: ['arn:aws:s3:::home/bob/*', 'arn:aws:s3:::home/alice/*'] },
        { Effect: 'Deny', ...READ, NotResource: HOME },
      ],
    },
    { verdict: 'grows', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'statements split around a NotResource whose variable may have no value',
    {
      before: [
        { Action: ['ec2:Describe*', 'iam:PassRole'], NotResource: OWN_USER },
        { NotAction: '*', Resource: '*', Condition: { StringEquals: { 'aws:username': 'bob' } } },
      ],
      after: [
        { Action: 'ec2:Describe*', NotResource: OWN_USER },
        { Action: 'iam:PassRole', NotResource: OWN_USER },
        { NotAction: '*', Resource: '*', Condition: { StringEquals: { 'aws:username': 'bob' } } },
      ],
    },
    { verdict: 'same' },
  ),
];
