// The never list, and what it is lifted for: each pair differs in the type or the attribute alone.
import { describe, expect, it } from 'vitest';
import { actionFact } from '../../src/sessions/catalogue.ts';
import { isGrantable, isNever } from '../../src/sessions/never-list.ts';

describe('isNever', () => {
  it.each([
    's3:GetObject',
    'S3:PUTOBJECT',
    'iam:PassRole',
    'Iam:PassRole',
    'sts:AssumeRole',
    'kms:Decrypt',
    'kms:ReEncryptFrom',
    'ssm:GetParametersByPath',
    'iam:AttachUserPolicy',
    'lambda:InvokeFunction',
    'dynamodb:BatchWriteItem',
  ])('holds %s', (name) => {
    expect(isNever(name)).toBe(true);
  });

  it.each([
    's3:GetBucketPolicy',
    'iam:GetRole',
    'kms:DescribeKey',
    'ssm:PutParameter',
    'dynamodb:DescribeTable',
  ])('does not hold %s', (name) => {
    expect(isNever(name)).toBe(false);
  });
});

describe('isGrantable', () => {
  it.each([
    {
      action: 's3:PutObject',
      type: 'aws_s3_object',
      attributes: [],
      other: { type: 'aws_s3_bucket', attributes: [] },
    },
    {
      action: 'iam:AttachRolePolicy',
      type: 'aws_iam_role_policy_attachment',
      attributes: [],
      other: { type: 'aws_iam_role', attributes: [] },
    },
    {
      action: 'iam:AttachRolePolicy',
      type: 'aws_iam_role',
      attributes: ['managed_policy_arns'],
      other: { type: 'aws_iam_role', attributes: ['tags'] },
    },
    {
      action: 'iam:UpdateAssumeRolePolicy',
      type: 'aws_iam_role',
      attributes: ['assume_role_policy'],
      other: { type: 'aws_iam_role', attributes: ['description'] },
    },
    {
      action: 'iam:CreateAccessKey',
      type: 'aws_iam_access_key',
      attributes: [],
      other: { type: 'aws_iam_user', attributes: [] },
    },
    {
      action: 's3:PutBucketPolicy',
      type: 'aws_s3_bucket_policy',
      attributes: [],
      other: { type: 'aws_s3_bucket', attributes: ['tags'] },
    },
  ])('$action for $type $attributes only', ({ action, type, attributes, other }) => {
    const fact = actionFact(action);
    if (fact === null) throw new Error(`${action} is in no table`);
    expect(isGrantable(fact, type, attributes)).toBe(true);
    expect(isGrantable(fact, other.type, other.attributes)).toBe(false);
  });

  it('lifts boundaries and STS for nothing', () => {
    for (const name of ['iam:PutRolePermissionsBoundary', 'iam:PassRole']) {
      const fact = actionFact(name);
      expect(fact !== null && isGrantable(fact, 'aws_iam_role', ['permissions_boundary', 'role'])).toBe(
        false,
      );
    }
  });
});
