// Labelled pairs with texts that nobody can resolve, written ⟨…⟩. Read by compare-documents.test.ts.
import { pair } from './pair.ts';
import type { LabelledPair } from './pair.ts';

const READ = { Action: 's3:GetObject' };
const A = '⟨aws_s3_bucket.a.arn⟩';
const B = '⟨aws_s3_bucket.b.arn⟩';

export const UNKNOWNS: readonly LabelledPair[] = [
  pair(
    'identity',
    'the same unknown on both sides',
    { before: { ...READ, Resource: A }, after: { ...READ, Resource: A } },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'the same unknown, another order',
    {
      before: { ...READ, Resource: [A, 'arn:aws:s3:::c/*'] },
      after: { ...READ, Resource: ['arn:aws:s3:::c/*', A] },
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'the same unknown, statements split',
    {
      before: { Action: ['s3:GetObject', 's3:PutObject'], Resource: A },
      after: [
        { Action: 's3:PutObject', Resource: A },
        { Action: 's3:GetObject', Resource: A },
      ],
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'an action more on the same unknown',
    { before: { ...READ, Resource: A }, after: { Action: ['s3:GetObject', 's3:PutObject'], Resource: A } },
    { verdict: 'grows', action: 's3:PutObject' },
  ),
  pair(
    'identity',
    'an action less on the same unknown',
    { before: { Action: ['s3:GetObject', 's3:PutObject'], Resource: A }, after: { ...READ, Resource: A } },
    { verdict: 'shrinks' },
  ),
  pair(
    'identity',
    'one unknown for another',
    { before: { ...READ, Resource: A }, after: { ...READ, Resource: B } },
    { verdict: 'unknown', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'an unknown beside one that stays',
    { before: { ...READ, Resource: A }, after: { ...READ, Resource: [A, B] } },
    { verdict: 'grows', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'an unknown less',
    { before: { ...READ, Resource: [A, B] }, after: { ...READ, Resource: A } },
    { verdict: 'shrinks' },
  ),
  pair(
    'identity',
    'an unknown where everything was allowed',
    { before: { ...READ, Resource: '*' }, after: { ...READ, Resource: A } },
    { verdict: 'shrinks' },
  ),
  pair(
    'identity',
    'everything where an unknown was allowed',
    { before: { ...READ, Resource: A }, after: { ...READ, Resource: '*' } },
    { verdict: 'unknown', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'an unknown where a known one was',
    { before: { ...READ, Resource: 'arn:aws:s3:::a/*' }, after: { ...READ, Resource: B } },
    { verdict: 'unknown', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'the first statement, on an unknown',
    { before: [], after: { Action: 'iam:PassRole', Resource: '⟨aws_iam_role.app.arn⟩' } },
    { verdict: 'grows', action: 'iam:PassRole' },
  ),
  pair(
    'identity',
    'computed actions',
    {
      before: { ...READ, Resource: '*' },
      after: [
        { ...READ, Resource: '*' },
        { Action: '⟨var.actions⟩', Resource: '*' },
      ],
    },
    { verdict: 'unknown' },
  ),
  pair(
    'identity',
    'the same computed actions',
    {
      before: { Action: '⟨var.actions⟩', Resource: '*' },
      after: { Action: ['⟨var.actions⟩'], Resource: '*' },
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'computed actions under everything',
    {
      before: { Action: '*', Resource: '*' },
      after: [
        { Action: '*', Resource: '*' },
        { Action: '⟨var.actions⟩', Resource: '*' },
      ],
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'a known growth beside an unknown',
    {
      before: [],
      after: [
        { Action: '⟨var.actions⟩', Resource: '*' },
        { Action: 'iam:PassRole', Resource: '*' },
      ],
    },
    { verdict: 'grows', action: 'iam:PassRole' },
  ),
  pair(
    'identity',
    'a condition on an unknown gone',
    {
      before: {
        ...READ,
        Resource: '*',
        Condition: { StringEquals: { 'aws:SourceVpc': '⟨aws_vpc.main.id⟩' } },
      },
      after: { ...READ, Resource: '*' },
    },
    { verdict: 'grows', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'a condition on another unknown',
    {
      before: {
        ...READ,
        Resource: '*',
        Condition: { StringEquals: { 'aws:SourceVpc': '⟨aws_vpc.main.id⟩' } },
      },
      after: {
        ...READ,
        Resource: '*',
        Condition: { StringEquals: { 'aws:SourceVpc': '⟨aws_vpc.other.id⟩' } },
      },
    },
    { verdict: 'unknown', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'a Deny of an unknown less',
    {
      before: [
        { ...READ, Resource: '*' },
        { Effect: 'Deny', ...READ, Resource: A },
      ],
      after: { ...READ, Resource: '*' },
    },
    { verdict: 'grows', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'a Deny of an unknown more',
    {
      before: { ...READ, Resource: '*' },
      after: [
        { ...READ, Resource: '*' },
        { Effect: 'Deny', ...READ, Resource: A },
      ],
    },
    { verdict: 'shrinks' },
  ),
  pair(
    'identity',
    'a Deny of an unknown hides no growth',
    {
      before: [],
      after: [
        { Action: 's3:*', Resource: '*' },
        { Effect: 'Deny', Action: 's3:*', Resource: A },
      ],
    },
    { verdict: 'both', action: 's3:PutBucketPolicy' },
  ),
  pair(
    'identity',
    'a computed effect',
    { before: [], after: { Effect: 'unknown', ...READ, Resource: '*' } },
    { verdict: 'unknown', action: 's3:GetObject' },
  ),
  pair(
    'identity',
    'the same computed effect',
    {
      before: { Effect: 'unknown', ...READ, Resource: '*' },
      after: { Effect: 'unknown', ...READ, Resource: '*' },
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'a part of the document that nobody can read',
    { before: [], after: [] },
    { verdict: 'unknown', options: { after: { unknown: ['data.x.json'] } } },
  ),
  pair(
    'identity',
    'the same unreadable part on both sides',
    {
      before: { ...READ, Resource: '*' },
      after: { Action: ['s3:GetObject', 's3:PutObject'], Resource: '*' },
    },
    {
      verdict: 'grows',
      action: 's3:PutObject',
      options: { before: { unknown: ['data.x.json'] }, after: { unknown: ['data.x.json'] } },
    },
  ),
  pair(
    'identity',
    'an unreadable part becomes readable',
    { before: [], after: { ...READ, Resource: '*' } },
    { verdict: 'unknown', action: 's3:GetObject', options: { before: { unknown: ['data.x.json'] } } },
  ),
  pair(
    'identity',
    'an unreadable part is gone',
    { before: [], after: [] },
    { verdict: 'shrinks', options: { before: { unknown: ['data.x.json'] } } },
  ),
  pair(
    'trust',
    'another unknown role beside one that stays',
    {
      before: { Action: 'sts:AssumeRole', Principal: { AWS: '⟨aws_iam_role.a.arn⟩' } },
      after: {
        Action: 'sts:AssumeRole',
        Principal: { AWS: ['⟨aws_iam_role.a.arn⟩', '⟨aws_iam_role.b.arn⟩'] },
      },
    },
    { verdict: 'grows', action: 'sts:AssumeRole' },
  ),
  pair(
    'trust',
    'one unknown role for another',
    {
      before: { Action: 'sts:AssumeRole', Principal: { AWS: '⟨aws_iam_role.a.arn⟩' } },
      after: { Action: 'sts:AssumeRole', Principal: { AWS: '⟨aws_iam_role.b.arn⟩' } },
    },
    { verdict: 'unknown', action: 'sts:AssumeRole' },
  ),
  pair(
    'trust',
    'a service beside an unknown role',
    {
      before: { Action: 'sts:AssumeRole', Principal: { AWS: '⟨aws_iam_role.a.arn⟩' } },
      after: {
        Action: 'sts:AssumeRole',
        Principal: { AWS: '⟨aws_iam_role.a.arn⟩', Service: 'lambda.amazonaws.com' },
      },
    },
    { verdict: 'grows', action: 'sts:AssumeRole' },
  ),
  pair(
    'trust',
    'everybody instead of an unknown role',
    {
      before: { Action: 'sts:AssumeRole', Principal: { AWS: '⟨aws_iam_role.a.arn⟩' } },
      after: { Action: 'sts:AssumeRole', Principal: '*' },
    },
    { verdict: 'grows', action: 'sts:AssumeRole' },
  ),
];
