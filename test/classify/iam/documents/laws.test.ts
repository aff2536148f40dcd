// What holds for any state of any resource: the IAM rules answer, twice the same, and nothing where nothing changed.
import { expect, test } from 'vitest';
import type { FindingRule } from '../../../../src/classify/finding.ts';
import { iamAccessGrows } from '../../../../src/classify/rules/iam-access-grows.ts';
import { iamBoundaryRemoved } from '../../../../src/classify/rules/iam-boundary-removed.ts';
import { iamDenyRemoved } from '../../../../src/classify/rules/iam-deny-removed.ts';
import { iamPrivilegeEscalation } from '../../../../src/classify/rules/iam-privilege-escalation.ts';
import { iamTrustWidened } from '../../../../src/classify/rules/iam-trust-widened.ts';
import { iamWildcard } from '../../../../src/classify/rules/iam-wildcard.ts';
import { publicExposure } from '../../../../src/classify/rules/public-exposure.ts';
import { secretPolicyWidened } from '../../../../src/classify/rules/secret-policy-widened.ts';
import type { ParsedChange } from '../../../../src/model/change.ts';
import type { JsonValue } from '../../../../src/model/json.ts';
import fc from '../../../properties.ts';
import { changeOf, contextOf, diffOf, stateOf } from '../../example-change.ts';

const RULES: readonly FindingRule[] = [
  iamAccessGrows,
  iamBoundaryRemoved,
  iamDenyRemoved,
  iamPrivilegeEscalation,
  iamTrustWidened,
  iamWildcard,
  publicExposure,
  secretPolicyWidened,
];

/** Everything the rules say of one change alone in its pull request. */
function said(change: ParsedChange): readonly unknown[] {
  const diff = diffOf({ changes: [change] });
  return RULES.flatMap((rule): readonly unknown[] => {
    if (rule.on === 'diff') return rule.check(diff);
    return rule.on === 'change' ? rule.check(change, contextOf([], { diff })) : [];
  });
}

const words = fc.constantFrom(
  '*',
  'Allow',
  'Deny',
  's3:*',
  'iam:PassRole',
  'sts:AssumeRole',
  '111122223333',
  '${a}',
  '!If [',
  'arn:aws:iam::aws:policy/AdministratorAccess',
  '',
);
const expression = fc
  .constantFrom(
    'var.a',
    'data.aws_iam_policy_document.x.json',
    'file("a.json")',
    '!If ["A", {"Effect": "Deny"}]',
  )
  .map((source) => ({ expression: source }));
const leaf: fc.Arbitrary<JsonValue> = fc.oneof(
  words,
  expression,
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
);
const value: fc.Arbitrary<JsonValue> = fc.letrec<{ any: JsonValue }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom(
        'Statement',
        'Effect',
        'Action',
        'NotAction',
        'Resource',
        'Principal',
        'Condition',
        'AWS',
        'StringEquals',
        'Sid',
        'content',
        'for_each',
        '0',
      ),
      tie('any'),
      { maxKeys: 4 },
    ),
  ),
})).any;
const state = fc
  .dictionary(
    fc.constantFrom(
      'policy',
      'assume_role_policy',
      'statement[0].actions',
      'statement[0].principals[0].identifiers',
      'dynamic.statement[0].content[0].actions',
      'source_policy_documents',
      'policy_arn',
      'permissions_boundary',
      'PolicyDocument',
      'principal',
    ),
    fc.oneof(
      value,
      value.map((one) => JSON.stringify(one)),
    ),
    { maxKeys: 4 },
  )
  .map(stateOf);
const type = fc.constantFrom(
  'aws_iam_policy',
  'aws_iam_role',
  'aws_iam_policy_document',
  'aws_kms_key',
  'aws_s3_bucket_policy',
  'aws_lambda_permission',
  'AWS::IAM::Role',
  'iam_policy_document',
  'module',
  'locals',
);

test('any change gets an answer, twice the same', () => {
  fc.assert(
    fc.property(type, fc.option(state), fc.option(state), (name, before, after) => {
      const address = name === 'aws_iam_policy_document' ? 'data.aws_iam_policy_document.x' : `${name}.x`;
      const change = changeOf({ type: name, address, before, after });
      expect(said(change)).toEqual(said({ ...change }));
    }),
    { numRuns: 50 },
  );
});

test('a change of nothing says nothing', () => {
  fc.assert(
    fc.property(type, state, (name, both) => {
      expect(said(changeOf({ type: name, before: both, after: { ...both } }))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
