// iam-access-grows: what is newly allowed, each against the case that differs in one field.
import { describe, expect, test } from 'vitest';
import { iamAccessGrows } from '../../../src/classify/rules/iam-access-grows.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { changeOf, contextOf, diffOf, resource, stateOf } from '../example-change.ts';

type Statement = Readonly<Record<string, JsonValue>>;
const READ: Statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/*' };

function hits(change: ParsedChange, others: readonly ParsedChange[] = []): readonly string[] {
  const diff = diffOf({ changes: [change, ...others] });
  return iamAccessGrows
    .check(change, contextOf(['identity'], { diff }))
    .map(({ severity, confidence, message }) => `${severity} ${confidence ?? 'high'}: ${message}`);
}

const json = (...statements: readonly Statement[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

function policy(after: readonly Statement[], before?: readonly Statement[]): ParsedChange {
  return before === undefined
    ? resource('aws_iam_policy', { policy: json(...after) })
    : resource('aws_iam_policy', { policy: json(...after) }, { policy: json(...before) });
}

const with_ = (given: Statement): Statement => ({ ...READ, ...given });
const DOUBT = 'low low: It cannot be told whether this allows more than before: ';

describe('an edit', () => {
  test.each<[string, readonly Statement[], readonly Statement[], readonly string[]]>([
    ['of nothing', [READ], [READ], []],
    ['that takes away', [READ], [with_({ Action: ['s3:GetObject', 's3:PutObject'] })], []],
    [
      'that adds reading elsewhere',
      [with_({ Resource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'] })],
      [READ],
      ['medium high: s3:GetObject on b/* is now allowed.'],
    ],
    [
      'that adds writing',
      [with_({ Action: ['s3:GetObject', 's3:PutObject'] })],
      [READ],
      ['medium high: s3:PutObject on a/* is now allowed.'],
    ],
    [
      'that adds what is no action',
      [with_({ Action: ['s3:GetObject', 's3:HeadObject'] })],
      [READ],
      ["medium high: s3:HeadObject (AWS's tables list no such action) on a/* is now allowed."],
    ],
    [
      'that adds a look',
      [with_({ Action: ['s3:GetObject', 's3:GetObjectTagging'] })],
      [READ],
      ['low high: s3:GetObjectTagging on a/* is now allowed.'],
    ],
    [
      'that widens to every resource',
      [with_({ Resource: '*' })],
      [READ],
      ['high high: s3:GetObject on every resource is now allowed.'],
    ],
    ['that widens a star', [with_({ Action: 's3:*' })], [READ], ['high high: s3:* on a/* is now allowed.']],
    [
      'that adds a role to pass',
      [READ, { Effect: 'Allow', Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/x' }],
      [READ],
      ['high high: iam:PassRole on role/x is now allowed.'],
    ],
    [
      'that takes a condition away',
      [READ],
      [with_({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } })],
      [
        'medium high: s3:GetObject on a/* is now allowed from outside the organisation (the condition aws:PrincipalOrgID is gone).',
      ],
    ],
  ])('%s', (_name, after, before, expected) => {
    expect(hits(policy(after, before))).toEqual(expected);
  });

  test('IAM-09: equivalent forms are no growth', () => {
    const list = { Sid: 'New', Effect: 'Allow', Action: ['S3:getobject'], Resource: ['arn:aws:s3:::a/*'] };
    const before = { policy: JSON.stringify({ Version: '2012-10-17', Statement: { Sid: 'Old', ...READ } }) };
    expect(hits(resource('aws_iam_policy', { policy: json(list) }, before))).toEqual([]);
    expect(
      hits(resource('aws_iam_policy', { policy: json(with_({ Action: 's3:PutObject' })) }, before)),
    ).not.toEqual([]);
  });
});

describe('a new policy', () => {
  test.each<[string, Statement, readonly string[]]>([
    [
      'that reads',
      with_({ Action: 's3:GetObjectTagging' }),
      ['info high: s3:GetObjectTagging on a/* is now allowed.'],
    ],
    ['that reads data', READ, ['low high: s3:GetObject on a/* is now allowed.']],
    ['that writes', with_({ Action: 's3:PutObject' }), ['info high: s3:PutObject on a/* is now allowed.']],
    [
      'that writes everywhere',
      with_({ Action: 'ec2:StopInstances', Resource: '*' }),
      ['medium high: ec2:StopInstances on every resource is now allowed.'],
    ],
    [
      'that reads all secrets',
      with_({ Action: 'secretsmanager:GetSecretValue', Resource: '*' }),
      ['high high: secretsmanager:GetSecretValue on every resource is now allowed.'],
    ],
    [
      'that reads all logs',
      with_({ Action: 'logs:GetLogEvents', Resource: '*' }),
      ['medium high: logs:GetLogEvents on every resource is now allowed.'],
    ],
    [
      'that hands out rights',
      with_({ Action: 'iam:PutRolePolicy', Resource: 'arn:aws:iam::111122223333:role/x' }),
      ['high high: iam:PutRolePolicy on role/x is now allowed.'],
    ],
    ['that only denies', with_({ Effect: 'Deny' }), []],
  ])('%s', (_name, statement, expected) => {
    expect(hits(policy([statement]))).toEqual(expected);
  });

  test('tells the gravest thing of two statements first', () => {
    const pass = { Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' };
    const lines = { Statement: 3, 'Statement[0]': 3, 'Statement[1]': 4 };
    const state = { policy: { value: json(READ, pass), line: 2, sensitive: false, lines } };
    const change = changeOf({ type: 'aws_iam_policy', action: 'create', after: state });
    expect(iamAccessGrows.check(change, contextOf())).toEqual([
      {
        message: 'iam:PassRole on every resource is now allowed. s3:GetObject on a/* is now allowed.',
        line: 4,
        severity: 'high',
      },
    ]);
  });

  test.each<[string, Statement, readonly string[]]>([
    ['IAM-01: another case', { Action: 'IAM:*' }, ['high high: IAM:* on every resource is now allowed.']],
    [
      'IAM-01: question marks',
      { Action: 'i?m:Pass*' },
      ['high high: iam:PassRole on every resource is now allowed.'],
    ],
    [
      'IAM-01: star of all services',
      { Action: '*:*' },
      ['high high: Every action on every resource is now allowed.'],
    ],
    [
      'IAM-02: all but some actions',
      { Action: null, NotAction: 'iam:*' },
      ['high high: Every action but iam:* on every resource is now allowed.'],
    ],
    [
      'IAM-02: all but some resources',
      { Resource: null, NotResource: 'arn:aws:s3:::a', Action: 'iam:PassRole' },
      ['high high: iam:PassRole'],
    ],
  ])('%s', (_name, statement, expected) => {
    const found = hits(policy([{ Effect: 'Allow', Resource: '*', ...statement }]));
    expect(found.map((hit, index) => hit.startsWith(expected[index] ?? 'none'))).toEqual(
      expected.map(() => true),
    );
  });

  test('IAM-05: actions that hand out rights are named', () => {
    for (const action of [
      'CreatePolicyVersion',
      'SetDefaultPolicyVersion',
      'AttachRolePolicy',
      'UpdateAssumeRolePolicy',
      'CreateAccessKey',
      'PutRolePolicy',
    ])
      expect(hits(policy([{ Effect: 'Allow', Action: `iam:${action}`, Resource: '*' }]))).toEqual([
        `high high: iam:${action} on every resource is now allowed.`,
      ]);
  });
});

describe('what cannot be told', () => {
  test.each<[string, ParsedChange, readonly string[]]>([
    [
      'a computed text',
      resource('aws_iam_policy', { policy: { expression: 'var.p' } }),
      [`${DOUBT}part of the policy is computed and not known here (var.p).`],
    ],
    [
      'the same as before',
      resource(
        'aws_iam_policy',
        { policy: { expression: 'var.p' }, name: 'b' },
        { policy: { expression: 'var.p' }, name: 'a' },
      ),
      [],
    ],
    [
      'no longer a text',
      resource('aws_iam_policy', { policy: { expression: 'var.p' } }, { policy: json(READ) }),
      [`${DOUBT}part of the policy is computed and not known here (var.p).`],
    ],
  ])('%s', (_name, change, expected) => {
    expect(hits(change)).toEqual(expected);
  });
});

describe('managed policies', () => {
  const attach = (arn: JsonValue, before?: JsonValue): ParsedChange =>
    resource(
      'aws_iam_role_policy_attachment',
      { policy_arn: arn },
      ...(before === undefined ? [] : [{ policy_arn: before }]),
    );
  test.each<[string, ParsedChange, readonly string[]]>([
    [
      'IAM-12: administrators',
      attach('arn:aws:iam::aws:policy/AdministratorAccess'),
      ['high high: Every action on every resource is now allowed.'],
    ],
    [
      'IAM-12: one of the account, by its number',
      attach('arn:aws:iam::111122223333:policy/x'),
      ['medium low: The policy x is attached and stands elsewhere, so it may allow anything.'],
    ],
    [
      'IAM-12: one that is computed',
      attach({ expression: 'var.arn' }),
      ['low low: It cannot be told what is attached here: var.arn is computed.'],
    ],
    [
      'one that stands elsewhere',
      attach({ expression: 'aws_iam_policy.x.arn' }),
      ['low low: It cannot be told what is attached here: aws_iam_policy.x.arn is not part of this change.'],
    ],
    [
      'one of AWS',
      attach('arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'),
      ['info medium: The AWS managed policy AWSLambdaBasicExecutionRole is attached.'],
    ],
    [
      'one of AWS in any partition',
      attach({ expression: '"arn:${data.aws_partition.current.partition}:iam::aws:policy/ReadOnlyAccess"' }),
      ['info medium: The AWS managed policy ReadOnlyAccess is attached.'],
    ],
    [
      'all of a service',
      attach('arn:aws:iam::aws:policy/AmazonS3FullAccess'),
      [
        'medium medium: The AWS managed policy AmazonS3FullAccess is attached: every action of its service on every resource.',
      ],
    ],
    [
      'the same as before',
      attach('arn:aws:iam::111122223333:policy/x', 'arn:aws:iam::111122223333:policy/x'),
      [],
    ],
    [
      'one fewer',
      resource(
        'AWS::IAM::Role',
        { ManagedPolicyArns: [] },
        { ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] },
      ),
      [],
    ],
  ])('%s', (_name, change, expected) => {
    expect(hits(change)).toEqual(expected);
  });
});

describe('resource policies', () => {
  const bucket = (statement: Statement): ParsedChange =>
    resource('aws_s3_bucket_policy', { policy: json(with_(statement)) });
  test.each<[string, ParsedChange, readonly string[]]>([
    [
      'for a role',
      bucket({ Principal: { AWS: 'arn:aws:iam::111122223333:role/x' } }),
      ['low high: s3:GetObject on a/* by role/x of account 111122223333 is now allowed.'],
    ],
    [
      'for a service with its resource',
      resource('aws_lambda_permission', {
        principal: 's3.amazonaws.com',
        action: 'lambda:InvokeFunction',
        source_arn: 'arn:aws:s3:::a',
      }),
      ['info'],
    ],
    ['for everybody: told as public exposure', bucket({ Principal: '*' }), []],
    [
      'of a key: told as a secret',
      resource('aws_kms_key_policy', {
        policy: json({
          Effect: 'Allow',
          Action: 'kms:Decrypt',
          Resource: '*',
          Principal: { AWS: 'arn:aws:iam::111122223333:role/x' },
        }),
      }),
      [],
    ],
  ])('%s', (_name, change, expected) => {
    expect(hits(change).map((hit, index) => hit.slice(0, expected[index]?.length ?? 0))).toEqual(expected);
  });
});

describe('sessions of a deploy role', () => {
  const ROLES = ['arn:aws:iam::111122223333:role/ci/deploy'];
  const grant = (arn: string): ParsedChange =>
    resource('aws_s3_bucket_policy', { policy: json(with_({ Principal: { AWS: arn } })) });
  const told = (change: ParsedChange, deployRoles: readonly string[]): number =>
    iamAccessGrows
      .check(change, contextOf([], { diff: diffOf({ changes: [change] }), deployRoles }))
      .filter(({ message }) => message.includes('a session of the deploy role deploy')).length;
  test.each<[string, string, readonly string[], number]>([
    ['named by its own ARN', 'arn:aws:sts::111122223333:assumed-role/deploy/s-1', ROLES, 1],
    ['of another role', 'arn:aws:sts::111122223333:assumed-role/plan/s-1', ROLES, 0],
    ['of a role that is no deploy role', 'arn:aws:sts::111122223333:assumed-role/deploy/s-1', [], 0],
    ['the role itself', 'arn:aws:iam::111122223333:role/ci/deploy', ROLES, 0],
  ])('%s', (_name, arn, deployRoles, expected) => {
    expect(told(grant(arn), deployRoles)).toBe(expected);
  });
});

describe('locals', () => {
  const local = changeOf({
    type: 'locals',
    address: 'local.p',
    after: stateOf({ value: [with_({ Action: 'iam:PassRole', Resource: '*' })] }),
  });
  test('are judged where nothing shows their use', () => {
    expect(hits(local)).toEqual(['high high: iam:PassRole on every resource is now allowed.']);
    expect(hits(local, [policy([with_({ Action: 'iam:PassRole', Resource: '*' })])])).toEqual([]);
  });
});

describe('roles of other clouds', () => {
  test.each<[string, ParsedChange, readonly string[]]>([
    [
      'owner of a project',
      resource('google_project_iam_member', { role: 'roles/owner', member: 'user:a@b.c' }),
      ['high high: user:a@b.c now has roles/owner.'],
    ],
    [
      'owner of another project',
      resource(
        'google_project_iam_member',
        { role: 'roles/owner', member: 'user:a@b.c', project: 'b' },
        { role: 'roles/owner', member: 'user:a@b.c', project: 'a' },
      ),
      ['high high: user:a@b.c now has roles/owner on the project b.'],
    ],
    [
      'one member more',
      resource(
        'google_storage_bucket_iam_binding',
        { role: 'roles/storage.admin', members: ['user:a', 'user:b'] },
        { role: 'roles/storage.admin', members: ['user:a'] },
      ),
      ['medium high: user:b now has roles/storage.admin.'],
    ],
    [
      'bindings of a policy',
      {
        ...resource('google_iam_policy', {
          'binding[0].role': 'roles/editor',
          'binding[0].members': ['user:a'],
        }),
        address: 'data.google_iam_policy.x',
      },
      ['high high: user:a now has roles/editor.'],
    ],
    [
      'a role that hands out others',
      resource('google_storage_bucket_iam_member', {
        role: 'roles/iam.serviceAccountTokenCreator',
        member: 'user:a',
      }),
      ['medium high: user:a now has roles/iam.serviceAccountTokenCreator.'],
    ],
    [
      'a computed holder',
      resource('google_project_iam_member', {
        role: 'roles/storage.objectUser',
        member: { expression: 'each.value' },
      }),
      ['low high: Somebody (each.value) now has roles/storage.objectUser.'],
    ],
    [
      'a secret: told as a secret',
      resource('google_secret_manager_secret_iam_member', { role: 'roles/owner', member: 'user:a' }),
      [],
    ],
    [
      'contributor of a subscription',
      resource('azurerm_role_assignment', {
        role_definition_name: 'Contributor',
        scope: '/subscriptions/1',
        principal_id: 'p',
      }),
      ['high high: p now has Contributor on /subscriptions/1.'],
    ],
    [
      'viewer',
      resource('google_project_iam_member', { role: 'roles/viewer', member: 'user:a@b.c' }),
      ['info high: user:a@b.c now has roles/viewer.'],
    ],
    [
      'a computed role',
      resource('google_project_iam_member', { role: { expression: 'var.r' }, member: 'user:a' }),
      ['low low: It cannot be told which role is granted here: var.r is computed.'],
    ],
    [
      'everybody: told as public exposure',
      resource('google_project_iam_member', { role: 'roles/viewer', member: 'allUsers' }),
      [],
    ],
    [
      'owner of a subscription',
      resource('azurerm_role_assignment', {
        role_definition_name: 'Owner',
        scope: '/subscriptions/1',
        principal_id: 'p',
      }),
      ['high high: p now has Owner on /subscriptions/1.'],
    ],
    [
      'owner of one resource',
      resource('azurerm_role_assignment', {
        role_definition_name: 'Owner',
        scope: '/subscriptions/1/resourceGroups/r',
        principal_id: 'p',
      }),
      ['medium high: p now has Owner on /subscriptions/1/resourceGroups/r.'],
    ],
    [
      'owner by its id',
      resource('azurerm_role_assignment', {
        role_definition_id: '/x/8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
        scope: { expression: 'data.azurerm_subscription.s.id' },
        principal_id: 'p',
      }),
      ['high high: p now has Owner on data.azurerm_subscription.s.id.'],
    ],
    [
      'reader',
      resource('azurerm_role_assignment', {
        role_definition_name: 'Reader',
        scope: '/subscriptions/1',
        principal_id: 'p',
      }),
      ['info high: p now has Reader on /subscriptions/1.'],
    ],
    [
      'a custom role with everything',
      resource('azurerm_role_definition', { 'permissions[0].actions': ['*'] }),
      ['high high: A custom role now has *.'],
    ],
    [
      'everything in a database of Lake Formation',
      resource(
        'aws_lakeformation_permissions',
        { principal: 'r', permissions: ['DESCRIBE', 'ALL'] },
        { principal: 'r', permissions: ['DESCRIBE'] },
      ),
      ['high high: r now has ALL in Lake Formation.'],
    ],
    [
      'a right of Lake Formation to pass on',
      resource(
        'aws_lakeformation_permissions',
        { principal: 'r', permissions: ['SELECT'], permissions_with_grant_option: ['SELECT'] },
        { principal: 'r', permissions: ['SELECT'] },
      ),
      ['high high: r now has SELECT in Lake Formation and may pass it on.'],
    ],
    [
      'an administrator of Lake Formation more',
      resource('aws_lakeformation_data_lake_settings', { admins: ['a', 'b'] }, { admins: ['a'] }),
      ['high high: b now has every right of an administrator of Lake Formation.'],
    ],
    [
      'a custom role with something',
      resource('azurerm_role_definition', { 'permissions[0].actions': ['Microsoft.Compute/*/read'] }),
      ['info high: A custom role now has Microsoft.Compute/*/read.'],
    ],
    [
      'administrator of a cluster',
      resource('aws_eks_access_policy_association', {
        policy_arn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
        principal_arn: 'arn:aws:iam::1:role/x',
      }),
      ['high high: arn:aws:iam::1:role/x now has AmazonEKSClusterAdminPolicy.'],
    ],
  ])('%s', (_name, change, expected) => {
    expect(hits(change)).toEqual(expected);
  });
});

test('a policy of a file is judged as a whole, however its statements are named', () => {
  const before = stateOf({
    'Statement[Read].Effect': 'Allow',
    'Statement[Read].Action': 's3:Get*',
    'Statement[Read].Resource': '*',
  });
  const after = stateOf({
    'Statement[All].Effect': 'Allow',
    'Statement[All].Action': 's3:*',
    'Statement[All].Resource': '*',
  });
  const change = changeOf({ format: 'iam-policy', type: 'iam_policy_document', before, after });
  expect(hits(change)).toEqual(['high high: s3:* on every resource is now allowed.']);
  expect(hits({ ...change, after: before })).toEqual([]);
});

test.each([
  ['the policy of one resource', 'aws_sqs_queue_policy', 'sqs:SendMessage', 'this resource'],
  ['a policy of all log groups', 'aws_cloudwatch_log_resource_policy', 'logs:PutLogEvents', 'every resource'],
  ['a ceiling', 'aws_vpc_endpoint_policy', 'sqs:SendMessage', 'every resource'],
])('what a star is in %s', (_name, type, action, expected) => {
  const allow = (Action: string): { readonly policy: string } => ({
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action, Resource: '*', Principal: { AWS: 'arn:aws:iam::444455556666:role/b' } },
      ],
    }),
  });
  const change = resource(type, allow(action), allow('sns:Publish'));
  expect(hits(change).join()).toContain(`${action} on ${expected} by role/b of account 444455556666`);
});

describe('a new holder of what was there', () => {
  const attachment = (roles: readonly string[], arn: string): Readonly<Record<string, JsonValue>> => ({
    roles: [...roles],
    policy_arn: arn,
  });
  test.each<[string, string, string]>([
    ['of everything', 'arn:aws:iam::aws:policy/AdministratorAccess', 'high'],
    ['of a policy that nobody knows here', 'arn:aws:iam::111122223333:policy/own', 'medium'],
  ])('%s', (_name, arn, severity) => {
    const change = resource('aws_iam_policy_attachment', attachment(['a', 'b'], arn), attachment(['a'], arn));
    expect(
      iamAccessGrows
        .check(change, contextOf(['identity']))
        .map((hit) => hit.severity ?? iamAccessGrows.severity),
    ).toEqual([severity]);
  });

  test('pods that get a role', () => {
    const pods = (role: string): Readonly<Record<string, JsonValue>> => ({
      namespace: 'n',
      service_account: 's',
      role_arn: role,
    });
    const change = resource('aws_eks_pod_identity_association', pods('admin'), pods('reader'));
    expect(hits(change)).toEqual([
      'undefined high: Pods with the service account n/s now have the role admin.',
    ]);
  });

  test('an assignment of a permission set', () => {
    const change = resource('aws_ssoadmin_account_assignment', {
      principal_id: 'g',
      permission_set_arn: 'p',
      target_id: '111122223333',
    });
    expect(hits(change)).toEqual(['undefined high: g now has the permission set p in 111122223333.']);
  });
});
