// Approvals stand for a content: what is masked must not be exchanged behind its mask.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { changeDigest } from '../../src/model/change-digest.ts';
import { classify } from '../../src/classify/index.ts';
import { assembleDiff } from '../../src/formats/assemble-diff.ts';
import { readProject } from '../../src/formats/read-file.ts';
import { addPlan } from '../../src/steps/add-plan.ts';
import { landscapeOf } from '../classify/example-change.ts';
import { change } from '../policy/given.ts';
import { digestOf } from '../policy/identified.ts';
import { textChange, textSide } from '../formats/cases.ts';

type Files = Readonly<Record<string, string>>;

/** The digest of the pull request in which every file of `before` becomes what `after` has. */
function digest(before: Files, after: Files, plan?: string): string {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const isChanged = (path: string): boolean => before[path] !== after[path];
  const changes = paths
    .filter(isChanged)
    .map((path) => textChange(path, before[path] ?? null, after[path] ?? null));
  const around = paths
    .filter((path) => !isChanged(path))
    .map((path) => textSide(path, after[path] ?? null))
    .filter((side) => side !== null);
  const readings = readProject({ changes, around });
  const diff = assembleDiff(
    changes.flatMap((change, index) => {
      const reading = readings[index];
      return reading === undefined ? [] : [{ change, reading }];
    }),
  );
  const whole = plan === undefined ? diff : addPlan(diff, { name: 'plan.json', text: plan });
  return digestOf(classify({ diff: whole, landscape: landscapeOf(), agentInvolved: false }));
}

const TOKEN = (last: string): string => `ghp_${'a'.repeat(35)}${last}`;

const userData = (last: string): string => `
resource "aws_instance" "a" {
  user_data = "curl -H 'Authorization: Bearer ${TOKEN(last)}' https://x.example"
}
`;
const template = (last: string): string => `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  A:
    Type: AWS::EC2::Instance
    Properties: { UserData: 'export TOKEN=${TOKEN(last)}' }
`;
const pod = (last: string): string => `
apiVersion: v1
kind: Pod
metadata: { name: a }
spec:
  containers:
    - { name: a, image: a, args: ['--db=postgres://app:swordfish${last}@db/app'] }
`;
const workflow = (last: string): string => `
on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - run: curl -H 'Authorization: token ${TOKEN(last)}' https://x.example
`;
const password = (last: string): string => `
resource "aws_db_instance" "a" {
  password = "swordfish${last}"
}
`;

describe('two heads that differ in one masked character have two digests', () => {
  test.each([
    ['a text of Terraform, masked in part', 'main.tf', userData],
    ['a text of CloudFormation, masked in part', 'stack.yaml', template],
    ['a text of Kubernetes, masked in part', 'pod.yaml', pod],
    ['a text of a workflow, masked in part', '.github/workflows/a.yml', workflow],
    ['a value of Terraform, masked as a whole', 'main.tf', password],
  ])('%s', (_name, path, write) => {
    const [first, other] = ['1', '2'].map((last) => digest({ [path]: '\n' }, { [path]: write(last) }));
    expect(first).not.toBe(other);
    expect(first).toBe(digest({ [path]: '\n' }, { [path]: write('1') }));
  });

  const main = 'variable "secret" {}\nresource "aws_instance" "a" {\n  user_data = "TOKEN=${var.secret}"\n';
  test.each<readonly [string, (last: string) => readonly [Files, Files]]>([
    [
      'in a variables file',
      (last) => [
        { 'main.tf': `${main}}\n`, 'terraform.tfvars': 'secret = "aaaaaaaa"\n' },
        { 'main.tf': `${main}}\n`, 'terraform.tfvars': `secret = "bbbbbbb${last}"\n` },
      ],
    ],
    [
      'in an override, beside a change of the resource itself',
      (last) => [
        { 'main.tf': 'resource "aws_instance" "a" {\n  ami = "a"\n}\n' },
        {
          'main.tf': 'resource "aws_instance" "a" {\n  ami = "b"\n}\n',
          'a_override.tf': `resource "aws_instance" "a" {\n  user_data = "TOKEN=${TOKEN(last)}"\n}\n`,
        },
      ],
    ],
    [
      'in a call of a module',
      (last) => [
        { 'main.tf': '\n', 'm/main.tf': `${main}}\n` },
        {
          'main.tf': `module "m" {\n  source = "./m"\n  secret = "bbbbbbb${last}"\n}\n`,
          'm/main.tf': `${main}}\n`,
        },
      ],
    ],
  ])('%s', (_name, sides) => {
    const [first, other] = ['1', '2'].map((last) => digest(...sides(last)));
    expect(first).not.toBe(other);
  });

  test('in a plan', () => {
    const plan = (last: string): string =>
      JSON.stringify({
        format_version: '1.2',
        terraform_version: '1.9.0',
        resource_changes: [
          {
            address: 'aws_instance.a',
            mode: 'managed',
            type: 'aws_instance',
            name: 'a',
            provider_name: 'registry.terraform.io/hashicorp/aws',
            change: {
              actions: ['create'],
              before: null,
              after: { user_data: `TOKEN=${TOKEN(last)}` },
              after_unknown: {},
              before_sensitive: false,
              after_sensitive: {},
            },
          },
        ],
      });
    expect(digest({}, {}, plan('1'))).not.toBe(digest({}, {}, plan('2')));
  });
});

test('without a masked value, the blobs of files that are understood do not count', () => {
  const plain = 'resource "aws_instance" "a" {\n  ami = "b"\n}\n';
  const before = { 'main.tf': 'resource "aws_instance" "a" {\n  ami = "a"\n}\n', 'b.tf': '# 1\n' };
  expect(digest(before, { 'main.tf': plain, 'b.tf': '# 2\n' })).toBe(
    digest(before, { 'main.tf': plain, 'b.tf': '# 3\n' }),
  );
});

test('where a new element stands among named ones is part of the change', () => {
  const routes = (...names: readonly string[]): Files => ({
    'web.yaml': `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: web }\nspec:\n  http:\n${names
      .map((name) => `    - { name: ${name}, route: [{ destination: { host: ${name} } }] }\n`)
      .join('')}`,
  });
  const before = routes('stable', 'rest');
  expect(digest(before, routes('stable', 'rest', 'canary'))).not.toBe(
    digest(before, routes('canary', 'stable', 'rest')),
  );
});

test('what canonical JSON cannot carry has no digest, and what differs from it in one letter has', () => {
  const named = (address: string): string | null =>
    changeDigest({ changes: [change({ address })], unreadable: [], files: [] });
  expect([named('a.\ud800'), named('a.b')]).toEqual([null, expect.stringMatching(/^sha256:[0-9a-f]{64}$/)]);
});

test('it is SHA-256 of the canonical JSON of seven fields of each change, and of the blobs nobody could read', () => {
  const one = change({
    attributes: [{ path: 'name', line: 3, before: 'a', after: { b: 1 }, sensitive: false }],
  });
  const { format, file, address, type, action, environment } = one;
  const blob = 'c'.repeat(40);
  const files = [
    { path: 'x.tf', previousPath: null, status: 'modified', format: null, blob, previousBlob: null } as const,
  ];
  const unread = {
    file: 'x.tf',
    line: 1,
    why: 'parse-error',
    message: 'It cannot be read.',
    environments: [],
    tier: 'critical',
  } as const;
  const attribute = '{"after":{"b":1},"before":"a","path":"name","sensitive":false}';
  const fields = [format, file, address, type, action].map((field) => JSON.stringify(field)).join(',');
  const textOf = (blobs: string): string =>
    `{"blobs":[${blobs}],"changes":[[${fields},[${attribute}],${JSON.stringify(environment)}]]}`;
  const told = (blobs: string): string =>
    `sha256:${createHash('sha256').update(textOf(blobs)).digest('hex')}`;
  expect(changeDigest({ changes: [one], unreadable: [unread], files })).toBe(told(`"${blob}"`));
  expect(changeDigest({ changes: [one], unreadable: [], files })).toBe(told(''));
});
