// Random policies over the small world of brute-force.ts: few words, so that statements meet, overlap and cancel.
import type { PolicyUse } from '../../../../src/classify/iam/policy-document.ts';
import fc from '../../../properties.ts';
import type { JsonStatement } from './policy.ts';

const ACTIONS = [
  '*',
  's3:*',
  's3:Get*',
  'S3:GETOBJECT',
  's3:?etObject',
  's3:PutObject',
  's3:*Object',
  's3:List*',
  's3:ListBucket',
  'iam:*',
  'iam:PassRole',
  'iam:Pass*',
  'iam:*Role',
  'iam:CreateUser',
  'iam:List*',
  '*:Get*',
  'ec2:Describe*',
  'ec2:DescribeInstances',
];

const RESOURCES = [
  '*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::a',
  'arn:aws:s3:::a/*',
  'arn:aws:s3:::a*',
  'arn:aws:s3:::b',
  'arn:aws:s3:::b/*',
  'arn:aws:s3:::b/public/*',
  'arn:aws:s3:::*/x',
  'arn:aws:s3:::?/*',
  'arn:aws:s3:::a/home/${aws:username}/*',
  'arn:aws:iam::*:role/*',
  'arn:aws:iam::111122223333:role/admin',
  'arn:aws:iam::111122223333:role/*admin',
  'arn:aws:iam::111122223333:user/*',
  'arn:aws:iam::111122223333:user/${aws:username}',
];

const CONDITIONS: readonly NonNullable<JsonStatement['Condition']>[] = [
  { StringEquals: { 'aws:SourceVpce': 'vpce-1' } },
  { StringEquals: { 'aws:sourcevpce': ['vpce-1', 'vpce-2'] } },
  { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
  { StringLike: { 'aws:SourceVpce': 'vpce-*' } },
  { StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' } },
  { StringNotLike: { 'aws:SourceVpce': 'vpce-?' } },
  { Null: { 'aws:SourceVpce': 'true' } },
  { Null: { 'aws:SourceVpce': 'false' } },
  { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
  { IpAddress: { 'aws:SourceIp': ['10.0.0.0/16', '192.168.0.0/16'] } },
  { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/16' } },
  { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  { StringEquals: { 'aws:username': 'bob' } },
  { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'cost'] } },
  { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'team' } },
  { 'ForAllValues:StringNotEquals': { 'aws:TagKeys': 'cost' } },
  { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': 'team' } },
];

const PRINCIPALS: readonly NonNullable<JsonStatement['Principal']>[] = [
  '*',
  { AWS: '*' },
  { AWS: '111122223333' },
  { AWS: 'arn:aws:iam::111122223333:root' },
  { AWS: 'arn:aws:iam::111122223333:role/deploy' },
  { AWS: ['arn:aws:iam::111122223333:user/bob', '444455556666'] },
  { Service: 'lambda.amazonaws.com' },
  { Service: ['lambda.amazonaws.com', 'ec2.amazonaws.com'] },
  { AWS: '444455556666', Service: 'ec2.amazonaws.com' },
];

function some(words: readonly string[]): fc.Arbitrary<readonly string[]> {
  return fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 });
}

const effect = fc.oneof(
  { arbitrary: fc.constant('Allow' as const), weight: 3 },
  { arbitrary: fc.constant('Deny' as const), weight: 1 },
);

const condition = fc.oneof(
  { arbitrary: fc.constant({}), weight: 3 },
  { arbitrary: fc.constantFrom(...CONDITIONS), weight: 2 },
  {
    arbitrary: fc
      .tuple(fc.constantFrom(...CONDITIONS), fc.constantFrom(...CONDITIONS))
      .map(([a, b]) => ({ ...a, ...b })),
    weight: 1,
  },
);

const what = fc.oneof(
  { arbitrary: some(ACTIONS).map((Action) => ({ Action })), weight: 5 },
  { arbitrary: some(ACTIONS).map((NotAction) => ({ NotAction })), weight: 1 },
);

const where = fc.oneof(
  { arbitrary: some(RESOURCES).map((Resource) => ({ Resource })), weight: 5 },
  { arbitrary: some(RESOURCES).map((NotResource) => ({ NotResource })), weight: 1 },
);

const who = fc.oneof(
  { arbitrary: fc.constantFrom(...PRINCIPALS).map((Principal) => ({ Principal })), weight: 5 },
  { arbitrary: fc.constantFrom(...PRINCIPALS).map((NotPrincipal) => ({ NotPrincipal })), weight: 1 },
);

const identityStatement: fc.Arbitrary<JsonStatement> = fc
  .tuple(effect, what, where, condition)
  .map(([Effect, actions, resources, Condition]) => ({ Effect, ...actions, ...resources, Condition }));

const resourceStatement: fc.Arbitrary<JsonStatement> = fc
  .tuple(identityStatement, who)
  .map(([statement, principal]) => ({ ...statement, ...principal }));

const trustStatement: fc.Arbitrary<JsonStatement> = fc
  .tuple(effect, some(['sts:AssumeRole', 'sts:TagSession', 'sts:*', 'sts:Assume*']), condition, who)
  .map(([Effect, Action, Condition, principal]) => ({ Effect, Action, Condition, ...principal }));

/** Every use of a policy, with the statements that it may have. */
export const KINDS: readonly (readonly [PolicyUse, fc.Arbitrary<JsonStatement>])[] = [
  ['identity', identityStatement],
  ['ceiling', identityStatement],
  ['resource', resourceStatement],
  ['trust', trustStatement],
];

/** A pair as a pull request makes it: some statements stay, some go, some come. */
export function pairOf(
  statement: fc.Arbitrary<JsonStatement>,
): fc.Arbitrary<{ readonly before: readonly JsonStatement[]; readonly after: readonly JsonStatement[] }> {
  const few = fc.array(statement, { maxLength: 2 });
  return fc
    .tuple(few, few, few)
    .map(([kept, gone, fresh]) => ({ before: [...kept, ...gone], after: [...fresh, ...kept] }));
}
