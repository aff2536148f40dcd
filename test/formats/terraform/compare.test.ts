// Both sides of a root: what is a change, of what kind, and where it is told.
import { describe, expect, it, test } from 'vitest';
import { changesBetween, changesIn, readChanges, readTrees, summaryOf } from '../projects.ts';
import type { Tree } from '../projects.ts';

const main = (text: string): Tree => ({ 'main.tf': text });

describe('what exists', () => {
  const resource = (toggle: string, more = ''): string =>
    `resource "aws_x" "r" {\n  ${toggle}\n  p = 1${more}\n}\n`;

  it.each<[string, string, string, readonly string[]]>([
    [
      'count to zero',
      'count = 1',
      'count = 0',
      ['delete aws_x.r at main.tf:1 { count: 1 -> 0; p: 1 -> null }'],
    ],
    [
      'count from zero',
      'count = 0',
      'count = 1',
      ['create aws_x.r at main.tf:1 { count: 0 -> 1; p: null -> 1 }'],
    ],
    [
      'count as a text',
      'count = 1',
      'count = "0"',
      ['delete aws_x.r at main.tf:1 { count: 1 -> "0"; p: 1 -> null }'],
    ],
    [
      'fewer',
      'count = 2',
      'count = 1',
      [
        'delete aws_x.r[1] at main.tf:1 { count: 2 -> 1; p: 1 -> null }',
        'update aws_x.r at main.tf:1 { count: 2 -> 1 }',
      ],
    ],
    [
      'nothing left for each',
      'for_each = toset(["a"])',
      'for_each = toset([])',
      ['delete aws_x.r at main.tf:1 { for_each: ["a"] -> []; p: 1 -> null }'],
    ],
    [
      'nothing left for each key',
      'for_each = { a = 1 }',
      'for_each = {}',
      ['delete aws_x.r at main.tf:1 { for_each: null -> {}; for_each.a: 1 -> null; p: 1 -> null }'],
    ],
    [
      'switched off as OpenTofu does',
      'lifecycle {\n    enabled = true\n  }',
      'lifecycle {\n    enabled = false\n  }',
      ['delete aws_x.r at main.tf:1 { lifecycle[0].enabled: true -> false; p: 1 -> null }'],
    ],
    [
      'a count that nobody knows',
      'count = 1',
      'count = var.n',
      ['update aws_x.r at main.tf:1 { count: 1 -> {"expression":"var.n"} }'],
    ],
    [
      'from a count that nobody knows',
      'count = var.n',
      'count = 0',
      ['delete aws_x.r at main.tf:1 { count: {"expression":"var.n"} -> 0; p: 1 -> null }'],
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(summaryOf(changesIn(main(resource(before)), main(resource(after))))).toEqual(expected);
  });

  test('what is switched off on both sides is still compared: a value from outside may switch it on', () => {
    const off = 'count = var.on ? 1 : 0';
    const tree = (more: string): Tree =>
      main(`variable "on" {\n  default = false\n}\n${resource(off, more)}`);
    expect(summaryOf(changesIn(tree(''), tree('\n  q = 2')))).toEqual([
      'update aws_x.r at main.tf:4 { q: null -> 2 }',
    ]);
  });

  test('a module that is switched off takes along all that is in it', () => {
    const tree = (count: number): Tree => ({
      'main.tf': `module "m" {\n  source = "./m"\n  count = ${count}\n}\n`,
      'm/main.tf': 'module "n" {\n  source = "../n"\n}\n',
      'n/main.tf': 'resource "aws_x" "r" {\n  p = 1\n}\n',
    });
    expect(summaryOf(changesIn(tree(1), tree(0)))).toEqual([
      'delete module.m at main.tf:1 { source: "./m" -> null; count: 1 -> 0 }',
      'delete module.m.module.n.aws_x.r at n/main.tf:1 in m/main.tf, main.tf { p: 1 -> null }',
    ]);
  });
});

describe('a default is only what is known', () => {
  const uses = (value: string): Tree => ({
    'main.tf': `variable "cidr" {\n  default = "10.0.0.0/8"\n}\nresource "aws_x" "r" {\n  cidr = ${value}\n}\n`,
  });

  test('a value that becomes a variable with the same default is a change', () => {
    expect(summaryOf(changesIn(uses('"10.0.0.0/8"'), uses('var.cidr')))).toEqual([
      'update aws_x.r at main.tf:4 { cidr: "10.0.0.0/8" -> {"expression":"var.cidr"} }',
    ]);
  });

  test('unless a variables file says it', () => {
    const values = { 'terraform.tfvars': 'cidr = "10.0.0.0/8"\n' };
    expect(changesIn({ ...uses('"10.0.0.0/8"'), ...values }, { ...uses('var.cidr'), ...values })).toEqual([]);
  });

  test('in a module that is called, what the caller leaves out is the default', () => {
    const tree = (value: string): Tree => ({
      'm/main.tf': uses(value)['main.tf'] ?? '',
      'main.tf': 'module "m" {\n  source = "./m"\n}\n',
    });
    expect(changesIn(tree('"10.0.0.0/8"'), tree('var.cidr'))).toEqual([]);
  });

  test('a literal that becomes a local is none', () => {
    const tree = (value: string): Tree =>
      main(`locals {\n  a = 1\n}\nresource "aws_x" "r" {\n  p = ${value}\n}\n`);
    expect(changesIn(tree('1'), tree('local.a'))).toEqual([]);
  });

  describe('what is made of it counts beside the value that comes of it', () => {
    const VARIABLES = 'variable "a" {\n  default = {}\n}\nvariable "b" {\n  default = {}\n}\n';
    const addresses = (before: string, after: string): readonly string[] =>
      changesIn(main(`${VARIABLES}${before}`), main(`${VARIABLES}${after}`)).map(({ address }) => address);
    const used = (value: string, use = 'local.p'): string =>
      `locals {\n  p = ${value}\n}\nresource "aws_x" "r" {\n  p = ${use}\n}\n`;

    test.each([
      ['a branch that the default does not take', 'length(var.a) > 0 ? 1 : 2', 'length(var.a) > 0 ? 3 : 2'],
      [
        'rounds that the default does not make',
        '{ for k, v in var.a : k => v }',
        '{ for k, v in var.a : k => 1 }',
      ],
      ['another variable of the same default', 'var.a', 'var.b'],
    ])('%s', (_name, before, after) => {
      expect(addresses(used('1', before), used('1', after))).toEqual(['aws_x.r']);
      expect(addresses(used(before), used(after))).toEqual(['local.p', 'aws_x.r']);
      expect(
        addresses(used(before, 'jsonencode({ p = local.p })'), used(after, 'jsonencode({ p = local.p })')),
      ).toEqual(['local.p', 'aws_x.r']);
      expect(addresses(used(before), used(before.replaceAll(' ', '  ')))).toEqual([]);
    });

    test('where the variable has a value of its own, only the value counts', () => {
      const values = { 'terraform.tfvars': 'a = {}\n' };
      const tree = (value: string): Tree => ({ ...main(`${VARIABLES}${used(value)}`), ...values });
      expect(changesIn(tree('length(var.a) > 0 ? 1 : 2'), tree('length(var.a) > 0 ? 3 : 2'))).toEqual([]);
    });
  });

  test('it is marked in the state of the resource', () => {
    const [change] = changesIn({}, uses('var.cidr')).filter(({ address }) => address === 'aws_x.r');
    expect(change?.after?.['cidr']).toEqual({
      value: '10.0.0.0/8',
      line: 5,
      sensitive: false,
      assumed: true,
    });
  });
});

describe('what only a resource can show is told with it', () => {
  const tree = (value: string): Tree =>
    main(
      `locals {\n  a = ${value}\n  b = local.a\n}\noutput "o" {\n  value = local.b\n}\nmodule "far" {\n  source = "x/y/z"\n  a = local.b\n}\nprovider "aws" {\n  region = local.b\n}\n`,
    );

  test('not a second local or an output', () => {
    expect(summaryOf(changesIn(tree('"x"'), tree('"y"'))).map((line) => line.split(' {')[0])).toEqual([
      'update local.a at main.tf:2',
      'update module.far at main.tf:8',
      'update provider.aws at main.tf:12',
    ]);
  });
});

describe('places', () => {
  const role = 'resource "aws_iam_role" "r" {\n  name = "a"\n}\n';

  test('a block that moves to another file of its folder is no change', () => {
    expect(changesIn({ 'a.tf': role, 'b.tf': '' }, { 'a.tf': '', 'b.tf': role })).toEqual([]);
  });

  test('one that moves and changes has both names', () => {
    const [change] = changesIn(
      { 'a.tf': role, 'b.tf': '' },
      { 'a.tf': '', 'b.tf': role.replace('"a"', '"b"') },
    );
    expect(change).toMatchObject({ action: 'update', file: 'b.tf', previousFile: 'a.tf' });
  });

  test('one that is gone from a renamed file has the new name of the file', () => {
    const both = `${role}resource "aws_x" "y" {\n}\n`;
    const { changes } = changesBetween({ 'a.tf': both }, { 'b.tf': role });
    const [removed, added] = changes;
    const renamed = {
      status: 'renamed',
      before: removed?.before ?? null,
      after: added?.after ?? null,
    } as const;
    const reading = readChanges([renamed], [])['b.tf'];
    expect(reading).toMatchObject({
      kind: 'parsed',
      changes: [{ action: 'delete', address: 'aws_x.y', file: 'b.tf', previousFile: 'a.tf', startLine: 4 }],
    });
  });

  test('a resource of a file that did not change is told with one that did', () => {
    const uses = 'resource "aws_x" "y" {\n  p = local.a\n}\n';
    const readings = readTrees(
      { 'main.tf': uses, 'x.tf': 'locals {\n  a = 1\n}\n' },
      { 'main.tf': uses, 'x.tf': 'locals {\n  a = 2\n}\n' },
    );
    expect(Object.keys(readings)).toEqual(['x.tf']);
    expect(readings['x.tf']).toMatchObject({
      changes: [
        { address: 'aws_x.y', file: 'main.tf', startLine: 1 },
        { address: 'local.a', file: 'x.tf' },
      ],
    });
  });
});

test('PTH-15: what is deleted is judged by its base', () => {
  const policy = 'resource "kubernetes_network_policy" "deny" {\n  metadata {\n    name = "deny"\n  }\n}\n';
  const readings = readTrees({ 'np.tf': policy, 'backend.tf': 'terraform {\n  backend "s3" {}\n}\n' }, {});
  expect(
    Object.values(readings).flatMap((each) => (each.kind === 'parsed' ? each.changes : [])),
  ).toMatchObject([
    { action: 'delete', address: 'terraform', file: 'backend.tf', after: null },
    {
      action: 'delete',
      address: 'kubernetes_network_policy.deny',
      file: 'np.tf',
      before: { 'metadata[0].name': { value: 'deny', line: 3 } },
    },
  ]);
});

test('HCL-07: of a module from elsewhere its source, version and arguments are seen', () => {
  const tree = (source: string, version: string): Tree =>
    main(`module "m" {\n  source  = "${source}"\n  version = "${version}"\n  public  = true\n}\n`);
  expect(summaryOf(changesIn(tree('a/b/c', '1.0.0'), tree('evil/b/c', '1.0.1')))).toEqual([
    'update module.m at main.tf:1 { source: "a/b/c" -> "evil/b/c"; version: "1.0.0" -> "1.0.1" }',
  ]);
});

test('HCL-08: another provider source is a change of the settings', () => {
  const tree = (source: string): Tree =>
    main(`terraform {\n  required_providers {\n    aws = {\n      source = "${source}"\n    }\n  }\n}\n`);
  expect(summaryOf(changesIn(tree('hashicorp/aws'), tree('hashlcorp/aws')))).toEqual([
    'update terraform at main.tf:1 { required_providers[0].aws.source: "hashicorp/aws" -> "hashlcorp/aws" }',
  ]);
});

test('HCL-10: another backend and a read of another state are changes', () => {
  const tree = (bucket: string): Tree =>
    main(
      `terraform {\n  backend "s3" {\n    bucket = "${bucket}"\n  }\n}\ndata "terraform_remote_state" "r" {\n  backend = "s3"\n  config = {\n    bucket = "${bucket}"\n  }\n}\n`,
    );
  expect(summaryOf(changesIn(tree('dev'), tree('prod')))).toEqual([
    'update data.terraform_remote_state.r at main.tf:6 { config.bucket: "dev" -> "prod" }',
    'update terraform at main.tf:1 { backend.s3[0].bucket: "dev" -> "prod" }',
  ]);
});

test('HCL-19: what cannot be resolved is an expression and never absent', () => {
  const [change] = changesIn(
    {},
    main('resource "aws_iam_policy" "p" {\n  policy = data.aws_iam_policy_document.d.json\n}\n'),
  );
  expect(change?.after).toEqual({
    policy: { value: { expression: 'data.aws_iam_policy_document.d.json' }, line: 2, sensitive: false },
  });
});

describe('an argument that a default leaves out', () => {
  const handed = (given: string): string =>
    `variable "a" {\n  default = null\n}\nvariable "b" {\n  default = null\n}\nresource "aws_x" "r" {\n  p = 1\n${given}}\n`;

  it.each<[string, string, string, readonly string[]]>([
    [
      'newly handed over',
      '',
      '  q = var.a\n',
      ['update aws_x.r at main.tf:7 { q: null -> {"expression":"var.a"} }'],
    ],
    ['newly written as null', '', '  q = null\n', []],
    [
      'no longer handed over',
      '  q = var.a\n',
      '',
      ['update aws_x.r at main.tf:7 { q: {"expression":"var.a"} -> null }'],
    ],
    [
      'from another variable',
      '  q = var.a\n',
      '  q = var.b\n',
      ['update aws_x.r at main.tf:7 { q: {"expression":"var.a"} -> {"expression":"var.b"} }'],
    ],
    ['as it was, with other layout', '  q = var.a\n', '\n  q   = var.a\n', []],
    [
      'in a block',
      '  n {\n    o = 1\n  }\n',
      '  n {\n    o = 1\n    q = var.a\n  }\n',
      ['update aws_x.r at main.tf:7 { n[0].q: null -> {"expression":"var.a"} }'],
    ],
    ['that had a value', '  q = 2\n', '  q = var.a\n', ['update aws_x.r at main.tf:7 { q: 2 -> null }']],
  ])('%s', (_name, before, after, changes) => {
    expect(summaryOf(changesIn(main(handed(before)), main(handed(after))))).toEqual(changes);
  });

  it('is absent in what is new', () => {
    const [change] = changesIn({}, main(handed('  q = var.a\n'))).filter(({ type }) => type === 'aws_x');
    expect(change?.attributes.map(({ path }) => path)).toEqual(['p']);
  });
});
