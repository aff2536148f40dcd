// What an expression comes to: resolved where everything in it is known, else left as it is written.
import { describe, expect, it, test } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import { changesIn, summaryOf } from '../projects.ts';
import { resolve, source } from './resolve.ts';

const DEFINITIONS = `
variable "open" {}
variable "name" {
  default = "web"
}
variable "port" {
  default = 443
}
variable "on" {
  default = true
}
variable "list" {
  default = ["a", "b"]
}
variable "map" {
  default = { a = 1, "b c" = { d = "e" } }
}
locals {
  plain  = "x"
  alias  = aws_vpc.main.id
  made   = [for one in var.list : upper(one)]
  deep   = local.deeper
  deeper = { list = [{ key = local.plain }] }
  key    = "a"
  keyed  = { a = { b = ["c"] }, "a.b" = { b = ["d", "f"] } }
  round  = local.about
  about  = local.round
  self   = local.self
}
`;

describe('what is known', () => {
  it.each<[string, JsonValue | undefined]>([
    ['"x"', 'x'],
    ['1', 1],
    ['-1', -1],
    ['1.5e2', 150],
    ['true', true],
    ['null', undefined],
    ['(("x"))', 'x'],
    ['[1, "b"]', [1, 'b']],
    ['var.name', 'web'],
    ['var.list', ['a', 'b']],
    ['var.list[1]', 'b'],
    ['var.list.0', 'a'],
    ['var.map["b c"].d', 'e'],
    ['var.map["b c"]["d"]', 'e'],
    ['var.map["a"]', 1],
    ['var.map[local.key]', 1],
    ['local.keyed["a"].b[0]', 'c'],
    ['local.keyed["a.b"].b[1]', 'f'],
    ['"${local.keyed["a"]["b"][0]}-${var.map["a"]}"', 'c-1'],
    ['local.made', ['A', 'B']],
    ['var.list[*]', ['a', 'b']],
    ['var.name[*]', ['web']],
    ['local.deep.list[*].key', ['x']],
    ['local.deep.list.*.key[0]', 'x'],
    ['[for one in var.list : one]', ['a', 'b']],
    ['{ for one in var.list : one => one }', { 'p.a': 'a', 'p.b': 'b' }],
    ['var.map', { 'p.a': 1, 'p["b c"].d': 'e' }],
    ['local.plain', 'x'],
    ['local.deep.list[0].key', 'x'],
    ['"${var.name}"', 'web'],
    ['"${var.name}-${local.plain}:${var.port}/${var.on}"', 'web-x:443/true'],
    ['"$${var.name}"', '${var.name}'],
    ['{ (var.name) = 1 }', { 'p.web': 1 }],
    ['[local.plain, aws_vpc.main.id]', ['x', source('aws_vpc.main.id')]],
    ['{ a = local.plain, b = aws_vpc.main.id }', { 'p.a': 'x', 'p.b': source('aws_vpc.main.id') }],
    ['{ a = 1 }.a', 1],
    ['["a", "b"][1]', 'b'],
    ['var.on ? "yes" : aws_vpc.main.id', 'yes'],
    ['var.on ? aws_vpc.main.id : "no"', source('aws_vpc.main.id')],
    ['local.alias', source('aws_vpc.main.id')],
    ['<<-EOT\n    a ${var.name}\n    b\n  EOT', 'a web\nb\n'],
    [
      'jsonencode({ a = local.plain, b = aws_vpc.main.id })',
      '{"a":"x","b":{"expression":"aws_vpc.main.id"}}',
    ],
  ])('%s', (expression, expected) => {
    expect(resolve(expression, DEFINITIONS)).toEqual(expected);
  });
});

describe('what stays as it is written', () => {
  it.each([
    'var.open',
    'var.missing',
    'var.open.x',
    'local.missing',
    'local.self',
    'var.list[2]',
    'var.map["x"]',
    'var.map[var.open]',
    'var.name.x',
    'var.list[var.map]',
    'aws_vpc.main.id',
    'each.value',
    'path.module',
    'terraform.workspace',
    'data.aws_x.y.z',
    '"${var.open}-x"',
    '"${var.list}-x"',
    '"%{ if var.on }a%{ endif }"',
    'var.open ? 1 : 2',
    'var.name ? 1 : 2',
    'concat(var.list...)',
    'file("x")',
    '12345678901234567890',
    '{ (var.open) = 1 }',
    '{ (var.name) = 1, web = 2 }',
    '{ expression = 1 }',
    '{ json = 1 }',
  ])('%s', (expression) => {
    expect(resolve(expression, DEFINITIONS)).toEqual(source(expression));
  });

  it('a name for itself', () => {
    expect(resolve('local.round', DEFINITIONS)).toEqual(source('local.about'));
  });

  it('text that is half a character', () => {
    expect(resolve('local.half', 'locals {\n  half = "\\ud800"\n}')).not.toBe('\ud800');
  });

  it('a name that is defined twice', () => {
    const twice = 'locals {\n  a = 1\n}\nlocals {\n  a = 2\n}\nvariable "b" {\n  default = 1\n}\n';
    expect(resolve('local.a', twice)).toEqual(source('local.a'));
    expect(resolve('var.b', `${twice}variable "b" {\n  default = 1\n}\n`)).toEqual(source('var.b'));
  });

  it('what grows without end', () => {
    const doubled = Array.from({ length: 40 }, (_, at) => `  a${at + 1} = [local.a${at}, local.a${at}]`);
    const texts = Array.from({ length: 40 }, (_, at) => `  t${at + 1} = "\${local.t${at}}\${local.t${at}}"`);
    const locals = `locals {\n  a0 = 1\n  t0 = "0123456789"\n${[...doubled, ...texts].join('\n')}\n}\n`;
    expect(JSON.stringify(resolve('local.a40', locals)).length).toBeLessThan(100_000);
    expect(resolve('local.t40', locals)).toEqual(source('local.t40'));
  });

  it('what stands too far behind other names', () => {
    const chain = Array.from({ length: 200 }, (_, at) => `  a${at + 1} = local.a${at}`);
    // The last name stands first, so that nothing is known of the others when it is asked for.
    const locals = `locals {\n${chain.toReversed().join('\n')}\n  a0 = 1\n}\n`;
    expect(resolve('local.a20', locals)).toBe(1);
    expect(resolve('local.a200', locals)).toEqual(source('local.a99'));
  });
});

describe('inside a `dynamic` block', () => {
  const dynamic = (header: string): string =>
    `locals {\n  value = "10.0.0.0/8"\n}\nresource "aws_x" "it" {\n  dynamic "${header}\n    for_each = var.x\n    content {\n      cidr = local.value\n    }\n  }\n}\n`;
  const cidr = (header: string): JsonValue | undefined => {
    const created = changesIn({}, { 'main.tf': dynamic(header) }).find(
      ({ address }) => address === 'aws_x.it',
    );
    const found = Object.entries(created?.after ?? {}).find(([path]) => path.endsWith('.cidr'));
    return found?.[1].value;
  };

  test('a local is a local', () => {
    expect(cidr('rule" {')).toBe('10.0.0.0/8');
  });

  test.each(['local" {', 'rule" {\n    iterator = local'])(
    'an iterator of that name is none: %s',
    (header) => {
      expect(cidr(header)).toEqual(source('local.value'));
    },
  );
});

describe('what changes is told although its own text does not', () => {
  const tree = (value: string, user: string): { readonly 'main.tf': string } => ({
    'main.tf': `variable "open" {}\nlocals {\n  a = ${value}\n  b = { old = 1, new = local.a }\n}\nresource "aws_x" "it" {\n  p = ${user}\n}\n`,
  });
  it.each<[string, string, string, string]>([
    ['a known value', '1', '2', 'local.a'],
    ['one behind another name', '1', '2', 'local.b.new'],
    ['a part of what is computed', '1', '2', '"${local.a}-${var.open}"'],
    ['a part of what nobody computes', '1', '2', 'templatefile("x", { a = local.a })'],
    ['one that nobody knows on either side', 'aws_a.x.id', 'aws_a.y.id', 'local.a'],
    ['one in a template with a condition', 'true', 'false', '"%{ if local.a }x%{ endif }"'],
  ])('%s', (_name, before, after, user) => {
    const changes = changesIn(tree(before, user), tree(after, user));
    expect(changes.map(({ address, action }) => `${action} ${address}`)).toContain('update aws_x.it');
  });

  it('not what another part of an object says', () => {
    const seen = changesIn(
      tree('1', 'templatefile("x", local.b.old)'),
      tree('2', 'templatefile("x", local.b.old)'),
    );
    expect(seen.map(({ address }) => address)).not.toContain('aws_x.it');
  });

  it('and shows what differs where both sides are written alike', () => {
    const seen = changesIn(tree('1', '"${local.a}-${var.open}"'), tree('2', '"${local.a}-${var.open}"'));
    expect(summaryOf(seen)).toContain(
      'update aws_x.it at main.tf:6 { p: {"expression":"\\"${1}-${var.open}\\""} -> {"expression":"\\"${2}-${var.open}\\""} }',
    );
  });
});
