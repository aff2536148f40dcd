// Labelled pairs that differ in resources. Read by compare-documents.test.ts.
import { pair } from './pair.ts';
import type { LabelledPair } from './pair.ts';

const READ = { Action: 's3:GetObject' };
const PASS = { Action: 'iam:PassRole' };

export const RESOURCES: readonly LabelledPair[] = [
  pair(
    'identity',
    'from one bucket to all',
    { before: { ...READ, Resource: 'arn:aws:s3:::a/*' }, after: { ...READ, Resource: 'arn:aws:s3:::*/*' } },
    { verdict: 'grows', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'from all buckets to one',
    { before: { ...READ, Resource: 'arn:aws:s3:::*/*' }, after: { ...READ, Resource: 'arn:aws:s3:::a/*' } },
    { verdict: 'shrinks' },
  ),
  pair(
    'identity',
    'from one bucket to another',
    { before: { ...READ, Resource: 'arn:aws:s3:::a/*' }, after: { ...READ, Resource: 'arn:aws:s3:::b/*' } },
    { verdict: 'both', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'a bucket more',
    {
      before: { ...READ, Resource: 'arn:aws:s3:::a/*' },
      after: { ...READ, Resource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'] },
    },
    { verdict: 'grows', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'a folder inside what was allowed',
    {
      before: { ...READ, Resource: 'arn:aws:s3:::a/*' },
      after: { ...READ, Resource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::a/public/*'] },
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'all that starts like the bucket',
    { before: { ...READ, Resource: 'arn:aws:s3:::a/*' }, after: { ...READ, Resource: 'arn:aws:s3:::a*' } },
    { verdict: 'grows', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'two halves that make a whole',
    {
      before: { ...READ, Resource: 'arn:aws:s3:::a/*' },
      after: { ...READ, Resource: ['arn:aws:s3:::a/?', 'arn:aws:s3:::a/??*'] },
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'two halves that leave a hole',
    {
      before: { ...READ, Resource: 'arn:aws:s3:::a/*' },
      after: { ...READ, Resource: ['arn:aws:s3:::a/?', 'arn:aws:s3:::a/???*'] },
    },
    { verdict: 'shrinks' },
  ),
  pair(
    'identity',
    'a whole that fills the hole of two halves',
    {
      before: { ...READ, Resource: ['arn:aws:s3:::a/?', 'arn:aws:s3:::a/???*'] },
      after: { ...READ, Resource: 'arn:aws:s3:::a/*' },
    },
    { verdict: 'grows', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'overlapping wildcards that cover each other nowhere',
    { before: { ...READ, Resource: 'arn:aws:s3:::a/x*' }, after: { ...READ, Resource: 'arn:aws:s3:::a/*x' } },
    { verdict: 'both', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'resources are case-sensitive',
    {
      before: { ...READ, Resource: 'arn:aws:s3:::a/Key' },
      after: { ...READ, Resource: 'arn:aws:s3:::a/key' },
    },
    { verdict: 'both', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'a bucket ARN beside its objects gives no object',
    {
      before: { ...READ, Resource: 'arn:aws:s3:::a/*' },
      after: { Action: ['s3:GetObject', 's3:ListBucket'], Resource: ['arn:aws:s3:::a', 'arn:aws:s3:::a/*'] },
    },
    { verdict: 'grows', action: 's3:ListBucket' },
  ),
  pair(
    'identity',
    'every role',
    {
      before: { ...PASS, Resource: 'arn:aws:iam::111122223333:role/app' },
      after: { ...PASS, Resource: '*' },
    },
    { verdict: 'grows', action: 'iam:PassRole' },
  ),
  pair(
    'identity',
    'roles of any account',
    {
      before: { ...PASS, Resource: 'arn:aws:iam::111122223333:role/app' },
      after: { ...PASS, Resource: 'arn:aws:iam::*:role/app' },
    },
    { verdict: 'grows', action: 'iam:PassRole' },
  ),
  pair(
    'identity',
    'the same roles by a wildcard that AWS completes',
    {
      before: { Action: 'sqs:*', Resource: 'arn:aws:sqs:*:*:*' },
      after: { Action: 'sqs:*', Resource: 'arn:aws:sqs' },
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'everything instead of all of one partition',
    {
      before: { Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:*:*:*' },
      after: { Action: 'sqs:SendMessage', Resource: '*' },
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'two stars are one',
    { before: { ...READ, Resource: '*' }, after: { ...READ, Resource: '**' } },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'an action without resources needs a star',
    {
      before: { Action: 'ec2:DescribeInstances', Resource: 'arn:aws:ec2:*:*:instance/*' },
      after: { Action: 'ec2:DescribeInstances', Resource: '*' },
    },
    { verdict: 'grows', action: 'ec2:DescribeInstances' },
  ),
  pair(
    'identity',
    'a resource that the tables do not have for the action',
    { before: [], after: { Action: 'ec2:DescribeInstances', Resource: 'arn:aws:ec2:*:*:instance/*' } },
    { verdict: 'unknown', action: 'ec2:DescribeInstances' },
  ),
  pair(
    'identity',
    'IAM-02: NotResource with Allow',
    {
      before: { ...READ, Resource: 'arn:aws:s3:::a/*' },
      after: { ...READ, NotResource: 'arn:aws:s3:::secret/*' },
    },
    { verdict: 'grows', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'IAM-02: one name less in NotResource',
    {
      before: { ...READ, NotResource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'] },
      after: { ...READ, NotResource: 'arn:aws:s3:::a/*' },
    },
    { verdict: 'grows', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'IAM-02: one name more in NotResource',
    {
      before: { ...READ, NotResource: 'arn:aws:s3:::a/*' },
      after: { ...READ, NotResource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'] },
    },
    { verdict: 'shrinks' },
  ),
  pair(
    'identity',
    'IAM-02: NotResource of a wider pattern',
    {
      before: { ...READ, NotResource: 'arn:aws:s3:::a/*' },
      after: { ...READ, NotResource: 'arn:aws:s3:::a*' },
    },
    { verdict: 'shrinks' },
  ),
  pair(
    'identity',
    'NotResource and its complement',
    {
      before: [
        { ...READ, NotResource: 'arn:aws:s3:::a/*' },
        { ...READ, Resource: 'arn:aws:s3:::a/*' },
      ],
      after: { ...READ, Resource: '*' },
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'log streams under a group',
    {
      before: { Action: 'logs:PutLogEvents', Resource: 'arn:aws:logs:*:*:log-group:/app:*' },
      after: { Action: 'logs:PutLogEvents', Resource: 'arn:aws:logs:*:*:log-group:*' },
    },
    { verdict: 'grows', action: 'logs:PutLogEvents' },
  ),
  pair(
    'identity',
    'an ARN that belongs to AWS itself',
    {
      before: { Action: 'ssm:GetDocument', Resource: 'arn:aws:ssm:*::document/AWS-A' },
      after: {
        Action: 'ssm:GetDocument',
        Resource: ['arn:aws:ssm:*::document/AWS-A', 'arn:aws:ssm:*::document/AWS-B'],
      },
    },
    { verdict: 'grows', action: 'ssm:GetDocument' },
  ),
  pair(
    'identity',
    'a model of another provider',
    {
      before: { Action: 'bedrock:InvokeModel', Resource: 'arn:aws:bedrock:*::foundation-model/amazon.*' },
      after: {
        Action: 'bedrock:InvokeModel',
        Resource: [
          'arn:aws:bedrock:*::foundation-model/amazon.*',
          'arn:aws:bedrock:*::foundation-model/anthropic.claude-v2:1',
        ],
      },
    },
    { verdict: 'grows', action: 'bedrock:InvokeModel' },
  ),
  pair(
    'identity',
    'a region more',
    {
      before: { Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:eu-west-1:111122223333:q' },
      after: { Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:eu-*:111122223333:q' },
    },
    { verdict: 'grows', action: 'sqs:SendMessage' },
  ),
  pair(
    'identity',
    'an index beside the table',
    {
      before: { Action: 'dynamodb:Query', Resource: 'arn:aws:dynamodb:*:*:table/t' },
      after: {
        Action: 'dynamodb:Query',
        Resource: ['arn:aws:dynamodb:*:*:table/t', 'arn:aws:dynamodb:*:*:table/t/index/*'],
      },
    },
    { verdict: 'grows', action: 'dynamodb:Query' },
  ),
  pair(
    'identity',
    'no resource at all is no policy',
    { before: [], after: { Action: 's3:GetObject' } },
    { verdict: 'unknown' },
  ),
  pair(
    'identity',
    'an empty list of resources',
    { before: [], after: { ...READ, Resource: [] } },
    { verdict: 'same' },
  ),
];
