// A changed literal shows in whatever it flows into, however it gets there: by its value, or as something unknown that changed.
import { describe, expect, it, test } from 'vitest';
import { changesIn, summaryOf } from '../projects.ts';
import type { Tree } from '../projects.ts';

/** Whether the resource changes, which stands in a file of its own. */
function reaches(definitions: (literal: string) => string, expression: string, more: Tree = {}): boolean {
  const tree = (literal: string): Tree => ({
    'definitions.tf': `variable "open" {}\n${definitions(literal)}\n`,
    'main.tf': `resource "aws_x" "r" {\n  p = ${expression}\n}\n`,
    ...more,
  });
  const changes = changesIn(tree('10.0.0.0/8'), tree('0.0.0.0/0'));
  return changes.some(({ address }) => address.startsWith('aws_x.r'));
}

const local =
  (value: (literal: string) => string) =>
  (literal: string): string =>
    `locals {\n  a = ${value(`"${literal}"`)}\n}\n`;

describe('through a local', () => {
  it.each<[string, string, string]>([
    ['one of two unknown ways', 'var.open ? LIT : "x"', '[local.a]'],
    ['a choice at the reader', 'LIT', 'var.open ? local.a : "x"'],
    ['cidrsubnet', 'LIT', 'cidrsubnet(local.a, 8, 1)'],
    ['a template file', 'LIT', 'templatefile("x.tpl", { c = local.a })'],
    ['try', '{ b = LIT }', 'try(local.a.c, local.a.b)'],
    ['lookup of an unknown key', '{ b = LIT }', 'lookup(local.a, var.open, "x")'],
    ['an unknown index', '[LIT]', 'local.a[var.open]'],
    ['an unknown function', 'LIT', 'provider::x::y(local.a)'],
    ['arguments that are spread', '[[LIT]]', 'concat(local.a...)'],
    ['a condition in a template', 'LIT', '"%{ if var.open }${local.a}%{ endif }"'],
    ['a loop in a template', '[LIT]', '"%{ for x in local.a }${x}%{ endfor }"'],
    ['a loop over what is unknown', 'LIT', '[for x in var.open : "${x}${local.a}"]'],
    ['a filter of a loop', 'LIT', '[for x in ["a"] : x if var.open == local.a]'],
    ['an encoded document', 'LIT', 'jsonencode({ a = [local.a, var.open] })'],
    ['a decoded document', 'LIT', 'yamldecode(format("a: %s", local.a)).a'],
    ['products of sets', '[LIT]', 'setproduct(local.a, ["x"])'],
    ['a merge with what is unknown', '{ c = LIT }', 'merge(var.open, local.a)'],
    ['a computed key', 'LIT', '{ (var.open) = local.a }'],
    ['keys', '{ LIT = 1 }', 'keys(local.a)'],
    ['a group', '[LIT]', '{ for x in local.a : "k" => x... }'],
  ])('%s', (_name, value, expression) => {
    expect(
      reaches(
        local((literal) => value.replace('LIT', literal)),
        expression,
      ),
    ).toBe(true);
  });
});

describe('through other blocks', () => {
  it.each<[string, (literal: string) => string, string]>([
    ['tags', (v) => `resource "aws_vpc" "v" {\n  tags = { c = "${v}" }\n}`, '[aws_vpc.v.tags.c]'],
    ['a name that is none', (v) => `resource "aws_q" "v" {\n  name = "${v}"\n}`, '[aws_q.v.name]'],
    [
      'a name in a text',
      (v) => `resource "aws_q" "v" {\n  name = "${v.replace('/', '')}"\n}`,
      '"arn:${aws_q.v.name}"',
    ],
    [
      'a path of a role in a text',
      (v) => `resource "aws_iam_role" "v" {\n  path = "/${v}/"\n}`,
      '"x${aws_iam_role.v.path}"',
    ],
    [
      'triggers',
      (v) => `resource "null_resource" "v" {\n  triggers = { c = "${v}" }\n}`,
      'null_resource.v.triggers["c"]',
    ],
    [
      'a rendered file',
      (v) => `data "template_file" "v" {\n  vars = { c = "${v}" }\n}`,
      'data.template_file.v.rendered',
    ],
    [
      'the state of another root',
      (v) => `data "terraform_remote_state" "v" {\n  config = { key = "${v}" }\n}`,
      'data.terraform_remote_state.v.outputs.c',
    ],
    ['a default', (v) => `variable "v" {\n  default = { c = "${v}" }\n}`, 'var.v.c'],
  ])('%s', (_name, definitions, expression) => {
    expect(reaches(definitions, expression)).toBe(true);
  });

  test('an override file', () => {
    const tree = (literal: string): Tree => ({
      'main.tf': 'resource "aws_vpc" "v" {\n  c = "x"\n}\nresource "aws_x" "r" {\n  p = aws_vpc.v.c\n}\n',
      'override.tf': `resource "aws_vpc" "v" {\n  c = "${literal}"\n}\n`,
    });
    expect(summaryOf(changesIn(tree('a'), tree('b')))).toContain(
      'update aws_x.r at main.tf:4 { p: "a" -> "b" }',
    );
  });
});

describe('through modules', () => {
  const call = (more: string): string => `module "m" {\n  source = "./m"\n${more}\n}`;

  it.each<[string, (literal: string) => string, string, Tree]>([
    [
      'arguments and outputs',
      (v) => call(`  c = "${v}"`),
      'module.m.c',
      { 'm/m.tf': 'variable "c" {}\noutput "c" {\n  value = "${var.c}-${aws_y.z.id}"\n}\n' },
    ],
    [
      'a literal in what is unknown',
      (v) => call(`  c = aws_y.z.on ? "${v}" : "x"`),
      '"${module.m.c}/x"',
      { 'm/m.tf': 'variable "c" {}\noutput "c" {\n  value = "${var.c}-1"\n}\n' },
    ],
    [
      'a data source inside',
      (v) => call(`  c = "${v}"`),
      'module.m.c',
      {
        'm/m.tf':
          'variable "c" {}\ndata "aws_ami" "a" {\n  owners = [var.c]\n}\noutput "c" {\n  value = data.aws_ami.a.id\n}\n',
      },
    ],
    [
      'keys that nobody knows',
      (v) => call(`  for_each = var.open\n  c = "${v}"`),
      'values(module.m)[*].c',
      { 'm/m.tf': 'variable "c" {}\noutput "c" {\n  value = var.c\n}\n' },
    ],
  ])('%s', (_name, definitions, expression, more) => {
    expect(reaches(definitions, expression, more)).toBe(true);
  });
});

test('in JSON beside a computed key', () => {
  const tree = (literal: string): Tree => ({
    'l.tf': `locals {\n  a = "${literal}"\n}\n`,
    'main.tf.json': JSON.stringify({ resource: { aws_x: { r: { p: { '${var.open}': '${local.a}' } } } } }),
  });
  expect(changesIn(tree('a'), tree('b')).map(({ address }) => address)).toContain('aws_x.r');
});
