// What one change takes, as the tables and the hand-written lines have it.
import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/model/change.ts';
import { neededActions } from '../../src/sessions/needed-actions.ts';
import { change } from './given.ts';

function writes(given: Change): readonly string[] | string {
  const needed = neededActions(given);
  if (needed.kind !== 'needed') return needed.kind;
  return needed.actions
    .filter(({ level }) => level !== 'R' && level !== 'L')
    .map(({ name }) => name)
    .toSorted();
}

describe('neededActions', () => {
  it.each<{ readonly name: string; readonly given: Change; readonly expected: readonly string[] | string }>([
    {
      name: 'a tag on a bucket',
      given: change('aws_s3_bucket', 'update', { 'tags.Team': 'x' }),
      expected: ['s3:PutBucketTagging'],
    },
    {
      name: 'a role description',
      given: change('aws_iam_role', 'update', { description: 'x' }),
      expected: ['iam:UpdateRole', 'iam:UpdateRoleDescription'],
    },
    {
      name: 'a permissions boundary, which no session may write',
      given: change('aws_iam_role', 'update', { permissions_boundary: 'arn' }),
      expected: [],
    },
    {
      name: 'a managed policy document',
      given: change('aws_iam_policy', 'update', { policy: '{}' }),
      expected: ['iam:CreatePolicyVersion', 'iam:DeletePolicyVersion'],
    },
    {
      name: 'ingress of a security group',
      given: change('aws_security_group', 'update', { 'ingress[0].cidr_blocks': ['10.0.0.0/8'] }),
      expected: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:RevokeSecurityGroupIngress'],
    },
    {
      name: 'a delete',
      given: change('aws_s3_bucket', 'delete', { bucket: 'b' }),
      expected: ['s3:DeleteBucket'],
    },
    {
      name: 'a delete that the tables list under creation',
      given: change('aws_iam_role_policy_attachment', 'delete', { role: 'ci' }),
      expected: ['iam:DetachRolePolicy'],
    },
    {
      name: 'a replaced rule',
      given: change('aws_security_group_rule', 'replace', { from_port: 443 }),
      expected: [
        'ec2:AuthorizeSecurityGroupEgress',
        'ec2:AuthorizeSecurityGroupIngress',
        'ec2:RevokeSecurityGroupEgress',
        'ec2:RevokeSecurityGroupIngress',
      ],
    },
    {
      name: 'a data source: reads alone',
      given: change('aws_iam_role', 'create', { name: 'ci' }, { address: 'data.aws_iam_role.ci' }),
      expected: [],
    },
    {
      name: 'a computed data source',
      given: change('aws_iam_policy_document', 'update', {}, { address: 'data.aws_iam_policy_document.x' }),
      expected: [],
    },
    {
      name: 'a data source in no table',
      given: change('aws_no_such', 'update', {}, { address: 'data.aws_no_such.x' }),
      expected: 'unknown',
    },
    {
      name: 'a resource in a module named data',
      given: change('aws_s3_bucket', 'delete', {}, { address: 'module.data.aws_s3_bucket.x' }),
      expected: ['s3:DeleteBucket'],
    },
    { name: 'a random value', given: change('random_id', 'create'), expected: 'nothing' },
    { name: 'a resource of another cloud', given: change('google_project', 'create'), expected: 'unknown' },
  ])('$name', ({ given, expected }) => {
    expect(writes(given)).toEqual(expected);
  });

  it('asks for all updates of the type where an attribute is tied to none', () => {
    const all = writes(change('aws_iam_role', 'update', { description: 'x', name: 'new' }));
    expect(all).toContain('iam:UpdateRole');
    expect(all).not.toContain('iam:PutRolePolicy');
    expect(all).not.toContain('iam:TagRole');
  });
});
