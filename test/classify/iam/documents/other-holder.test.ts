// A policy that is put on something else is new there; under another name of the same holder it is not.
import { describe, expect, test } from 'vitest';
import { documentPair } from '../../../../src/classify/iam/documents/documents-of.ts';
import { iamAccessGrows } from '../../../../src/classify/rules/iam-access-grows.ts';
import type { ParsedChange } from '../../../../src/model/change.ts';
import type { JsonValue } from '../../../../src/model/json.ts';
import { changeOf, contextOf, diffOf, resource, stateOf } from '../../example-change.ts';

const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
});

/** How many documents the change is compared with. */
function compared(change: ParsedChange, others: readonly ParsedChange[] = []): number {
  return documentPair(change, diffOf({ changes: [change, ...others] })).before.length;
}

function put(type: string, name: string, [before, after]: readonly [JsonValue, JsonValue]): ParsedChange {
  return resource(type, { [name]: after, policy: POLICY }, { [name]: before, policy: POLICY });
}

describe('of one resource', () => {
  test.each<[string, ParsedChange, number]>([
    ['another role', put('aws_iam_role_policy', 'role', ['a', 'b']), 0],
    ['the same role', put('aws_iam_role_policy', 'role', ['a', 'a']), 1],
    ['another user', put('aws_iam_user_policy', 'user', ['a', 'b']), 0],
    ['another bucket', put('aws_s3_bucket_policy', 'bucket', ['a', 'b']), 0],
    ['another queue', put('aws_sqs_queue_policy', 'queue_url', ['a', 'b']), 0],
    ['another name of the policy', put('aws_iam_role_policy', 'name', ['a', 'b']), 1],
    ['another name of what holds its policy itself', put('aws_iam_role', 'role', ['a', 'b']), 1],
    [
      'another reference',
      put('aws_iam_role_policy', 'role', [
        { expression: 'aws_iam_role.a.name' },
        { expression: 'aws_iam_role.b.name' },
      ]),
      0,
    ],
    [
      'another bucket of a template',
      { ...put('AWS::S3::BucketPolicy', 'Bucket', ['a', 'b']), format: 'cloudformation' },
      0,
    ],
  ])('%s', (_name, change, expected) => {
    expect(compared(change)).toBe(expected);
  });
});

describe('of one that has another address', () => {
  const refer = (name: string): JsonValue => ({ expression: `aws_iam_role.${name}.name` });
  const change = put('aws_iam_role_policy', 'role', [refer('a'), refer('b')]);
  const role = (address: string, side: 'before' | 'after', name: string): ParsedChange =>
    changeOf({
      type: 'aws_iam_role',
      address: `aws_iam_role.${address}`,
      action: side === 'before' ? 'delete' : 'create',
      [side]: stateOf({ name }),
    });
  const moved = resource('moved', {
    from: { expression: 'aws_iam_role.a' },
    to: { expression: 'aws_iam_role.b' },
  });

  test.each<[string, readonly ParsedChange[], number]>([
    ['nothing says that it is the same', [], 0],
    ['it moved', [moved], 1],
    [
      'one is gone, the other new, and both have one name',
      [role('a', 'before', 'x'), role('b', 'after', 'x')],
      1,
    ],
    ['they have two names', [role('a', 'before', 'x'), role('b', 'after', 'y')], 0],
    ['the other was there', [role('a', 'before', 'x')], 0],
  ])('%s', (_name, others, expected) => {
    expect(compared(change, others)).toBe(expected);
  });

  test('a policy that leaves one role and comes to another is no move', () => {
    const gone = changeOf({
      type: 'aws_iam_role_policy',
      address: 'aws_iam_role_policy.old',
      action: 'delete',
      before: stateOf({ role: 'a', policy: POLICY }),
    });
    const made = (name: string): ParsedChange =>
      resource('aws_iam_role_policy', { role: name, policy: POLICY });
    expect(compared(made('a'), [gone])).toBe(1);
    expect(compared(made('b'), [gone])).toBe(0);
  });
});

test.each<[string, ParsedChange, readonly string[]]>([
  [
    'aws_iam_policy_attachment',
    resource('aws_iam_policy_attachment', { roles: ['a', 'b'] }, { roles: ['a'] }),
    ['The rights of aws_iam_policy_attachment.example are now also held by the role b.'],
  ],
  [
    'aws_iam_user_group_membership',
    resource('aws_iam_user_group_membership', { user: 'b' }, { user: 'a' }),
    ['aws_iam_user_group_membership.example now is about the user b, with all rights that come with it.'],
  ],
  [
    'aws_iam_instance_profile',
    resource('aws_iam_instance_profile', { role: 'b' }, { role: 'a' }),
    ['aws_iam_instance_profile.example now carries the role b, with all rights that come with it.'],
  ],
  ['the same', resource('aws_iam_instance_profile', { role: 'b' }, { role: 'b' }), []],
])('who newly holds what: %s', (_name, change, expected) => {
  const hits = iamAccessGrows.check(change, contextOf(['identity'], { diff: diffOf({ changes: [change] }) }));
  expect(hits.map(({ message }) => message)).toEqual(expected);
});
