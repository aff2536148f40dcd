// iam-privilege-escalation: sets that the head completes, alone and spread over the policies of one holder.
import { expect, test } from 'vitest';
import { iamPrivilegeEscalation } from '../../../src/classify/rules/iam-privilege-escalation.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { changeOf, diffOf, resource, stateOf } from '../example-change.ts';

function found(...changes: readonly ParsedChange[]): readonly string[] {
  return iamPrivilegeEscalation
    .check(diffOf({ changes }))
    .map(({ address, file, line, message }) => `${file}:${line} ${address} ${message}`);
}

const json = (...actions: readonly string[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: actions.map((Action) => ({ Effect: 'Allow', Action, Resource: '*' })),
  });

function named(change: ParsedChange, address: string, file = 'main.tf'): ParsedChange {
  return { ...change, address, file };
}

const policy = (after: string, before?: string): ParsedChange =>
  resource('aws_iam_policy', { policy: after }, ...(before === undefined ? [] : [{ policy: before }]));

const FUNCTION = ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'] as const;
const WAY = /known way to every other right/;

test.each<[string, ParsedChange, readonly string[]]>([
  [
    'IAM-03: a role to pass and a function to run',
    policy(json(...FUNCTION)),
    [
      'main.tf:2 aws_iam_policy.example iam:PassRole, lambda:CreateFunction and lambda:InvokeFunction are together a known way to every other right.',
    ],
  ],
  ['IAM-03: without the role to pass', policy(json('lambda:CreateFunction', 'lambda:InvokeFunction')), []],
  ['what the base had', policy(json(...FUNCTION, 's3:GetObject'), json(...FUNCTION)), []],
  [
    'the last action of a set',
    policy(json(...FUNCTION), json('iam:PassRole', 'lambda:CreateFunction')),
    [
      'main.tf:2 aws_iam_policy.example lambda:InvokeFunction, with iam:PassRole and lambda:CreateFunction that it had already, are together a known way to every other right.',
    ],
  ],
  [
    'a set that is denied',
    policy(
      JSON.stringify({
        Statement: [
          ...FUNCTION.map((Action) => ({ Effect: 'Allow', Action, Resource: '*' })),
          { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' },
        ],
      }),
    ),
    [],
  ],
  [
    'IAM-05: one action is enough',
    policy(json('iam:CreatePolicyVersion')),
    ['main.tf:2 aws_iam_policy.example iam:CreatePolicyVersion is a known way to every other right.'],
  ],
  [
    'a role to assume, by its name',
    policy(
      JSON.stringify({
        Statement: [
          { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::111122223333:role/a' },
        ],
      }),
    ),
    [],
  ],
  [
    'every role to assume',
    policy(
      JSON.stringify({
        Statement: [
          { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::111122223333:role/*' },
        ],
      }),
    ),
    ['main.tf:2 aws_iam_policy.example sts:AssumeRole is a known way to every other right.'],
  ],
  [
    'a resource policy gives no identity anything',
    resource('aws_s3_bucket_policy', {
      policy: JSON.stringify({
        Statement: [{ Effect: 'Allow', Action: 'iam:CreatePolicyVersion', Resource: '*', Principal: '*' }],
      }),
    }),
    [],
  ],
  ['a local', changeOf({ type: 'locals', after: stateOf({ value: json('iam:CreatePolicyVersion') }) }), []],
])('%s', (_name, change, expected) => {
  expect(found(change)).toEqual(expected);
});

test('administrators complete every set, told once', () => {
  const [only, ...others] = found(
    resource('aws_iam_role_policy_attachment', {
      role: 'ci',
      policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
  );
  expect(only).toMatch(/and \d+ more ways/);
  expect(others).toEqual([]);
});

const ref = (expression: string): JsonValue => ({ expression });
const ROLE = ref('aws_iam_role.ci.name');
const half = (name: string, role: JsonValue, ...actions: readonly string[]): ParsedChange =>
  named(
    resource('aws_iam_role_policy', { role, policy: json(...actions) }),
    `aws_iam_role_policy.${name}`,
    `${name}.tf`,
  );

test('policies of one role in several files are judged together, on the line of the last', () => {
  const pass = half('pass', ROLE, 'iam:PassRole');
  const run = half('run', ROLE, 'lambda:CreateFunction', 'lambda:InvokeFunction');
  expect(found(pass, run)).toEqual([expect.stringMatching(WAY)]);
  expect(
    found(
      pass,
      half('run', ref('aws_iam_role.other.name'), 'lambda:CreateFunction', 'lambda:InvokeFunction'),
    ),
  ).toEqual([]);
});

test('a policy belongs to whom it is attached to, with the document block it is made of', () => {
  const document = named(
    resource('aws_iam_policy_document', {
      'statement[0].actions': ['lambda:CreateFunction', 'lambda:InvokeFunction'],
      'statement[0].resources': ['*'],
    }),
    'data.aws_iam_policy_document.run',
    'run.tf',
  );
  const made = named(
    resource('aws_iam_policy', { policy: ref('data.aws_iam_policy_document.run.json') }),
    'aws_iam_policy.run',
  );
  const attached = named(
    resource('aws_iam_role_policy_attachment', { role: ROLE, policy_arn: ref('aws_iam_policy.run.arn') }),
    'aws_iam_role_policy_attachment.run',
  );
  const pass = half('pass', ROLE, 'iam:PassRole');
  expect(found(document, made, attached)).toEqual([]);
  expect(found(document, made, attached, pass)).toEqual([expect.stringMatching(WAY)]);
  expect(found(document, made, pass)).toEqual([]);
});

test('an existing policy that is newly attached gives its holder all of it', () => {
  const before = { policy: json('iam:PassRole', 'lambda:CreateFunction') };
  const kept = named(
    resource('aws_iam_policy', { ...before, name: 'b' }, { ...before, name: 'a' }),
    'aws_iam_policy.run',
  );
  const attached = named(
    resource('aws_iam_role_policy_attachment', { role: ROLE, policy_arn: ref('aws_iam_policy.run.arn') }),
    'aws_iam_role_policy_attachment.run',
  );
  expect(found(kept)).toEqual([]);
  expect(found(kept, attached, half('invoke', ROLE, 'lambda:InvokeFunction'))).toEqual([
    expect.stringMatching(WAY),
  ]);
});
