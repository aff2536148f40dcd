// Classification of what the formats really say: Terraform text and policy files in, findings out.
import { expect, test } from 'vitest';
import { classify } from '../../src/classify/index.ts';
import { assembleDiff, readFile } from '../../src/formats/index.ts';
import type { Classified } from '../../src/model/change.ts';
import type { FileChange, FileSide } from '../../src/model/files.ts';
import { environmentOf, landscapeOf } from './example-change.ts';

const DEV = environmentOf({
  name: 'dev',
  tier: 'low',
  match: { paths: ['envs/dev/**'], namespaces: ['dev'], workspaces: ['dev'], accounts: ['111122223333'] },
});
function side(path: string, text: string | null): FileSide | null {
  if (text === null) return null;
  return { path, mode: '100644', blob: `blob of ${text.length}`, content: { kind: 'text', text } };
}

function run(path: string, before: string | null, after: string | null): Classified {
  const status = before === null ? 'added' : after === null ? 'removed' : 'modified';
  const change: FileChange = { status, before: side(path, before), after: side(path, after) };
  const diff = assembleDiff([{ change, reading: readFile(change) }]);
  return classify({ diff, landscape: landscapeOf({ environments: [DEV] }), agentInvolved: true });
}

/** `line id severity confidence` of each finding, then `address kinds tier environment` of each change. */
function told({ findings, changes }: Classified): readonly string[] {
  return [
    ...findings.map((one) => `${one.startLine} ${one.id} ${one.severity} ${one.confidence}`),
    ...changes.map((one) => `${one.address} ${one.kinds.join('+')} ${one.tier} ${one.environment ?? '-'}`),
  ];
}

const GROUP = `resource "aws_security_group" "web" {
  name = "web"
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}
`;
const POLICY = `resource "aws_iam_policy" "ci" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject"], Resource = aws_s3_bucket.a.arn }]
  })
}
`;
const HEREDOC = `resource "aws_iam_policy" "ci" {
  policy = <<EOF
{ "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "\${aws_s3_bucket.a.arn}/*" }] }
EOF
}
`;
const TRUST = `resource "aws_iam_role" "ci" {
  assume_role_policy = <<EOF
{ "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "AWS": "\${var.trusted}" } }] }
EOF
}
`;
const DOCUMENT = `data "aws_iam_policy_document" "ci" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::a/*"]
  }
}
`;
const HOOKED = `resource "null_resource" "x" {
  provisioner "local-exec" {
    command = "make"
  }
}
`;
const MODULE = `module "vpc" {
  source = "git::https://example.com/vpc.git?ref=0123456789abcdef0123456789abcdef01234567"
}
`;

test.each<[string, string | null, string | null, readonly string[]]>([
  [
    'a security group opens',
    GROUP,
    GROUP.replace('10.0.0.0/8', '0.0.0.0/0'),
    ['7 public-ingress high high', 'aws_security_group.web firewall critical dev'],
  ],
  [
    'a security group narrows',
    GROUP.replace('10.0.0.0/8', '0.0.0.0/0'),
    GROUP,
    ['aws_security_group.web firewall elevated dev'],
  ],
  [
    'jsonencode with a wildcard',
    POLICY,
    POLICY.replace('s3:GetObject', '*'),
    [
      '4 iam-access-grows high high',
      // Of all ways to every other right only the ones that name a bucket are left.
      '4 iam-privilege-escalation medium high',
      '4 iam-wildcard high high',
      'aws_iam_policy.ci identity critical dev',
    ],
  ],
  [
    'jsonencode with a wildcard on every resource',
    POLICY.replace('aws_s3_bucket.a.arn', '"*"'),
    POLICY.replace('s3:GetObject', '*').replace('aws_s3_bucket.a.arn', '"*"'),
    [
      '4 iam-access-grows high high',
      '4 iam-privilege-escalation high high',
      '4 iam-wildcard high high',
      'aws_iam_policy.ci identity critical dev',
    ],
  ],
  [
    'heredoc with a wildcard',
    HEREDOC,
    HEREDOC.replace('s3:GetObject', '*'),
    [
      '3 iam-access-grows high high',
      '3 iam-privilege-escalation medium high',
      '3 iam-wildcard high high',
      'aws_iam_policy.ci identity critical dev',
    ],
  ],
  [
    'heredoc that names another bucket',
    HEREDOC,
    HEREDOC.replace('aws_s3_bucket.a', 'aws_s3_bucket.secrets'),
    ['3 iam-access-grows low low', 'aws_iam_policy.ci identity elevated dev'],
  ],
  [
    'heredoc that names the same one in another layout',
    HEREDOC,
    HEREDOC.replace('"Effect": ', '"Effect":'),
    ['aws_iam_policy.ci identity elevated dev'],
  ],
  [
    'heredoc that names somebody else',
    TRUST,
    TRUST.replace('var.trusted', 'var.other'),
    ['3 iam-trust-widened low low', 'aws_iam_role.ci identity elevated dev'],
  ],
  [
    'heredoc without',
    null,
    HEREDOC,
    ['3 iam-access-grows low high', 'aws_iam_policy.ci identity elevated dev'],
  ],
  [
    'document with a wildcard',
    DOCUMENT,
    DOCUMENT.replace('s3:GetObject', 's3:*'),
    [
      '3 iam-access-grows high high',
      '3 iam-wildcard medium high',
      'data.aws_iam_policy_document.ci identity critical dev',
    ],
  ],
  ['a provisioner', null, HOOKED, ['3 exec-on-apply high high', 'null_resource.x compute elevated dev']],
  ['only a comment', HOOKED, `# why\n${HOOKED}`, []],
  ['a pinned module', null, MODULE, ['2 remote-module-added medium high', 'module.vpc other low dev']],
  [
    'a module at a branch',
    MODULE,
    MODULE.replace(/ref=\w+/, 'ref=main'),
    ['2 mutable-module-source medium high', '2 remote-module-added medium high', 'module.vpc other low dev'],
  ],
  [
    'a table deleted',
    'resource "aws_dynamodb_table" "t" {\n  name = "t"\n}\n',
    '\n',
    ['1 data-store-destroyed high high', 'aws_dynamodb_table.t data_store critical dev'],
  ],
  [
    'a table removed from the state',
    '\n',
    'removed {\n  from = aws_dynamodb_table.t\n  lifecycle {\n    destroy = true\n  }\n}\n',
    ['1 data-store-destroyed high high', 'removed[aws_dynamodb_table.t] data_store elevated dev'],
  ],
  [
    'an external data source',
    null,
    'data "external" "x" {\n  program = ["./x"]\n}\n',
    ['1 exec-on-plan high high', 'data.external.x other elevated dev'],
  ],
  [
    'an ephemeral secret',
    null,
    'ephemeral "aws_secretsmanager_secret_version" "x" {\n  secret_id = "a"\n}\n',
    ['ephemeral.aws_secretsmanager_secret_version.x secrets elevated dev'],
  ],
  [
    'a type in no table',
    null,
    'resource "acme_widget" "x" {\n  a = 1\n}\n',
    ['acme_widget.x other critical dev'],
  ],
  ['a block of no known type', null, 'sorcery "x" {\n  a = 1\n}\n', ['sorcery.x other critical dev']],
  ['broken', null, 'resource "a" {', ['1 unreadable-file high high']],
])('%s', (_name, before, after, expected) => {
  expect(told(run('envs/dev/main.tf', before, after))).toEqual(expected);
});

test('a policy file with a wildcard', () => {
  const policy =
    '{\n  "Statement": [\n    { "Effect": "Allow", "Action": "iam:*", "Resource": "*" }\n  ]\n}\n';
  expect(told(run('envs/dev/ci.json', null, policy))).toEqual([
    '3 iam-access-grows high high',
    '3 iam-privilege-escalation high high',
    '3 iam-wildcard high high',
    'document identity critical dev',
  ]);
});

test('the account of a provider chooses the environment', () => {
  const provider = 'provider "aws" {\n  allowed_account_ids = ["111122223333"]\n}\n';
  expect(told(run('main.tf', null, provider))).toEqual(['provider.aws other low dev']);
});

test('a Kubernetes object is judged in its namespace', () => {
  const object = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: dev }\n';
  expect(told(run('k8s/web.yaml', null, object))).toEqual(['apps/Deployment/dev/web compute low dev']);
});

test('a governance file counts', () => {
  expect(told(run('CLAUDE.md', 'a', 'b'))).toEqual([
    '1 agent-instructions-changed medium high',
    'CLAUDE.md governance elevated -',
  ]);
});
