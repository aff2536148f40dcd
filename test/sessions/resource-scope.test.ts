// ARN patterns: from names where they are known, wider where they are not, never from a name with a wildcard.
import { describe, expect, it } from 'vitest';
import type { Change, ParsedChange, ResourceState } from '../../src/model/change.ts';
import type { JsonValue } from '../../src/model/json.ts';
import { actionFact } from '../../src/sessions/catalogue.ts';
import { resourceScope } from '../../src/sessions/resource-scope.ts';
import { change, TARGET } from './given.ts';

const state = (values: { readonly [name: string]: JsonValue }): ResourceState =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { value, line: 1, sensitive: false }]),
  );

function scope(
  action: string,
  given: Change,
  sides?: Pick<ParsedChange, 'before' | 'after'>,
): readonly string[] {
  const fact = actionFact(action);
  if (fact === null) throw new Error(`${action} is in no table`);
  return resourceScope(fact, {
    change: given,
    parsed: sides === undefined ? null : { ...given, usedIn: [], ...sides },
    target: TARGET,
  });
}

const role = (values: { readonly [name: string]: JsonValue }) => change('aws_iam_role', 'create', values);

describe('resourceScope', () => {
  it.each<{
    readonly name: string;
    readonly action: string;
    readonly given: Change;
    readonly expected: readonly string[];
  }>([
    {
      name: 'no resource',
      action: 's3:ListAllMyBuckets',
      given: change('aws_s3_bucket', 'create'),
      expected: ['*'],
    },
    {
      name: 'a literal name',
      action: 's3:CreateBucket',
      given: change('aws_s3_bucket', 'create', { bucket: 'b' }),
      expected: ['arn:aws:s3:::b'],
    },
    {
      name: 'an expression',
      action: 's3:CreateBucket',
      given: change('aws_s3_bucket', 'create', { bucket: { expression: 'var.b' } }),
      expected: ['arn:aws:s3:::*'],
    },
    {
      name: 'a star in the name',
      action: 's3:CreateBucket',
      given: change('aws_s3_bucket', 'create', { bucket: '*' }),
      expected: ['arn:aws:s3:::*'],
    },
    {
      name: 'a variable in the name',
      action: 's3:CreateBucket',
      given: change('aws_s3_bucket', 'create', { bucket: '${aws:userid}' }),
      expected: ['arn:aws:s3:::*'],
    },
    {
      name: 'region and account',
      action: 'sqs:CreateQueue',
      given: change('aws_sqs_queue', 'create', { name: 'q' }),
      expected: ['arn:aws:sqs:eu-west-1:111122223333:q'],
    },
    {
      name: 'an IAM name with an unknown path',
      action: 'iam:CreateRole',
      given: role({ name: 'ci' }),
      expected: ['arn:aws:iam::111122223333:role/*/ci', 'arn:aws:iam::111122223333:role/ci'],
    },
    {
      name: 'an IAM name at the root',
      action: 'iam:CreateRole',
      given: role({ name: 'ci', path: '/' }),
      expected: ['arn:aws:iam::111122223333:role/ci'],
    },
    {
      name: 'an id that AWS assigns',
      action: 'ec2:DeleteVpc',
      given: change('aws_vpc', 'delete', { name: 'x' }),
      expected: ['arn:aws:ec2:eu-west-1:111122223333:vpc/*'],
    },
    {
      name: 'both names of a rename',
      action: 's3:PutBucketTagging',
      given: {
        ...change('aws_s3_bucket', 'replace'),
        attributes: [{ path: 'bucket', line: 1, before: 'old', after: 'new', sensitive: false }],
      },
      expected: ['arn:aws:s3:::new', 'arn:aws:s3:::old'],
    },
  ])('$name', ({ action, given, expected }) => {
    expect(scope(action, given)).toEqual(expected);
  });

  it('collapses an action that takes several resources at once', () => {
    const patterns = scope('ec2:RunInstances', change('aws_instance', 'create', { ami: 'ami-1' }));
    expect(patterns).toContain('arn:aws:ec2:eu-west-1:111122223333:*');
    expect(patterns).toContain('arn:aws:ec2:eu-west-1::*');
  });

  it('takes a name that an update leaves alone from the whole resource', () => {
    const update = change('aws_s3_bucket', 'update', { 'tags.Team': 'x' });
    expect(scope('s3:PutBucketTagging', update)).toEqual(['arn:aws:s3:::*']);
    const whole = { before: state({ bucket: 'b' }), after: state({ bucket: 'b' }) };
    expect(scope('s3:PutBucketTagging', update, whole)).toEqual(['arn:aws:s3:::b']);
  });

  it('follows the partition of the deploy role', () => {
    const fact = actionFact('s3:CreateBucket');
    const target = { ...TARGET, role: 'arn:aws-cn:iam::111122223333:role/deploy' };
    const given = change('aws_s3_bucket', 'create', { bucket: 'b' });
    expect(fact === null ? null : resourceScope(fact, { change: given, parsed: null, target })).toEqual([
      'arn:aws-cn:s3:::b',
    ]);
  });
});
