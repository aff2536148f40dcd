// Documents that no policy language would take: any text anywhere, unknown texts among them.
import type {
  PolicyCondition,
  PolicyDocument,
  PolicyPrincipal,
  PolicySet,
  PolicyStatement,
  PolicyText,
} from '../../../../src/classify/iam/policy-document.ts';
import fc from '../../../properties.ts';

const WORDS = [
  '*',
  '',
  ':',
  's3:*',
  's3:Get*',
  'iam:PassRole',
  'arn:aws:s3:::a/*',
  'arn:aws:iam::*:role/${aws:username}',
  '${',
  '${}',
  '${aws:x',
  'arn:',
  'arn:aws',
  '?',
  '**?*',
  '111122223333',
  'arn:aws:iam::111122223333:root',
  'true',
  '10.0.0.0/8',
  '::/0',
  '2026-01-01',
  '1e999',
];

const anyText = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc
    .array(fc.constantFrom('*', '?', 'a', ':', '/', '\ue000', '${aws:username}'), { maxLength: 12 })
    .map((parts) => parts.join('')),
);

const text: fc.Arbitrary<PolicyText> = fc.oneof(
  { arbitrary: anyText.map((known) => ({ kind: 'known' as const, text: known })), weight: 5 },
  {
    arbitrary: fc.constantFrom('var.a', 'var.b', '').map((source) => ({ kind: 'unknown' as const, source })),
    weight: 1,
  },
);

const texts = fc.array(text, { maxLength: 4 });

const set: fc.Arbitrary<PolicySet> = fc.record({ not: fc.boolean(), texts });

const principal: fc.Arbitrary<PolicyPrincipal> = fc.record({
  type: fc.oneof(fc.constantFrom('AWS', 'Service', 'Federated', 'CanonicalUser', '*'), anyText),
  text,
});

const condition: fc.Arbitrary<PolicyCondition> = fc.record({
  operator: fc.oneof(
    fc.constantFrom(
      'StringEquals',
      'StringNotLike',
      'ArnLike',
      'Bool',
      'Null',
      'IpAddress',
      'NumericLessThan',
      'DateGreaterThan',
      'ForAllValues:StringLike',
      'ForAnyValue:StringNotEquals',
      'StringEqualsIfExists',
      'BinaryEquals',
    ),
    anyText,
  ),
  key: fc.oneof(fc.constantFrom('aws:SourceIp', 'aws:username', 'aws:PrincipalArn', 'aws:TagKeys'), anyText),
  values: texts,
});

const statement: fc.Arbitrary<PolicyStatement> = fc.record({
  sid: fc.constant(null),
  effect: fc.constantFrom('Allow' as const, 'Deny' as const, 'unknown' as const),
  actions: set,
  resources: fc.option(set),
  principals: fc.option(fc.record({ not: fc.boolean(), entries: fc.array(principal, { maxLength: 3 }) })),
  conditions: fc.array(condition, { maxLength: 3 }),
  line: fc.integer({ min: 1, max: 99 }),
});

export const garbage: fc.Arbitrary<PolicyDocument> = fc.record({
  use: fc.constantFrom('identity' as const, 'trust' as const, 'resource' as const, 'ceiling' as const),
  version: fc.option(fc.constantFrom('2012-10-17', '2008-10-17', 'x')),
  statements: fc.array(statement, { maxLength: 4 }),
  unknown: fc.array(fc.constantFrom('data.a', 'data.b'), { maxLength: 1 }),
  path: fc.constant(''),
  line: fc.constant(1),
});
