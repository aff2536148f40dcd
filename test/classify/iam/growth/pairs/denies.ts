// Labelled pairs that differ in what is denied. Read by compare-documents.test.ts.
import type { JsonStatement } from '../policy.ts';
import { pair } from './pair.ts';
import type { LabelledPair } from './pair.ts';

const EVERYTHING = { Action: '*', Resource: '*' };
const NO_IAM = { Effect: 'Deny', Action: 'iam:*', Resource: '*' } as const;

function denyBut(NotResource: string): JsonStatement {
  return { Effect: 'Deny', Action: 's3:GetObject', NotResource };
}

export const DENIES: readonly LabelledPair[] = [
  pair(
    'identity',
    'a Deny less',
    { before: [EVERYTHING, NO_IAM], after: [EVERYTHING] },
    { verdict: 'grows', action: 'iam:PassRole' },
  ),
  pair(
    'identity',
    'a Deny more',
    { before: [EVERYTHING], after: [EVERYTHING, NO_IAM] },
    { verdict: 'shrinks' },
  ),
  pair(
    'identity',
    'a Deny less that nothing here allows: another policy may',
    { before: [NO_IAM], after: [] },
    { verdict: 'grows', action: 'iam:PassRole' },
  ),
  pair(
    'identity',
    'a whole document of Denies gone',
    { before: NO_IAM, after: null },
    { verdict: 'grows', action: 'iam:PassRole' },
  ),
  pair(
    'identity',
    'a Deny more of what is not allowed',
    {
      before: { Action: 's3:GetObject', Resource: '*' },
      after: [{ Action: 's3:GetObject', Resource: '*' }, NO_IAM],
    },
    { verdict: 'shrinks' },
  ),
  pair(
    'identity',
    'a Deny narrowed to some roles',
    {
      before: [EVERYTHING, NO_IAM],
      after: [EVERYTHING, { ...NO_IAM, Resource: 'arn:aws:iam::*:role/admin' }],
    },
    { verdict: 'grows', action: 'iam:PassRole' },
  ),
  pair(
    'identity',
    'a Deny with a condition now',
    {
      before: [EVERYTHING, NO_IAM],
      after: [
        EVERYTHING,
        { ...NO_IAM, Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } },
      ],
    },
    { verdict: 'grows', action: 'iam:PassRole' },
  ),
  pair(
    'identity',
    'a Deny without its condition',
    {
      before: [EVERYTHING, { ...NO_IAM, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } }],
      after: [EVERYTHING, NO_IAM],
    },
    { verdict: 'shrinks' },
  ),
  pair(
    'identity',
    'a Deny split in two',
    {
      before: [EVERYTHING, { Effect: 'Deny', Action: ['s3:DeleteBucket', 's3:DeleteObject'], Resource: '*' }],
      after: [
        EVERYTHING,
        { Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' },
        { Effect: 'Deny', Action: 's3:DeleteObject', Resource: '*' },
      ],
    },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'a Deny of all but a list, with one more in the list',
    {
      before: [EVERYTHING, { Effect: 'Deny', NotAction: ['s3:*'], Resource: '*' }],
      after: [EVERYTHING, { Effect: 'Deny', NotAction: ['s3:*', 'iam:PassRole'], Resource: '*' }],
    },
    { verdict: 'grows', action: 'iam:PassRole' },
  ),
  pair(
    'identity',
    'a Deny of all but a list, with one less in the list',
    {
      before: [EVERYTHING, { Effect: 'Deny', NotAction: ['s3:*', 'iam:*'], Resource: '*' }],
      after: [EVERYTHING, { Effect: 'Deny', NotAction: ['s3:*'], Resource: '*' }],
    },
    { verdict: 'shrinks' },
  ),
  pair(
    'identity',
    'a Deny outside some resources, with more of them',
    {
      before: [EVERYTHING, { Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::a/*' }],
      after: [
        EVERYTHING,
        { Effect: 'Deny', Action: 's3:*', NotResource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'] },
      ],
    },
    { verdict: 'grows', action: 's3:PutObject' },
  ),
  pair(
    'identity',
    'an Allow under a Deny that stays',
    { before: [NO_IAM], after: [NO_IAM, { Action: 'iam:PassRole', Resource: '*' }] },
    { verdict: 'same' },
  ),
  pair(
    'identity',
    'the Deny moved into the Allow',
    { before: [EVERYTHING, NO_IAM], after: { NotAction: 'iam:*', Resource: '*' } },
    { verdict: 'grows', action: 'iam:PassRole' },
  ),
  pair(
    'identity',
    'an Allow turned into a Deny',
    { before: { Action: 's3:*', Resource: '*' }, after: { Effect: 'Deny', Action: 's3:*', Resource: '*' } },
    { verdict: 'shrinks' },
  ),
  pair(
    'identity',
    'a Deny turned into an Allow',
    { before: { Effect: 'Deny', Action: 's3:*', Resource: '*' }, after: { Action: 's3:*', Resource: '*' } },
    { verdict: 'grows', action: 's3:PutBucketPolicy' },
  ),
  pair(
    'identity',
    'places that two Denies leave to those whose name and tag are the same',
    {
      before: ['aws:username', 'aws:PrincipalTag/name'].map((key) => denyBut(`arn:aws:s3:::x/\${${key}}/*`)),
      after: ['aws:username', 'aws:PrincipalTag/name'].map((key) => denyBut(`arn:aws:s3:::y/\${${key}}/*`)),
    },
    { verdict: 'both' },
  ),
];
