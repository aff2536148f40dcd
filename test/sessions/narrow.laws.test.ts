// What holds for every session policy, whatever changes and whatever target: fence, self-protection, size.
import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/model/words.ts';
import { narrow } from '../../src/sessions/narrow.ts';
import { sealPolicy } from '../../src/sessions/seal-policy.ts';
import { evaluatePolicies, type Policy } from '../doubles/aws/evaluate-policy.ts';
import fc from '../properties.ts';
import { ACCOUNT, BOUNDARY, change, DEPLOY_ROLE, NOW, REVOKER_ROLE, TARGET } from './given.ts';

const TYPES = [
  'aws_s3_bucket',
  'aws_iam_role',
  'aws_iam_policy',
  'aws_iam_role_policy_attachment',
  'aws_instance',
  'aws_security_group',
  'aws_db_instance',
  'aws_lambda_function',
  'aws_kms_key',
  'aws_nothing_known',
  'random_id',
  'output',
  'variable',
];
const NAMES = [
  'name',
  'bucket',
  'role',
  'path',
  'policy',
  'permissions_boundary',
  'assume_role_policy',
  'tags',
  'function_name',
];

const OTHER_ROLE = 'arn:aws:iam::111122223333:role/deploy-of-another-target';
const changes = fc.array(
  fc
    .record({
      type: fc.constantFrom(...TYPES),
      action: fc.constantFrom(...ACTIONS),
      values: fc.dictionary(
        fc.constantFrom(...NAMES),
        fc.oneof(fc.string(), fc.constant('*'), fc.constant('a","*'), fc.constant('ünï'), fc.constant(null)),
      ),
      opaque: fc.constantFrom(false, false, false, true),
    })
    .map(({ type, action, values, opaque }) => change(type, action, values, { opaque })),
  { maxLength: 8 },
);
const inputs = fc.record({
  changes,
  target: fc
    .record({
      narrowing: fc.constantFrom('required' as const, 'preferred' as const, 'off' as const),
      policyArns: fc.constantFrom([], ['arn:aws:iam::aws:policy/ReadOnlyAccess']),
    })
    .map((more) => ({ ...TARGET, ...more })),
  account: fc.constantFrom(ACCOUNT, { ...ACCOUNT, revokerRole: null }),
  roles: fc
    .nat({ max: 60 })
    .map((more) => Array.from({ length: more + 1 }, (_, at) => `${OTHER_ROLE}-${at}`)),
});

const FORBIDDEN: readonly (readonly [string, string])[] = [
  ['iam:CreatePolicyVersion', BOUNDARY],
  ['iam:SetDefaultPolicyVersion', BOUNDARY],
  ['iam:DeletePolicyVersion', BOUNDARY],
  ['iam:DeletePolicy', BOUNDARY],
  ['iam:PutRolePermissionsBoundary', DEPLOY_ROLE],
  ['iam:DeleteRolePermissionsBoundary', 'arn:aws:iam::111122223333:role/any'],
  ['iam:UpdateAssumeRolePolicy', DEPLOY_ROLE],
  ['sts:AssumeRole', REVOKER_ROLE],
  ['sts:AssumeRoleWithWebIdentity', 'arn:aws:iam::111122223333:role/any'],
];

function access(policy: string, action: string, resource: string, now: number): string {
  const layers = [{ name: 'session', policies: [JSON.parse(policy) as Policy] }];
  const result = evaluatePolicies(layers, {
    action,
    resource,
    context: { 'aws:currenttime': new Date(now).toISOString() },
  });
  return result.kind === 'allowed' ? 'allowed' : result.how;
}

describe('every session policy', () => {
  it('holds the fence and the self-protection, fits in STS and is the same twice', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const result = narrow(input);
        const sealed = sealPolicy(result, { notAfter: NOW });
        expect(sealed.length).toBe(result.policy.length);
        expect(sealed.length + result.policyArns.join('').length).toBeLessThanOrEqual(2048);
        expect(sealed).toMatch(/^[ -\u00ff]*$/);
        for (const [action, resource] of FORBIDDEN)
          expect(access(sealed, action, resource, NOW)).toBe('explicit');
        for (const action of ['iam:UpdateAssumeRolePolicy', 'iam:PutRolePolicy', 'iam:UpdateRole'])
          expect(access(sealed, action, `${OTHER_ROLE}-0`, NOW)).not.toBe('allowed');
        expect(access(sealed, 's3:ListBucket', 'arn:aws:s3:::any', NOW + 1)).toBe('explicit');
        expect(access(result.policy, 's3:ListBucket', 'arn:aws:s3:::any', NOW)).toBe('explicit');
        expect(narrow(input)).toEqual(result);
        // The first line is about the level, and level 2 reads on every resource.
        const [, ...single] = result.explanation;
        const open = result.level === 4 || single.some((line) => / on every \w+, /.test(line));
        expect(result.fits).toBe(!(open && input.target.narrowing === 'required'));
        expect(open && result.level < 2).toBe(false);
      }),
      { numRuns: 150 },
    );
  });
});
