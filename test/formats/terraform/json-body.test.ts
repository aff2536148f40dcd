// Terraform's JSON syntax: the same things as in HCL, and what it does not allow.
import { describe, expect, it, test } from 'vitest';
import { changesIn, readTrees, summaryOf } from '../projects.ts';

const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** Address, type and attributes of all that a file creates, without lines. */
function seen(path: string, text: string): readonly string[] {
  const created = changesIn({}, { [path]: text });
  return created
    .map(({ address, type, after }) => {
      const values = Object.entries(after ?? {}).map(
        ([name, { value }]) => `${name}: ${JSON.stringify(value)}`,
      );
      return `${address} ${type} { ${values.toSorted().join('; ')} }`;
    })
    .toSorted();
}

describe('says the same as HCL', () => {
  it.each<[string, unknown, string]>([
    [
      'resources with blocks of Terraform itself',
      {
        resource: {
          aws_x: {
            a: {
              '//': 'why',
              count: 2,
              name: 'x-${aws_y.b.id}',
              tags: { a: 'b', 'c.d': true },
              list: [1, null, '${local.l}'],
              lifecycle: {
                prevent_destroy: true,
                precondition: [{ condition: '${true}', error_message: 'no' }],
              },
              provisioner: [{ 'local-exec': { command: 'a' } }, { 'local-exec': { command: 'b' } }],
              dynamic: { rule: { for_each: ['x'], content: { cidr: '${rule.value}' } } },
            },
          },
        },
        locals: { l: 'v' },
      },
      `locals {
  l = "v"
}
resource "aws_x" "a" {
  count = 2
  name = "x-\${aws_y.b.id}"
  tags = { a = "b", "c.d" = true }
  list = [1, null, local.l]
  lifecycle {
    prevent_destroy = true
    precondition {
      condition = true
      error_message = "no"
    }
  }
  provisioner "local-exec" {
    command = "a"
  }
  provisioner "local-exec" {
    command = "b"
  }
  dynamic "rule" {
    for_each = ["x"]
    content {
      cidr = rule.value
    }
  }
}
`,
    ],
    [
      'settings, providers and the rest',
      {
        terraform: [
          { required_version: '>= 1' },
          { backend: { s3: { bucket: 'b' } }, required_providers: { aws: { source: 'hashicorp/aws' } } },
        ],
        provider: { aws: [{ region: 'a' }, { alias: 'w', region: 'b' }] },
        variable: { v: { type: 'list(string)', default: ['a'] }, w: {} },
        output: { o: { value: '${var.v[0]}', sensitive: true } },
        module: { m: { source: 'a/b/c', version: '1.0.0', providers: { aws: 'aws.w' } } },
        data: { aws_ami: { x: { most_recent: true } } },
        moved: [{ from: 'aws_a.b', to: 'aws_a.c' }],
        removed: { from: 'aws_d.e', lifecycle: { destroy: false } },
        import: [{ to: 'aws_f.g', id: 'i' }],
        check: { c: { assert: [{ condition: '${false}', error_message: 'e' }] } },
      },
      `terraform {
  required_version = ">= 1"
}
terraform {
  backend "s3" {
    bucket = "b"
  }
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  region = "a"
}
provider "aws" {
  alias = "w"
  region = "b"
}
variable "v" {
  type = list(string)
  default = ["a"]
}
variable "w" {}
output "o" {
  value = var.v[0]
  sensitive = true
}
module "m" {
  source = "a/b/c"
  version = "1.0.0"
  providers = { aws = aws.w }
}
data "aws_ami" "x" {
  most_recent = true
}
moved {
  from = aws_a.b
  to = aws_a.c
}
removed {
  from = aws_d.e
  lifecycle {
    destroy = false
  }
}
import {
  to = aws_f.g
  id = "i"
}
check "c" {
  assert {
    condition = false
    error_message = "e"
  }
}
`,
    ],
  ])('%s', (_name, value, hcl) => {
    expect(seen('main.tf.json', json(value))).toEqual(seen('main.tf', hcl));
  });

  it('variables files', () => {
    expect(seen('x.tfvars.json', json({ a: 1, b: ['x'] }))).toEqual(seen('x.tfvars', 'a = 1\nb = ["x"]\n'));
  });

  it('templates and what looks like them', () => {
    const text = json({
      resource: { a: { b: { x: '$${var.a}', y: '%%{if}', z: 'a\n"${path.module}"\n', c: '\\${' } } },
    });
    expect(changesIn({}, { 'main.tf.json': text })).toEqual([]);
    const fine = json({
      resource: { a: { b: { x: '$${var.a}', y: '%%{if}', z: 'a\n"${path.module}"\n' } } },
    });
    expect(seen('main.tf.json', fine)).toEqual([
      'a.b a { x: "${var.a}"; y: "%{if}"; z: {"expression":"\\"a\\\\n\\\\\\"${path.module}\\\\\\"\\\\n\\""} }',
    ]);
  });

  it('objects with computed keys, and numbers that lose digits, stay as they are', () => {
    const text = '{"locals": {"o": {"${var.a}": "x"}, "n": 12345678901234567890, "e": 1.50, "s": "x"}}';
    expect(seen('main.tf.json', text)).toEqual([
      'local.e locals { value: 1.5 }',
      'local.n locals { value: {"expression":"\\"12345678901234567890\\""} }',
      'local.o locals { value: {"expression":"{\\"${var.a}\\":\\"x\\"}"} }',
      'local.s locals { value: "x" }',
    ]);
  });
});

test('lines are those of the file', () => {
  const text =
    '{\n  "resource": {\n    "aws_x": {\n      "a": {\n        "list": [\n          {"b": 1},\n          {"c": 2}\n        ]\n      }\n    }\n  }\n}\n';
  const [change] = changesIn({}, { 'main.tf.json': text });
  expect(change).toMatchObject({ startLine: 4, endLine: 9, attributes: [{ path: 'list', line: 5 }] });
  expect(change?.after?.['list']?.lines).toEqual({ '[0]': 6, '[0].b': 6, '[1]': 7, '[1].c': 7 });
});

test('a block of a type that nobody knows is opaque', () => {
  const [change] = changesIn({}, { 'main.tf.json': '{"invention": {"x": 1}}' });
  expect(change).toMatchObject({ address: 'invention', type: 'invention', opaque: true });
});

test('HCL-01: a change in JSON syntax is read like any other, whatever the file is called', () => {
  const tree = (acl: string): { readonly [path: string]: string } => ({
    'main.tf.json': json({ resource: { aws_s3_bucket: { b: { acl } } } }),
    'x.tofu.json': json({ locals: { acl } }),
  });
  expect(summaryOf(changesIn(tree('private'), tree('public-read')))).toEqual([
    'update aws_s3_bucket.b at main.tf.json:4 { acl: "private" -> "public-read" }',
    'update local.acl at x.tofu.json:3 { value: "private" -> "public-read" }',
  ]);
});

describe('HCL-01: refused', () => {
  it.each<[string, string, string, number, string]>([
    ['a doubled key', 'main.tf.json', '{"locals": {\n"a": 1,\n"a": 2}}', 3, 'duplicate-key'],
    ['no JSON', 'main.tf.json', '{"locals": {\n', 2, 'parse-error'],
    ['a body that is no object', 'main.tf.json', '{"resource": {"a": {\n"b": "c"}}}', 2, 'parse-error'],
    ['labels that are no objects', 'main.tf.json', '{"resource": {\n"a": []}}', 2, ''],
    ['labels that are a text', 'main.tf.json', '{"resource": {\n"a": "b"}}', 2, 'parse-error'],
    ['a list of texts for a body', 'main.tf.json', '{"locals":\n["a"]}', 2, 'parse-error'],
    ['text for the whole', 'main.tf.json', '"a"', 1, 'parse-error'],
    ['text for all values', 'x.tfvars.json', '1', 1, 'parse-error'],
    ['a broken template', 'main.tf.json', '{"locals": {\n"a": "${"}}', 2, 'parse-error'],
    ['half of a template', 'main.tf.json', '{"locals": {"a": "%{ if true }x"}}', 1, 'parse-error'],
    ['nothing that is nested', 'main.tf.json', '{"resource": null}', 1, ''],
  ])('%s', (_name, path, text, line, why) => {
    const reading = readTrees({}, { [path]: text })[path];
    if (why === '') expect(reading).toMatchObject({ kind: 'parsed', changes: [] });
    else expect(reading).toMatchObject({ kind: 'unreadable', problem: { file: path, line, why } });
  });
});
