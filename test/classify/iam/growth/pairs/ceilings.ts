// Labelled pairs of permissions boundaries and service control policies. Read by compare-documents.test.ts.
import { pair } from './pair.ts';
import type { LabelledPair } from './pair.ts';

const FULL = { Action: '*', Resource: '*' };
const NO_TRAIL = { Effect: 'Deny', Action: 'cloudtrail:*', Resource: '*' } as const;

export const CEILINGS: readonly LabelledPair[] = [
  pair(
    'ceiling',
    'IAM-06: the boundary is gone',
    { before: { Action: 's3:*', Resource: '*' }, after: null },
    { verdict: 'grows', action: 'iam:PassRole' },
  ),
  pair(
    'ceiling',
    'IAM-06: a boundary that allows everything is gone',
    { before: FULL, after: null },
    { verdict: 'same' },
  ),
  pair(
    'ceiling',
    'IAM-06: a Deny of a service control policy is gone',
    { before: [FULL, NO_TRAIL], after: FULL },
    { verdict: 'grows', action: 'cloudtrail:StopLogging' },
  ),
  pair(
    'ceiling',
    'IAM-06: a wider boundary',
    { before: { Action: 's3:*', Resource: '*' }, after: { Action: ['s3:*', 'iam:*'], Resource: '*' } },
    { verdict: 'grows', action: 'iam:PassRole' },
  ),
  pair(
    'ceiling',
    'IAM-06: a boundary for the first time',
    { before: null, after: { Action: 's3:*', Resource: '*' } },
    { verdict: 'shrinks' },
  ),
  pair(
    'ceiling',
    'IAM-06: a Deny more',
    { before: NO_TRAIL, after: [NO_TRAIL, { Effect: 'Deny', Action: 'config:*', Resource: '*' }] },
    { verdict: 'shrinks' },
  ),
  pair(
    'ceiling',
    'IAM-06: one region more',
    {
      before: {
        Effect: 'Deny',
        NotAction: 'iam:*',
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1'] } },
      },
      after: {
        Effect: 'Deny',
        NotAction: 'iam:*',
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-east-1'] } },
      },
    },
    { verdict: 'grows', action: 'sts:AssumeRole' },
  ),
  pair(
    'ceiling',
    'IAM-06: an exception for one role',
    {
      before: NO_TRAIL,
      after: {
        ...NO_TRAIL,
        Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/breakglass' } },
      },
    },
    { verdict: 'grows', action: 'cloudtrail:StopLogging' },
  ),
  pair(
    'ceiling',
    'a narrower boundary',
    { before: { Action: ['s3:*', 'iam:*'], Resource: '*' }, after: { Action: 's3:*', Resource: '*' } },
    { verdict: 'shrinks' },
  ),
];
