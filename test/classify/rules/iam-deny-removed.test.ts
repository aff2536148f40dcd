// iam-deny-removed: fences that are gone or have a gap, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { iamDenyRemoved } from '../../../src/classify/rules/iam-deny-removed.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { changeOf, contextOf, diffOf, resource, stateOf } from '../example-change.ts';

type Statement = Readonly<Record<string, JsonValue>>;
const FENCE: Statement = {
  Sid: 'Fence',
  Effect: 'Deny',
  Action: ['s3:DeleteBucket', 's3:DeleteObject'],
  Resource: '*',
};
const ALLOW: Statement = { Effect: 'Allow', Action: 's3:*', Resource: '*' };

function hits(change: ParsedChange, others: readonly ParsedChange[] = []): readonly string[] {
  const diff = diffOf({ changes: [change, ...others] });
  return iamDenyRemoved
    .check(change, contextOf(['identity'], { diff }))
    .map(
      ({ severity, confidence, line, message }) =>
        `${severity ?? 'high'} ${confidence ?? 'high'} ${line}: ${message}`,
    );
}

const side = (...statements: readonly Statement[]): { readonly policy: string } => ({
  policy: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
});
const edit = (after: readonly Statement[], before: readonly Statement[]): ParsedChange =>
  resource('aws_iam_policy', side(...after), side(...before));

const GONE =
  'high high 2: A Deny (Fence) of aws_iam_policy.example no longer holds back s3:DeleteBucket and 1 more on every resource.';

test.each<[string, ParsedChange, readonly string[]]>([
  ['as it was', edit([FENCE, ALLOW], [ALLOW, FENCE]), []],
  ['gone', edit([ALLOW], [FENCE, ALLOW]), [GONE]],
  [
    'gone, and nothing is allowed here',
    edit([], [FENCE]),
    [
      'high high null: A Deny (Fence) of aws_iam_policy.example no longer holds back s3:DeleteBucket and 1 more on every resource.',
    ],
  ],
  ['an Allow that is gone', edit([FENCE], [FENCE, ALLOW]), []],
  [
    'one action fewer',
    edit([{ ...FENCE, Action: 's3:DeleteBucket' }], [FENCE]),
    [
      'high high 2: A Deny (Fence) of aws_iam_policy.example no longer holds back s3:DeleteObject on every resource.',
    ],
  ],
  ['one action more', edit([FENCE], [{ ...FENCE, Action: 's3:DeleteBucket' }]), []],
  [
    'fewer resources',
    edit([{ ...FENCE, Resource: 'arn:aws:s3:::a*' }], [FENCE]),
    [
      'high high 2: A Deny (Fence) of aws_iam_policy.example no longer holds back s3:DeleteBucket on every resource.',
    ],
  ],
  [
    'a condition more',
    edit([{ ...FENCE, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } }], [FENCE]),
    [
      'high high 2: A Deny (Fence) of aws_iam_policy.example no longer holds back s3:DeleteBucket on every resource.',
    ],
  ],
  [
    'a condition less',
    edit([FENCE], [{ ...FENCE, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } }]),
    [],
  ],
  ['turned into an Allow', edit([{ ...FENCE, Effect: 'Allow' }], [FENCE]), [GONE]],
  [
    'behind a wider one of another name',
    edit([{ Sid: 'All', Effect: 'Deny', Action: 's3:*', Resource: '*' }], [FENCE]),
    [],
  ],
  [
    'behind an expression',
    resource('aws_iam_policy', { policy: { expression: 'var.p' } }, side(FENCE)),
    [
      'medium low 2: It cannot be told whether the Deny (Fence) of aws_iam_policy.example still denies what it did.',
    ],
  ],
  [
    'IAM-06: in a control policy',
    resource(
      'aws_organizations_policy',
      { content: side(ALLOW).policy },
      { content: side(FENCE, ALLOW).policy },
    ),
    [GONE.replace('aws_iam_policy', 'aws_organizations_policy')],
  ],
  [
    'in a trust policy',
    resource(
      'aws_iam_role',
      { assume_role_policy: JSON.stringify({ Statement: [] }) },
      {
        assume_role_policy: JSON.stringify({
          Statement: [{ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' }],
        }),
      },
    ),
    ['high high null: A Deny of aws_iam_role.example no longer holds back sts:AssumeRole.'],
  ],
])('%s', (_name, change, expected) => {
  expect(hits(change)).toEqual(expected);
});

const ref = (expression: string): JsonValue => ({ expression });
const gone = (
  type: string,
  before: Readonly<Record<string, JsonValue>>,
  address = `${type}.x`,
): ParsedChange => changeOf({ type, address, action: 'delete', before: stateOf(before) });

const POLICY = gone('aws_s3_bucket_policy', { bucket: ref('aws_s3_bucket.x.id'), ...side(FENCE) });

test('a policy that is deleted takes its Deny with it, unless what it protected goes too', () => {
  expect(hits(POLICY)).toEqual([
    'high high null: A Deny (Fence) of aws_s3_bucket_policy.x no longer holds back s3:DeleteBucket and 1 more on every resource.',
  ]);
  expect(hits(POLICY, [gone('aws_s3_bucket', {})])).toEqual([]);
  expect(hits(POLICY, [gone('aws_s3_bucket', {}, 'aws_s3_bucket.other')])).toHaveLength(1);
});

test('a document block goes with everything that used it', () => {
  const block = gone(
    'aws_iam_policy_document',
    { 'statement[0].effect': 'Deny', 'statement[0].actions': ['s3:*'], 'statement[0].resources': ['*'] },
    'data.aws_iam_policy_document.x',
  );
  const user = gone('aws_s3_bucket_policy', {
    bucket: ref('aws_s3_bucket.x.id'),
    policy: ref('data.aws_iam_policy_document.x.json'),
  });
  expect(hits(block)).toHaveLength(1);
  expect(hits(block, [user])).toHaveLength(1);
  expect(hits(block, [user, gone('aws_s3_bucket', {})])).toEqual([]);
  expect(hits(user, [block])).toEqual([]);
});

test('a policy that is moved keeps its Deny', () => {
  const moved = changeOf({
    type: 'moved',
    address: 'moved[b]',
    after: stateOf({ from: ref('aws_s3_bucket_policy.x'), to: ref('module.a.aws_s3_bucket_policy.x') }),
  });
  expect(hits(POLICY, [moved])).toEqual([]);
});

test.each([
  ['s3:DeleteBucket', 'aws_s3_bucket_policy', 'this resource'],
  ['logs:DeleteLogGroup', 'aws_cloudwatch_log_resource_policy', 'every resource'],
])('a Deny of %s in %s was about %s', (Action, type, expected) => {
  const fence = { Effect: 'Deny', Action, Resource: '*', Principal: '*' };
  const change = resource(type, side({ ...ALLOW, Principal: { AWS: '111122223333' } }), side(fence));
  expect(hits(change)).toEqual([
    `high high 2: A Deny of ${type}.example no longer holds back ${Action} on ${expected}.`,
  ]);
});
