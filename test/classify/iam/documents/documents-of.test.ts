// Policies of a change, whatever carries them: what is read, and what is judged where it stands.
import { expect, test } from 'vitest';
import { documentPair } from '../../../../src/classify/iam/documents/documents-of.ts';
import type { PolicyDocument, PolicyText } from '../../../../src/classify/iam/policy-document.ts';
import type { ParsedChange } from '../../../../src/model/change.ts';
import type { JsonValue } from '../../../../src/model/json.ts';
import { changeOf, diffOf, resource, stateOf } from '../../example-change.ts';

type Values = Readonly<Record<string, JsonValue>>;
const ALLOW = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/*' };
const json = (...statements: readonly JsonValue[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** A document as one line: use, statements, what is unknown. */
function brief({ use, statements, unknown }: PolicyDocument): string {
  const said = statements.map(({ effect, actions, resources, principals, conditions }) =>
    [
      effect,
      `${actions.not ? 'not ' : ''}${actions.texts.map(shown).join()}`,
      resources === null ? '' : `on ${resources.not ? 'not ' : ''}${resources.texts.map(shown).join()}`,
      principals === null
        ? ''
        : `by ${principals.not ? 'not ' : ''}${principals.entries.map(({ type, text }) => `${type}=${shown(text)}`).join()}`,
      conditions
        .map(({ operator, key, values }) => `if ${operator} ${key} ${values.map(shown).join()}`)
        .join(),
    ]
      .filter((part) => part !== '')
      .join(' '),
  );
  return [use, ...said, ...unknown.map((source) => `? ${source}`)].join(' | ');
}

function shown(text: PolicyText): string {
  return text.kind === 'known' ? text.text : `<${text.source}>`;
}

function read(change: ParsedChange, others: readonly ParsedChange[] = []): readonly string[] {
  return documentPair(change, diffOf({ changes: [change, ...others] })).after.map(brief);
}

const block = (name: string, after: Values, before?: Values): ParsedChange => ({
  ...resource('aws_iam_policy_document', after, before),
  address: `data.aws_iam_policy_document.${name}`,
});

const standingFile = (statement: JsonValue): ParsedChange => ({
  ...changeOf({ format: 'iam-policy', type: 'iam_policy_document', file: 'p.json', action: 'update' }),
  before: stateOf({ Statement: [statement] }),
  after: stateOf({ Statement: [statement] }),
  standing: true,
});

test.each<[string, ParsedChange, readonly string[]]>([
  [
    'JSON text',
    resource('aws_iam_policy', { policy: json(ALLOW) }),
    ['identity | Allow s3:GetObject on arn:aws:s3:::a/*'],
  ],
  [
    'one statement without a list',
    resource('aws_iam_policy', { policy: JSON.stringify({ Statement: ALLOW }) }),
    ['identity | Allow s3:GetObject on arn:aws:s3:::a/*'],
  ],
  [
    'an object',
    resource('AWS::IAM::ManagedPolicy', {
      'PolicyDocument.Statement[0].Effect': 'Allow',
      'PolicyDocument.Statement[0].NotAction': ['iam:*'],
      'PolicyDocument.Statement[0].Resource': '*',
    }),
    ['identity | Allow not iam:* on *'],
  ],
  [
    'trust of a role',
    resource('aws_iam_role', {
      assume_role_policy: json({
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: ['ec2.amazonaws.com'] },
      }),
    }),
    ['trust | Allow sts:AssumeRole by Service=ec2.amazonaws.com'],
  ],
  [
    'inline policies of a role',
    resource('AWS::IAM::Role', {
      'Policies[0].PolicyName': 'a',
      'Policies[0].PolicyDocument.Statement': [ALLOW],
    }),
    ['identity | Allow s3:GetObject on arn:aws:s3:::a/*'],
  ],
  [
    'a resource policy',
    resource('aws_s3_bucket_policy', {
      policy: json({ ...ALLOW, Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    }),
    ['resource | Allow s3:GetObject on arn:aws:s3:::a/* by *=* if Bool aws:SecureTransport true'],
  ],
  [
    'a control policy',
    resource('aws_organizations_policy', { content: json({ ...ALLOW, Effect: 'Deny' }) }),
    ['ceiling | Deny s3:GetObject on arn:aws:s3:::a/*'],
  ],
  [
    'a text that is computed',
    resource('aws_iam_policy', { policy: { expression: 'var.p' } }),
    ['identity | ? var.p'],
  ],
  [
    'a content that is computed',
    resource('aws_organizations_policy', { content: { expression: 'var.p' } }),
    ['ceiling | ? var.p'],
  ],
  ['content of anything else', resource('aws_s3_object', { content: { expression: 'var.p' } }), []],
  ['a policy on ageing', resource('aws_ecr_lifecycle_policy', { policy: { expression: 'var.p' } }), []],
  [
    'statements that are computed',
    resource('aws_iam_policy', { policy: JSON.stringify({ Statement: { expression: 'local.all' } }) }),
    ['identity | ? local.all'],
  ],
  [
    'an effect that is computed',
    resource('aws_iam_policy', { policy: json({ ...ALLOW, Effect: { expression: 'var.e' } }) }),
    ['identity | unknown s3:GetObject on arn:aws:s3:::a/*'],
  ],
  [
    'a function in a resource',
    resource('aws_iam_policy', { policy: json({ ...ALLOW, Resource: { Ref: 'B' } }) }),
    ['identity | Allow s3:GetObject on <Ref …>'],
  ],
  [
    'blocks',
    block('a', {
      'statement[0].actions': ['sts:AssumeRoleWithWebIdentity'],
      'statement[0].principals[0].type': 'Federated',
      'statement[0].principals[0].identifiers': [{ expression: 'aws_iam_openid_connect_provider.g.arn' }],
      'statement[0].condition[0].test': 'StringEquals',
      'statement[0].condition[0].variable': { expression: '"${local.issuer}:sub"' },
      'statement[0].condition[0].values': ['a'],
    }),
    [
      'trust | Allow sts:AssumeRoleWithWebIdentity by Federated=<aws_iam_openid_connect_provider.g.arn> if StringEquals "${local.issuer}:sub" a',
    ],
  ],
  [
    'a dynamic statement: a Deny in it may not be there',
    block('a', {
      'dynamic.statement[0].for_each': { expression: 'var.all' },
      'dynamic.statement[0].content[0].actions': { expression: 'statement.value' },
      'dynamic.statement[1].content[0].effect': 'Deny',
      'dynamic.statement[1].content[0].actions': ['s3:*'],
    }),
    ['identity | Allow <statement.value> | Deny s3:* if (computed) (computed) <dynamic> | ? var.all'],
  ],
  ...([{}, [], { expression: 'toset([])' }] as const).map(
    (none): [string, ParsedChange, readonly string[]] => [
      `a dynamic statement of which none are made: ${JSON.stringify(none)}`,
      block('a', {
        'statement[0].actions': ['s3:*'],
        'dynamic.statement[0].for_each': none,
        'dynamic.statement[0].content[0].actions': ['iam:*'],
        'dynamic.statement[1].for_each': ['x'],
        'dynamic.statement[1].content[0].actions': ['sqs:*'],
      }),
      ['identity | Allow s3:* | Allow sqs:*'],
    ],
  ),
  [
    'a dynamic condition of which none are made is none',
    block('a', {
      'statement[0].actions': ['s3:*'],
      'statement[0].dynamic.condition[0].for_each': [],
      'statement[0].dynamic.condition[0].content[0].test': 'StringEquals',
    }),
    ['identity | Allow s3:*'],
  ],
  [
    'nothing but dynamic statements of which none are made',
    block('a', {
      'dynamic.statement[0].for_each': [],
      'dynamic.statement[0].content[0].actions': ['iam:*'],
    }),
    [],
  ],
  [
    'dynamic principals and conditions: a condition that may not be there is none that anybody knows',
    block('a', {
      'statement[0].actions': ['sts:AssumeRole'],
      'statement[0].dynamic.principals[0].for_each': { expression: 'var.trusted' },
      'statement[0].dynamic.principals[0].content[0].type': 'AWS',
      'statement[0].dynamic.principals[0].content[0].identifiers': { expression: 'principals.value' },
      'statement[0].dynamic.condition[0].content[0].test': 'StringEquals',
      'statement[0].dynamic.condition[0].content[0].variable': 'sts:ExternalId',
      'statement[0].dynamic.condition[0].content[0].values': ['x'],
    }),
    [
      expect.stringMatching(
        /^trust \| Allow sts:AssumeRole by AWS=<principals\.value> if \(computed\) \(computed\) </,
      ),
    ],
  ],
  [
    'a condition that is computed, as a whole and below its operator',
    resource('aws_iam_policy', {
      policy: json(
        { ...ALLOW, Condition: { expression: 'var.c' } },
        { ...ALLOW, Condition: { Bool: { expression: 'var.b' } } },
      ),
    }),
    [
      'identity | Allow s3:GetObject on arn:aws:s3:::a/* if (computed) (computed) <var.c> | Allow s3:GetObject on arn:aws:s3:::a/* if Bool (computed) <var.b>',
    ],
  ],
  [
    'conditions in blocks without a key, and with a computed operator',
    block('a', {
      'statement[0].actions': ['a:b'],
      'statement[0].condition[0].test': { expression: 'var.t' },
      'statement[0].condition[0].values': ['x'],
    }),
    ['identity | Allow a:b if (computed) (computed) x'],
  ],
  [
    'a module that passes both members on',
    block('a', {
      'statement[0].actions': { expression: 'try(s.actions, null)' },
      'statement[0].not_actions': { expression: 'try(s.not_actions, null)' },
    }),
    ['identity | Allow <try(s.actions, null)>,<try(s.not_actions, null)>'],
  ],
  [
    'statements of a module',
    changeOf({
      type: 'module',
      after: stateOf({
        'policy_statements.read': { effect: 'Allow', actions: ['s3:GetObject'], resources: ['*'] },
      }),
    }),
    ['identity | Allow s3:GetObject on *'],
  ],
  [
    'a permission in fields',
    resource('aws_lambda_permission', {
      principal: 's3.amazonaws.com',
      function_name: 'f',
      source_arn: 'arn:aws:s3:::a',
    }),
    [
      'resource | Allow lambda:InvokeFunction on <f> by Service=s3.amazonaws.com if ArnLike aws:SourceArn arn:aws:s3:::a',
    ],
  ],
  [
    'a permission of CloudFormation',
    resource('AWS::Lambda::Permission', {
      Action: 'lambda:*',
      Principal: '*',
      FunctionName: 'f',
      PrincipalOrgID: 'o-1',
    }),
    ['resource | Allow lambda:* on <f> by *=* if StringEquals aws:PrincipalOrgID o-1'],
  ],
  [
    'a grant of a key',
    resource('aws_kms_grant', {
      grantee_principal: 'arn:aws:iam::111122223333:role/a',
      operations: ['Decrypt'],
      key_id: 'k',
    }),
    ['resource | Allow kms:Decrypt on <k> by AWS=arn:aws:iam::111122223333:role/a'],
  ],
  [
    'a statement behind a condition of a template',
    resource('AWS::S3::BucketPolicy', {
      'PolicyDocument.Statement': [
        {
          expression: '!If ["A", {"Effect": "Allow", "Action": "s3:*", "Principal": "*"}, !Ref AWS::NoValue]',
        },
      ],
    }),
    ['resource | Allow s3:* by *=*'],
  ],
  [
    'rules of a web firewall',
    resource('aws_wafv2_web_acl', { 'rule[0].statement[0].rate_based_statement[0].limit': 9 }),
    [],
  ],
  ['a taint', resource('aws_eks_node_group', { 'taint[0].effect': 'NO_SCHEDULE', 'taint[0].key': 'a' }), []],
])('%s', (_name, change, expected) => {
  expect(read(change)).toEqual(expected);
});

test('HCL-21: a policy in any attribute of any resource is read, whatever it is called', () => {
  expect(read(resource('acme_widget', { 'settings.rights': json(ALLOW) }))).toEqual([
    'identity | Allow s3:GetObject on arn:aws:s3:::a/*',
  ]);
});

const INNER = {
  'statement[0].sid': 'A',
  'statement[0].actions': ['s3:Get*'],
  'statement[0].resources': ['*'],
};
const OUTER = { 'statement[0].sid': 'B', 'statement[0].actions': ['ec2:*'], 'statement[0].resources': ['*'] };
const SOURCE = { source_policy_documents: [{ expression: 'data.aws_iam_policy_document.inner.json' }] };

test.each<[string, ParsedChange, readonly ParsedChange[], readonly string[]]>([
  [
    'a literal source',
    block('a', { ...OUTER, source_policy_documents: [json({ Sid: 'S', ...ALLOW })] }),
    [],
    ['identity | Allow s3:GetObject on arn:aws:s3:::a/* | Allow ec2:* on *'],
  ],
  [
    'a source elsewhere',
    block('a', { ...OUTER, ...SOURCE }),
    [],
    ['identity | Allow ec2:* on * | ? data.aws_iam_policy_document.inner.json'],
  ],
  [
    'a source in the diff',
    block('a', { ...OUTER, ...SOURCE }),
    [block('inner', INNER)],
    ['identity | Allow s3:Get* on * | Allow ec2:* on *'],
  ],
  [
    'an own statement replaces one of a source',
    block('a', { ...OUTER, 'statement[0].sid': 'A', ...SOURCE }),
    [block('inner', INNER)],
    ['identity | Allow ec2:* on *'],
  ],
  [
    'an override replaces both',
    block('a', { ...OUTER, override_policy_documents: [json({ ...ALLOW, Sid: 'B', Effect: 'Deny' })] }),
    [],
    ['identity | Deny s3:GetObject on arn:aws:s3:::a/*'],
  ],
  [
    'a ring of sources ends',
    block('inner', { ...INNER, ...SOURCE }),
    [],
    ['identity | Allow s3:Get* on * | ? data.aws_iam_policy_document.inner.json'],
  ],
])('document blocks: %s', (_name, change, others, expected) => {
  expect(read(change, others)).toEqual(expected);
});

const POLICY = { expression: 'data.aws_iam_policy_document.inner.json' };
const USES = resource('aws_iam_policy', { policy: POLICY });

test.each<[string, ParsedChange, readonly ParsedChange[], readonly string[]]>([
  ['that the diff creates are judged where they stand', USES, [block('inner', INNER)], []],
  [
    'that the diff changes are judged in full where they are newly named',
    USES,
    [block('inner', INNER, OUTER)],
    ['identity | Allow s3:Get* on *'],
  ],
  [
    'that are not in the diff are unknown',
    USES,
    [],
    ['identity | ? data.aws_iam_policy_document.inner.json'],
  ],
  [
    'of another folder are not in the diff',
    USES,
    [{ ...block('inner', INNER), file: 'other/main.tf' }],
    ['identity | ? data.aws_iam_policy_document.inner.json'],
  ],
  [
    'that were named before bring nothing new',
    resource('aws_iam_policy', { policy: POLICY, name: 'b' }, { policy: POLICY, name: 'a' }),
    [],
    [],
  ],
  [
    'that are picked from a list of one',
    resource('aws_iam_policy', {
      policy: { expression: 'try(data.aws_iam_policy_document.inner[0].json, "")' },
    }),
    [block('inner', INNER)],
    [],
  ],
  [
    'that are one of two ways',
    resource('aws_iam_policy', {
      policy: { expression: 'var.a ? data.aws_iam_policy_document.inner.json : var.other' },
    }),
    [block('inner', INNER)],
    ['identity | ? var.a ? data.aws_iam_policy_document.inner.json : var.other'],
  ],
  [
    'in a file of the diff',
    resource('aws_iam_policy', { policy: { expression: 'file("${path.module}/p.json")' } }),
    [
      changeOf({
        format: 'iam-policy',
        type: 'iam_policy_document',
        file: 'p.json',
        action: 'create',
        after: stateOf({ Statement: [ALLOW] }),
      }),
    ],
    [],
  ],
  [
    'in a file that did not change',
    resource('aws_iam_policy', { policy: { expression: 'file("p.json")' } }),
    [standingFile(ALLOW)],
    ['identity | Allow s3:GetObject on arn:aws:s3:::a/*'],
  ],
  [
    'in a template that is given what it leaves open',
    resource('aws_iam_policy', {
      policy: { expression: 'templatefile("p.json", { bucket = "b", n = var.n })' },
    }),
    [standingFile({ ...ALLOW, Resource: { expression: 'arn:aws:s3:::${bucket}/*' } })],
    ['identity | Allow s3:GetObject on arn:aws:s3:::b/*'],
  ],
  [
    'in a template that is given something computed',
    resource('aws_iam_policy', {
      policy: { expression: 'templatefile("p.json", { bucket = var.b, n = "b" })' },
    }),
    [standingFile({ ...ALLOW, Resource: { expression: 'arn:aws:s3:::${bucket}/*' } })],
    ['identity | Allow s3:GetObject on <arn:aws:s3:::${bucket}/*>'],
  ],
  [
    'in a file elsewhere',
    resource('aws_iam_policy', { policy: { expression: 'file("p.json")' } }),
    [],
    ['identity | ? file("p.json")'],
  ],
])('policies %s', (_name, change, others, expected) => {
  expect(read(change, others)).toEqual(expected);
});

test.each<[string, ParsedChange, readonly string[]]>([
  [
    'administrators',
    resource('aws_iam_role_policy_attachment', { policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
    ['identity | Allow * on *'],
  ],
  [
    'power users',
    resource('AWS::IAM::Role', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/PowerUserAccess'] }),
    ['identity | Allow not iam:*,organizations:*,account:* on *'],
  ],
  [
    'in a default',
    resource('aws_iam_role', {
      managed_policy_arns: { expression: '!Ref P (P is "arn:aws:iam::aws:policy/IAMFullAccess" by default)' },
    }),
    ['identity | Allow iam:* on *'],
  ],
  [
    'of another name',
    resource('aws_iam_role_policy_attachment', { policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }),
    [],
  ],
  [
    'as a boundary',
    resource('aws_iam_role', { permissions_boundary: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
    [],
  ],
  [
    'that is looked up',
    {
      ...resource('aws_iam_policy', { arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
      address: 'data.aws_iam_policy.a',
    },
    [],
  ],
])('managed policy: %s', (_name, change, expected) => {
  expect(read(change)).toEqual(expected);
});

test('what moved inside of its folder is compared with what it was', () => {
  const gone: ParsedChange = {
    ...block('old', INNER),
    action: 'delete',
    before: stateOf(INNER),
    after: null,
  };
  const made = block('new', INNER);
  const pair = documentPair(made, diffOf({ changes: [gone, made] }));
  expect(pair.before.map(brief)).toEqual(pair.after.map(brief));
  const elsewhere = { ...gone, file: 'other/main.tf' };
  expect(documentPair(made, diffOf({ changes: [elsewhere, made] })).before).toEqual([]);
});

test('a statement stands on the line of its actions', () => {
  const change = resource('aws_iam_policy', { name: 'a', policy: json(ALLOW) });
  const lines = { Statement: 4, 'Statement[0]': 5, 'Statement[0].Action': 7 };
  const state = { ...change.after, policy: { value: json(ALLOW), line: 3, sensitive: false, lines } };
  const [document] = documentPair({ ...change, after: state }, diffOf()).after;
  expect(document?.statements.map(({ line }) => line)).toEqual([7]);
});

test('a dynamic statement that is empty by default may be made: a default is no promise', () => {
  const change = block('a', { 'dynamic.statement[0].content[0].actions': ['iam:*'] });
  const each = { value: [], line: 2, sensitive: false };
  const withEach = (assumed: { readonly assumed?: true }): ParsedChange => ({
    ...change,
    after: { ...change.after, 'dynamic.statement[0].for_each': { ...each, ...assumed } },
  });
  expect(read(withEach({ assumed: true }))).toEqual(['identity | Allow iam:*']);
  expect(read(withEach({}))).toEqual([]);
});

test.each<[string, ParsedChange['after'], ParsedChange['after']]>([
  ['is none', stateOf({ policy: json(ALLOW), count: 0 }), stateOf({ policy: json(ALLOW), count: 1 })],
  ['is an empty set', stateOf({ policy: json(ALLOW), for_each: [] }), stateOf({ policy: json(ALLOW) })],
])('a side of which there %s says nothing', (_name, none, some) => {
  const change = resource('aws_iam_policy', {});
  const pairs = [
    documentPair({ ...change, before: none, after: some }, diffOf()),
    documentPair({ ...change, before: some, after: none }, diffOf()),
  ];
  expect(pairs.map(({ before, after }) => [before.length, after.length])).toEqual([
    [0, 1],
    [1, 0],
  ]);
});

test('an attachment that is built only now attaches', () => {
  const policy_arn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  const built = (count: number): ParsedChange =>
    resource('aws_iam_role_policy_attachment', { policy_arn, count: 1 }, { policy_arn, count });
  expect(read(built(0))).toEqual(['identity | Allow * on *']);
  expect(read(built(1))).toEqual([]);
});

test('a document of which there is none says nothing where it is named', () => {
  const policy = resource('aws_iam_policy', {
    policy: { expression: 'data.aws_iam_policy_document.a[0].json' },
  });
  const named = (count: number): ParsedChange => block('a', { 'statement[0].actions': ['s3:*'], count }, {});
  expect(read(policy, [named(1)])).toEqual(['identity | Allow s3:*']);
  expect(read(policy, [named(0)])).toEqual([]);
});
