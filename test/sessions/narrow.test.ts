// The ladder: what a change gets, what it does not, and when it cannot be narrowed. Judged by the fake account's evaluator.
import { describe, expect, it } from 'vitest';
import type { Change, ParsedChange } from '../../src/model/change.ts';
import type { Target } from '../../src/model/deploy.ts';
import type { JsonValue } from '../../src/model/json.ts';
import { narrow } from '../../src/sessions/narrow.ts';
import { sealPolicy } from '../../src/sessions/seal-policy.ts';
import { evaluatePolicies, type Policy } from '../doubles/aws/evaluate-policy.ts';
import { ACCOUNT, BOUNDARY, change, DEPLOY_ROLE, NOW, TARGET } from './given.ts';

const BUCKET = 'arn:aws:s3:::acme-logs';
const CI = 'arn:aws:iam::111122223333:role/ci';

function narrowed(
  changes: readonly Change[],
  more: {
    readonly target?: Partial<Target>;
    readonly parsed?: readonly ParsedChange[];
    readonly roles?: readonly string[];
  } = {},
) {
  const target = { ...TARGET, ...more.target };
  return narrow({
    changes,
    target,
    account: ACCOUNT,
    ...(more.parsed === undefined ? {} : { parsed: more.parsed }),
    ...(more.roles === undefined ? {} : { roles: more.roles }),
  });
}

function may(
  result: ReturnType<typeof narrow>,
  action: string,
  resource: string,
  now = NOW,
  policyArn = 'arn:aws:iam::aws:policy/X',
): string {
  const policy = JSON.parse(sealPolicy(result, { notAfter: NOW + 60_000 })) as Policy;
  const context = { 'aws:currenttime': new Date(now).toISOString(), 'iam:policyarn': policyArn };
  const access = evaluatePolicies([{ name: 'session', policies: [policy] }], { action, resource, context });
  return access.kind === 'allowed' ? 'allowed' : access.how;
}

describe('narrow', () => {
  it('gives a new bucket its own actions on its own name', () => {
    const result = narrowed([change('aws_s3_bucket', 'create', { bucket: 'acme-logs' })]);
    expect(result).toMatchObject({ level: 0, fits: true, policyArns: [] });
    expect(may(result, 's3:CreateBucket', BUCKET)).toBe('allowed');
    expect(may(result, 's3:GetBucketPolicy', BUCKET)).toBe('allowed');
    expect(may(result, 's3:CreateBucket', 'arn:aws:s3:::acme-other')).toBe('implicit');
    expect(may(result, 's3:DeleteBucket', BUCKET)).toBe('implicit');
    expect(may(result, 's3:GetObject', `${BUCKET}/key`)).toBe('implicit');
    expect(may(result, 'iam:PassRole', CI)).toBe('implicit');
    expect(may(result, 'ec2:RunInstances', '*')).toBe('implicit');
  });

  it('keeps an update of a role trust to that one write', () => {
    const state = { name: { value: 'ci', line: 2, sensitive: false } };
    const update = change('aws_iam_role', 'update', { assume_role_policy: '{}' });
    const result = narrowed([update], { parsed: [{ ...update, usedIn: [], before: state, after: state }] });
    expect(result.actions.filter((name) => !/:(?:Get|List)/.test(name))).toEqual([
      'iam:UpdateAssumeRolePolicy',
    ]);
    expect(may(result, 'iam:UpdateAssumeRolePolicy', CI)).toBe('allowed');
    expect(may(result, 'iam:UpdateAssumeRolePolicy', 'arn:aws:iam::111122223333:role/ci2')).toBe('implicit');
    expect(may(result, 'iam:AttachRolePolicy', CI)).toBe('implicit');
    expect(may(result, 'iam:DetachRolePolicy', CI)).toBe('implicit');
    expect(may(result, 'iam:TagRole', CI)).toBe('implicit');
  });

  it('never lets a session touch its own deploy role, boundary or another role', () => {
    const result = narrowed([change('aws_iam_role', 'update', { assume_role_policy: '{}' })]);
    expect(may(result, 'iam:UpdateAssumeRolePolicy', DEPLOY_ROLE)).toBe('explicit');
    expect(may(result, 'iam:CreatePolicyVersion', BOUNDARY)).toBe('explicit');
    expect(may(result, 'iam:DeleteRolePermissionsBoundary', CI)).toBe('explicit');
    expect(may(result, 'sts:AssumeRole', CI)).toBe('explicit');
  });

  it('grants a NEVER action to the change that is exactly about it', () => {
    const attach = change('aws_iam_role_policy_attachment', 'create', {
      role: 'ci',
      policy_arn: 'arn:aws:iam::aws:policy/X',
    });
    expect(may(narrowed([attach]), 'iam:AttachRolePolicy', CI)).toBe('allowed');
    expect(may(narrowed([attach]), 'iam:AttachRolePolicy', 'arn:aws:iam::111122223333:role/other')).toBe(
      'implicit',
    );
    const role = change('aws_iam_role', 'create', { name: 'ci', assume_role_policy: '{}' });
    expect(may(narrowed([role]), 'iam:AttachRolePolicy', CI)).toBe('implicit');
  });

  it('passes only a role whose ARN stands in the change', () => {
    const literal = change('aws_lambda_function', 'create', { function_name: 'f', role: CI });
    expect(may(narrowed([literal]), 'iam:PassRole', CI)).toBe('allowed');
    expect(may(narrowed([literal]), 'iam:PassRole', 'arn:aws:iam::111122223333:role/other')).toBe('implicit');
    const open = change('aws_lambda_function', 'create', {
      function_name: 'f',
      role: { expression: 'aws_iam_role.f.arn' },
    });
    expect(may(narrowed([open]), 'iam:PassRole', CI)).toBe('implicit');
    expect(narrowed([open]).explanation.at(-1)).toBe(
      'aws_lambda_function.this: iam:PassRole is not granted for a role whose ARN is not a literal of the change',
    );
  });

  it('never calls an escape action on everything exact, and shows it to reviewers', () => {
    const attach = (role: JsonValue) =>
      change('aws_iam_role_policy_attachment', 'create', { role, policy_arn: 'arn:aws:iam::aws:policy/X' });
    const open = attach({ expression: 'aws_iam_role.ci.name' });
    expect(narrowed([open])).toMatchObject({ level: 2, fits: true });
    expect(narrowed([open]).explanation[1]).toBe(
      'aws_iam_role_policy_attachment.this: iam:AttachRolePolicy on every role, because the role is named by reference',
    );
    expect(may(narrowed([open]), 'iam:AttachRolePolicy', DEPLOY_ROLE)).toBe('explicit');
    const required = { target: { narrowing: 'required' as const } };
    expect(narrowed([open], required)).toMatchObject({ level: 2, fits: false });
    expect(narrowed([attach('ci')], required)).toMatchObject({ level: 0, fits: true });
  });

  it('ties an attachment to its policy where that is known', () => {
    const attach = (policy_arn: JsonValue) =>
      narrowed([change('aws_iam_role_policy_attachment', 'create', { role: 'ci', policy_arn })]);
    const other = 'arn:aws:iam::aws:policy/AdministratorAccess';
    const known = attach('arn:aws:iam::aws:policy/X');
    expect(may(known, 'iam:AttachRolePolicy', CI)).toBe('allowed');
    expect(may(known, 'iam:AttachRolePolicy', CI, NOW, other)).toBe('implicit');
    expect(may(attach({ expression: 'var.arn' }), 'iam:AttachRolePolicy', CI, NOW, other)).toBe('allowed');
  });

  it('takes names and policies from the resources of the same diff', () => {
    const attach = change('aws_iam_role_policy_attachment', 'create', {
      role: { expression: 'aws_iam_role.ci.name' },
      policy_arn: { expression: 'aws_iam_policy.ci.arn' },
    });
    const made = (type: string): ParsedChange => ({
      ...change(type, 'create', {}, { address: `${type}.ci` }),
      usedIn: [],
      before: null,
      after: { name: { value: 'ci', line: 1, sensitive: false } },
    });
    const parsed = [made('aws_iam_role'), made('aws_iam_policy')];
    const result = narrowed([attach], { parsed, target: { narrowing: 'required' } });
    expect(result).toMatchObject({ level: 0, fits: true });
    const policy = 'arn:aws:iam::111122223333:policy/ci';
    expect(may(result, 'iam:AttachRolePolicy', CI, NOW, policy)).toBe('allowed');
    expect(may(result, 'iam:AttachRolePolicy', CI, NOW, `${policy}2`)).toBe('implicit');
    expect(may(result, 'iam:AttachRolePolicy', `${CI}2`, NOW, policy)).toBe('implicit');
  });

  it('leaves the conditions away before it leaves the scope away', () => {
    const many = Array.from({ length: 8 }, (_, at) =>
      change('aws_iam_role_policy_attachment', 'create', {
        role: `ci-${at}`,
        policy_arn: `arn:aws:iam::aws:policy/service-role/AmazonSomething${at}`,
      }),
    );
    const result = narrowed(many);
    expect(result).toMatchObject({ level: 0 });
    expect(result.policy).not.toContain('PolicyARN');
    expect(narrowed(many.slice(0, 2)).policy).toContain('PolicyARN');
  });

  it('protects the deploy roles of other targets, however many there are', () => {
    const other = `${DEPLOY_ROLE}-staging`;
    const open = change('aws_no_such_thing', 'create');
    const flood = Array.from({ length: 100 }, (_, at) => `${DEPLOY_ROLE}-${at}`);
    for (const action of ['iam:PutRolePolicy', 'iam:UpdateRole', 'iam:UpdateRoleDescription']) {
      expect(may(narrowed([open]), action, other)).toBe('allowed');
      expect(may(narrowed([open], { roles: [other] }), action, other)).toBe('explicit');
      expect(may(narrowed([open], { roles: [...flood, other] }), action, other)).toBe('explicit');
    }
    const named = change('aws_iam_role_policy', 'update', { role: 'deploy-staging', policy: '{}' });
    expect(may(narrowed([named]), 'iam:PutRolePolicy', other)).toBe('allowed');
    expect(may(narrowed([named], { roles: [other] }), 'iam:PutRolePolicy', other)).toBe('explicit');
  });

  it.each([
    {
      action: 'iam:CreateAccessKey',
      resource: 'arn:aws:iam::111122223333:user/aigov',
      type: 'aws_iam_access_key',
    },
    { action: 'iam:CreateUser', resource: 'arn:aws:iam::111122223333:user/x', type: 'aws_iam_user' },
    {
      action: 'iam:CreatePolicyVersion',
      resource: 'arn:aws:iam::111122223333:policy/x',
      type: 'aws_iam_policy',
    },
    {
      action: 'iam:CreateOpenIDConnectProvider',
      resource: 'arn:aws:iam::111122223333:oidc-provider/x',
      type: 'aws_iam_openid_connect_provider',
    },
    { action: 'cloudtrail:StopLogging', resource: '*', type: 'aws_cloudtrail' },
    { action: 'organizations:LeaveOrganization', resource: '*', type: 'aws_organizations_account' },
  ])('denies $action at level 4, but for $type', ({ action, resource, type }) => {
    const open = change('aws_no_such_thing', 'create');
    const about = change(type, 'update');
    const read = { ...about, address: `data.${type}.this` };
    expect(may(narrowed([open]), action, resource)).toBe('explicit');
    expect(may(narrowed([open, read]), action, resource)).toBe('explicit');
    expect(may(narrowed([open, about]), action, resource)).toBe('allowed');
  });

  it('tells a large change at once that nothing fits', () => {
    const many = Array.from({ length: 3000 }, (_, at) =>
      change('aws_s3_bucket', 'create', { bucket: `b-${at}` }),
    );
    expect(narrowed(many)).toMatchObject({ level: 4 });
  });

  it('does not take a wildcard in a name for a name', () => {
    const result = narrowed([change('aws_s3_bucket', 'create', { bucket: 'acme-*' })]);
    expect(result.policy).not.toContain('acme-*');
  });

  it('fences the session at the second it was sealed with', () => {
    const result = narrowed([change('aws_s3_bucket', 'create', { bucket: 'acme-logs' })]);
    expect(may(result, 's3:CreateBucket', BUCKET, NOW + 60_000)).toBe('allowed');
    expect(may(result, 's3:CreateBucket', BUCKET, NOW + 60_001)).toBe('explicit');
  });

  it('counts only changes of the target and of no environment', () => {
    const staging = change('aws_sqs_queue', 'create', { name: 'q' }, { environment: 'staging' });
    const shared = change('aws_sns_topic', 'create', { name: 't' }, { environment: null });
    const result = narrowed([staging, shared]);
    expect(may(result, 'sqs:CreateQueue', 'arn:aws:sqs:eu-west-1:111122223333:q')).toBe('implicit');
    expect(may(result, 'sns:CreateTopic', 'arn:aws:sns:eu-west-1:111122223333:t')).toBe('allowed');
  });

  it('asks nothing of AWS for governance files and outputs', () => {
    const owners = change(null, 'update', {}, { format: 'text', kinds: ['governance'], environment: null });
    const result = narrowed([owners, change('output', 'create')]);
    expect(result).toMatchObject({ level: 0, actions: [], fits: true });
    expect(may(result, 's3:ListAllMyBuckets', '*')).toBe('implicit');
  });

  it.each<{ readonly name: string; readonly given: Change; readonly why: string }>([
    {
      name: 'an unknown type',
      given: change('aws_no_such_thing', 'create'),
      why: 'aws_no_such_thing.this: the type aws_no_such_thing is in no table',
    },
    {
      name: 'an unknown action',
      given: change('aws_s3_bucket', 'unknown'),
      why: 'aws_s3_bucket.this: the action is unknown',
    },
    {
      name: 'an opaque file',
      given: change('aws_s3_bucket', 'create', {}, { opaque: true }),
      why: 'aws_s3_bucket.this: the file is opaque',
    },
    {
      name: 'another format',
      given: change('Deployment', 'create', {}, { format: 'kubernetes' }),
      why: 'Deployment.this: the format kubernetes has no table of AWS actions',
    },
    {
      name: 'a variable',
      given: change('variable', 'update'),
      why: 'variable.this: the type variable is in no table',
    },
  ])('does not narrow $name, and says why', ({ given, why }) => {
    const result = narrowed([given]);
    expect(result).toMatchObject({ level: 4, fits: true, actions: ['*'] });
    expect(result.explanation).toEqual([
      'level 4: not narrowed, the session has every right of the role but those by which it would outlive its end',
      why,
    ]);
    expect(narrowed([given], { target: { narrowing: 'required' } }).fits).toBe(false);
    expect(may(result, 'ec2:RunInstances', '*')).toBe('allowed');
    expect(may(result, 'sts:AssumeRole', CI)).toBe('explicit');
    expect(may(result, 'iam:PutRolePermissionsBoundary', CI)).toBe('explicit');
    expect(may(result, 'iam:SetDefaultPolicyVersion', BOUNDARY)).toBe('explicit');
    expect(may(result, 'ec2:RunInstances', '*', NOW + 61_000)).toBe('explicit');
  });

  it('is not narrowed where the target says off, and that fits', () => {
    const result = narrowed([change('aws_s3_bucket', 'create')], { target: { narrowing: 'off' } });
    expect(result).toMatchObject({ level: 4, fits: true });
    expect(result.explanation.at(-1)).toBe('narrowing is off for this target');
  });

  it('is at level 3 with routine rights, which count towards the size', () => {
    const policyArns = ['arn:aws:iam::111122223333:policy/state'];
    const result = narrowed([change('aws_s3_bucket', 'create', { bucket: 'acme-logs' })], {
      target: { policyArns },
    });
    expect(result).toMatchObject({ level: 3, policyArns, fits: true });
    expect(result.policy.length + policyArns.join('').length).toBeLessThanOrEqual(2048);
  });

  it('goes down the ladder as a change grows, and ends at level 4', () => {
    const kinds = [
      'aws_s3_bucket',
      'aws_iam_role',
      'aws_lambda_function',
      'aws_db_instance',
      'aws_ecs_service',
      'aws_lb',
      'aws_eks_cluster',
      'aws_kms_key',
      'aws_cloudfront_distribution',
      'aws_sfn_state_machine',
    ];
    const levels = kinds.map(
      (_, count) =>
        narrowed(kinds.slice(0, count + 1).map((type) => change(type, 'create', { name: 'x' }))).level,
    );
    expect(levels).toEqual(levels.toSorted((a, b) => a - b));
    expect(levels[0]).toBe(0);
    expect(levels.at(-1)).toBe(4);
  });
});
