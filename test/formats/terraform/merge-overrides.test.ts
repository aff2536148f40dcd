// Override files: what applies is the merged block, and a change of one is a change of what it overrides.
import { describe, expect, it, test } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import { changesIn, summaryOf } from '../projects.ts';

/** The whole resource of a module as Terraform sees it. */
function merged(main: string, override: string, address: string): Readonly<Record<string, JsonValue>> {
  const changes = changesIn({}, { 'main.tf': main, 'override.tf': override });
  const state = changes.find((change) => change.address === address)?.after ?? {};
  return Object.fromEntries(Object.entries(state).map(([path, { value }]) => [path, value]));
}

describe('merged as Terraform merges them', () => {
  it.each<[string, string, string, string, Readonly<Record<string, JsonValue>>]>([
    [
      'arguments one by one',
      'resource "a" "b" {\n  x = 1\n  y = 1\n}',
      'resource "a" "b" {\n  y = 2\n  z = 2\n}',
      'a.b',
      { x: 1, y: 2, z: 2 },
    ],
    [
      'nested blocks as a whole by type',
      'resource "a" "b" {\n  in {\n    x = 1\n  }\n  in {\n    x = 2\n  }\n  out {\n    x = 3\n  }\n}',
      'resource "a" "b" {\n  in {\n    y = 9\n  }\n}',
      'a.b',
      { 'out[0].x': 3, 'in[0].y': 9 },
    ],
    [
      'a dynamic block counts as what it makes',
      'resource "a" "b" {\n  dynamic "in" {\n    for_each = [1]\n    content {}\n  }\n}',
      'resource "a" "b" {\n  in {\n    y = 9\n  }\n}',
      'a.b',
      { 'in[0].y': 9 },
    ],
    [
      'lifecycle argument by argument',
      'resource "a" "b" {\n  lifecycle {\n    prevent_destroy = true\n    ignore_changes = [x]\n  }\n}',
      'resource "a" "b" {\n  lifecycle {\n    prevent_destroy = false\n  }\n}',
      'a.b',
      { 'lifecycle[0].ignore_changes': [{ expression: 'x' }], 'lifecycle[0].prevent_destroy': false },
    ],
    [
      'locals by name',
      'locals {\n  x = 1\n  y = 1\n}\nresource "a" "b" {\n  p = [local.x, local.y, local.z]\n}',
      'locals {\n  y = 2\n  z = 3\n}',
      'a.b',
      { p: [1, 2, 3] },
    ],
    [
      'variables by name',
      'variable "x" {\n  default = 1\n  description = "d"\n}',
      'variable "x" {\n  default = 2\n}',
      'var.x',
      { default: 2, description: 'd' },
    ],
    [
      'providers by alias',
      'provider "aws" {\n  region = "a"\n}\nprovider "aws" {\n  alias = "w"\n  region = "b"\n}',
      'provider "aws" {\n  alias = "w"\n  region = "c"\n}',
      'provider.aws.w',
      { alias: 'w', region: 'c' },
    ],
    [
      'required providers one by one',
      'terraform {\n  required_version = ">= 1"\n  required_providers {\n    a = { source = "x/a" }\n    b = { source = "x/b" }\n  }\n}',
      'terraform {\n  required_providers {\n    b = { source = "evil/b" }\n  }\n}',
      'terraform',
      {
        required_version: '>= 1',
        'required_providers[0].a.source': 'x/a',
        'required_providers[0].b.source': 'evil/b',
      },
    ],
    [
      'a cloud block for a backend',
      'terraform {\n  backend "s3" {\n    bucket = "b"\n  }\n}',
      'terraform {\n  cloud {\n    organization = "o"\n  }\n}',
      'terraform',
      { 'cloud[0].organization': 'o' },
    ],
    [
      'settings into the block that speaks of them',
      'terraform {\n  required_version = ">= 1"\n}\nterraform {\n  backend "s3" {}\n}',
      'terraform {\n  backend "s3" {\n    bucket = "evil"\n  }\n}',
      'terraform',
      { required_version: '>= 1' },
    ],
  ])('%s', (_name, main, override, address, expected) => {
    expect(merged(main, override, address)).toEqual(expected);
  });

  it('several of them in the order of their names, in any syntax', () => {
    const tree = {
      'main.tf': 'resource "a" "b" {\n  x = 1\n}\n',
      'b_override.tf.json': '{"resource": {"a": {"b": {"x": 3}}}}',
      'a_override.tf': 'resource "a" "b" {\n  x = 2\n}\n',
      'c_override.tofu': 'resource "a" "b" {\n  y = 4\n}\n',
      'not_overriding.tf': 'resource "a" "c" {\n  x = 5\n}\n',
    };
    const [change] = changesIn({}, tree).filter(({ address }) => address === 'a.b');
    expect(Object.entries(change?.after ?? {}).map(([path, { value }]) => [path, value])).toEqual([
      ['x', 3],
      ['y', 4],
    ]);
  });
});

const MAIN = 'resource "aws_s3_bucket" "b" {\n  bucket = "b"\n  acl    = "private"\n}\n';
const OPEN = 'resource "aws_s3_bucket" "b" {\n  acl = "public-read"\n}\n';

test('HCL-02: an override file changes a resource that stands elsewhere', () => {
  expect(summaryOf(changesIn({ 'main.tf': MAIN }, { 'main.tf': MAIN, 'prod_override.tf': OPEN }))).toEqual([
    'update aws_s3_bucket.b at prod_override.tf:1 { acl: "private" -> "public-read" }',
  ]);
});

test('HCL-02: an override file that goes changes it back', () => {
  expect(summaryOf(changesIn({ 'main.tf': MAIN, 'override.tf': OPEN }, { 'main.tf': MAIN }))).toEqual([
    'update aws_s3_bucket.b at main.tf:1 { acl: "public-read" -> "private" }',
  ]);
});

test('HCL-02: a change that an override takes away changes nothing', () => {
  const before = { 'main.tf': MAIN, 'override.tf': OPEN };
  expect(changesIn(before, { ...before, 'main.tf': MAIN.replace('private', 'log') })).toEqual([]);
});

test('a change on both sides of an override is told where the resource stands, without lines of the other file', () => {
  const before = { 'main.tf': MAIN, 'override.tf': OPEN };
  const after = { 'main.tf': MAIN.replace('"b"\n', '"c"\n'), 'override.tf': OPEN.replace('-read', '-write') };
  const [change] = changesIn(before, after);
  expect(change).toMatchObject({ file: 'main.tf', startLine: 1, endLine: 4 });
  expect(change?.attributes.map(({ path, line }) => [path, line])).toEqual([
    ['acl', null],
    ['bucket', 2],
  ]);
  expect(change?.after?.['acl']).toEqual({ value: 'public-write', line: 1, sensitive: false });
});

test('a block with nothing to override is never the thing itself', () => {
  const seen = summaryOf(changesIn({ 'main.tf': MAIN }, { 'override.tf': MAIN }));
  expect(seen.map((line) => line.split(' {')[0])).toEqual([
    'create aws_s3_bucket.b at override.tf:1',
    'delete aws_s3_bucket.b at main.tf:1',
  ]);
});

test('an override file that cannot be read leaves every name unknown', () => {
  const uses = `${MAIN}locals {\n  a = "x"\n}\nresource "aws_x" "y" {\n  p = local.a\n}\n`;
  const seen = changesIn({ 'main.tf': uses }, { 'main.tf': uses, 'override.tf': 'locals {\n  a =\n}\n' });
  // Only a file that could be read has changes.
  expect(seen).toEqual([]);
  const other = { 'x.tf': '# 1\n', 'main.tf': uses };
  expect(
    summaryOf(changesIn(other, { 'x.tf': '# 2\n', 'main.tf': uses, 'override.tf': 'locals {\n  a =\n}\n' })),
  ).toEqual(['update aws_x.y at main.tf:8 { p: "x" -> {"expression":"local.a"} }']);
});
