// Instances that differ are told apart; what all of them say is said once.
import { describe, expect, it, test } from 'vitest';
import { changesIn, summaryOf } from '../projects.ts';
import type { Tree } from '../projects.ts';

const rules = (map: string, use = 'each.value'): Tree => ({
  'main.tf': `locals {\n  rules = ${map}\n}\nresource "aws_x" "r" {\n  for_each = local.rules\n  p        = ${use}\n}\n`,
});
const seen = (before: Tree, after: Tree): readonly string[] =>
  summaryOf(changesIn(before, after)).filter((line) => line.includes('aws_x'));

describe('for_each over a map', () => {
  it.each<[string, Tree, Tree, readonly string[]]>([
    [
      'a changed value is a change of its instance alone',
      rules('{ a = "1", b = "2" }'),
      rules('{ a = "1", b = "3" }'),
      ['update aws_x.r["b"] at main.tf:4 { p: "2" -> "3" }'],
    ],
    [
      'in a nested object',
      rules('{ a = { c = "1" } }', '[each.value.c]'),
      rules('{ a = { c = "2" } }', '[each.value.c]'),
      ['update aws_x.r at main.tf:4 { p: ["1"] -> ["2"] }'],
    ],
    [
      'what all say alike is said of the whole',
      rules('{ a = "1", b = "1" }'),
      rules('{ a = "2", b = "2" }'),
      ['update aws_x.r at main.tf:4 { p: "1" -> "2" }'],
    ],
    [
      'a new instance has its own value',
      rules('{ a = "1" }'),
      rules('{ a = "1", b = "2" }'),
      ['create aws_x.r["b"] at main.tf:4 { for_each.b: null -> "2"; p: null -> "2" }'],
    ],
    [
      'the key is a value',
      rules('{ a = "1" }', '"arn:${each.key}"'),
      rules('{ a = "1", b = "2" }', '"arn:${each.key}"'),
      ['create aws_x.r["b"] at main.tf:4 { for_each.b: null -> "2"; p: null -> "arn:b" }'],
    ],
    [
      'an expression around it changes with it',
      rules('{ a = "1" }', '"${each.value}-${aws_y.z.id}"'),
      rules('{ a = "2" }', '"${each.value}-${aws_y.z.id}"'),
      [
        'update aws_x.r at main.tf:4 { p: {"expression":"\\"${each.value}-${aws_y.z.id}\\""} -> {"expression":"\\"${each.value}-${aws_y.z.id}\\""} }',
      ],
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(seen(before, after)).toEqual(expected);
  });

  test('a resource that is new has one change for each instance that differs', () => {
    const made = changesIn({ 'z.tf': '' }, rules('{ a = "1", b = "2" }')).filter(
      ({ type }) => type === 'aws_x',
    );
    expect(made.map(({ address, after }) => [address, after?.['p']?.value])).toEqual([
      ['aws_x.r["a"]', '1'],
      ['aws_x.r["b"]', '2'],
    ]);
  });

  test('what becomes another key is never lost', () => {
    const moved = `moved {\n  from = aws_x.r["a"]\n  to   = aws_x.r["b"]\n}\n`;
    const after = rules('{ b = "2" }');
    const changed = { 'main.tf': `${after['main.tf'] ?? ''}${moved}` };
    expect(seen(rules('{ a = "1" }'), changed).some((line) => line.startsWith('update aws_x.r'))).toBe(true);
  });

  test('a count that is new takes over what was there', () => {
    const resource = (more: string): Tree => ({ 'main.tf': `resource "aws_x" "r" {\n${more}}\n` });
    expect(
      seen(resource('  p = "a"\n'), resource('  count = 1\n  p = "b${count.index}"\n')).some((line) =>
        line.startsWith('update aws_x.r'),
      ),
    ).toBe(true);
  });

  test('keys that may be secrets tell nothing apart', () => {
    const before = rules('{ "ghp_0123456789012345678901234567890123456789" = "1" }');
    const after = rules('{ "ghp_0123456789012345678901234567890123456789" = "2" }');
    expect(JSON.stringify(changesIn(before, after).map(({ address }) => address))).not.toContain('ghp_');
    expect(seen(before, after)).toHaveLength(1);
  });
});

describe('a module with for_each', () => {
  const tree = (map: string): Tree => ({
    'main.tf': `module "m" {\n  source   = "./m"\n  for_each = ${map}\n  c        = each.value\n}\n`,
    'm/main.tf': 'variable "c" {}\nresource "aws_x" "r" {\n  p = var.c\n}\n',
  });

  test('gives each instance its own values', () => {
    expect(seen(tree('{ a = "1", b = "2" }'), tree('{ a = "1", b = "3" }'))).toEqual([
      'update module.m["b"].aws_x.r at m/main.tf:2 in main.tf { p: "2" -> "3" }',
    ]);
  });

  test('however deep', () => {
    const deep = (map: string): Tree => ({
      ...tree(map),
      'm/main.tf': 'variable "c" {}\nmodule "n" {\n  source = "../n"\n  d = [var.c]\n}\n',
      'n/main.tf':
        'variable "d" {}\nresource "aws_x" "r" {\n  for_each = toset(var.d)\n  p = "${each.key}-x"\n}\n',
    });
    const [line = '', ...others] = seen(deep('{ a = "1" }'), deep('{ a = "1", b = "3" }')).filter((one) =>
      one.startsWith('create'),
    );
    expect(line).toContain('module.m["b"].module.n.aws_x.r');
    expect(others).toEqual([]);
  });

  test('in JSON', () => {
    const json = (value: string): Tree => ({
      'main.tf.json': JSON.stringify({
        resource: { aws_x: { r: { for_each: { a: '1', b: value }, p: '${each.value}' } } },
      }),
    });
    expect(seen(json('2'), json('3'))).toEqual(['update aws_x.r["b"] at main.tf.json:1 { p: "2" -> "3" }']);
  });
});

test('more instances than anybody reads are told as a whole', () => {
  const keys = `toset([for i in range(100) : "k\${i}"])`;
  const resources = Array.from(
    { length: 30 },
    (_, index) => `resource "aws_x" "r${index}" {\n  p = var.v\n}\n`,
  );
  const tree = (literal: string): Tree => ({
    'main.tf': `module "m" {\n  source = "./m"\n  for_each = ${keys}\n  v = "\${each.key}${literal}"\n}\n`,
    'm/m.tf': `variable "v" {}\n${resources.join('')}`,
  });
  const told = seen(tree('a'), tree('b'));
  expect(told.filter((line) => line.includes('module.m["k1"]')).length).toBe(10);
  expect(told.filter((line) => line.includes('module.m.aws_x')).length).toBe(20);
});
