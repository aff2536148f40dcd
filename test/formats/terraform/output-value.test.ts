// What a module gives back reaches the resources of its caller.
import { describe, expect, it, test } from 'vitest';
import { changesIn, summaryOf } from '../projects.ts';
import type { Tree } from '../projects.ts';

const call = (more = ''): string => `module "m" {\n  source = "./m"\n${more}}\n`;
const reader = (expression: string): string => `resource "aws_x" "r" {\n  p = ${expression}\n}\n`;
const output = (value: string, more = ''): string => `output "o" {\n  value = ${value}\n${more}}\n`;
const seen = (before: Tree, after: Tree): readonly string[] =>
  summaryOf(changesIn(before, after)).filter((line) => /[ .]aws_x\./.test(line));

describe('a literal of a module', () => {
  const changed = ['update aws_x.r at main.tf:4 { p: "a" -> "b" }'];

  it.each<[string, (value: string) => Tree]>([
    ['in its output', (value) => ({ 'main.tf': call() + reader('module.m.o'), 'm/m.tf': output(value) })],
    [
      'in a local of it',
      (value) => ({
        'main.tf': call() + reader('module.m.o'),
        'm/m.tf': `${output('local.v')}locals {\n  v = ${value}\n}\n`,
      }),
    ],
    [
      'in a module that it calls',
      (value) => ({
        'main.tf': call() + reader('module.m.o'),
        'm/m.tf': `${output('module.n.o')}module "n" {\n  source = "../n"\n}\n`,
        'n/n.tf': output(value),
      }),
    ],
    [
      'in an object that it gives back',
      (value) => ({
        'main.tf': call() + reader('module.m.o["k"].c'),
        'm/m.tf': output(`{ k = { c = ${value} }, other = ${value} }`),
      }),
    ],
  ])('%s', (_name, tree) => {
    expect(seen(tree('"a"'), tree('"b"'))).toEqual(changed);
  });

  test('in an instance that is read by its key', () => {
    const tree = (value: string): Tree => ({
      'main.tf': `${call('  for_each = { k = "x" }\n')}${reader('module.m["k"].o')}`,
      'm/m.tf': output(value),
    });
    expect(seen(tree('"a"'), tree('"b"'))).toEqual(['update aws_x.r at main.tf:5 { p: "a" -> "b" }']);
  });

  test('through an argument and back', () => {
    const tree = (value: string): Tree => ({
      'main.tf': `${call(`  v = ${value}\n`)}${reader('module.m.o')}`,
      'm/m.tf': `variable "v" {}\n${output('"${var.v}-x"')}`,
    });
    expect(seen(tree('"a"'), tree('"b"'))).toEqual(['update aws_x.r at main.tf:5 { p: "a-x" -> "b-x" }']);
  });

  test('into another module', () => {
    const tree = (value: string): Tree => ({
      'main.tf': `${call()}module "n" {\n  source = "./n"\n  v      = module.m.o\n}\n`,
      'm/m.tf': output(value),
      'n/n.tf': `variable "v" {}\n${reader('var.v')}`,
    });
    expect(seen(tree('"a"'), tree('"b"'))).toEqual([
      'update module.n.aws_x.r at n/n.tf:2 in main.tf { p: "a" -> "b" }',
    ]);
  });

  it.each<[string, string, string]>([
    ['by key', '  for_each = { k = "a" }\n  v = each.value\n', 'module.m["k"].o'],
    ['by index', '  count = 1\n  v = "a"\n', 'module.m[0].o'],
    ['of all', '  count = 1\n  v = "a"\n', 'module.m[*].o'],
    ['in a for', '  for_each = toset(["a"])\n  v = each.key\n', 'one([for k, one in module.m : one.o])'],
  ])('of several instances: %s', (_name, more, expression) => {
    const tree = (suffix: string): Tree => ({
      'main.tf': call(more) + reader(expression),
      'm/m.tf': `variable "v" {}\n${output(`"\${var.v}-${suffix}"`)}`,
    });
    const [line = ''] = seen(tree('1'), tree('2'));
    expect(line).toContain('a-1');
    expect(line).toContain('a-2');
  });
});

describe('what nobody can resolve', () => {
  const tree = (value: string, expression: string): Tree => ({
    'main.tf': call() + reader(expression),
    'm/m.tf': `${output(value)}locals {\n  a = "1"\n}\n`,
  });

  it.each<[string, string, string, string]>([
    ['a literal beside it', '"${aws_y.z.id}-a"', '"${aws_y.z.id}-b"', 'module.m.o'],
    ['a literal in a choice', 'aws_y.z.on ? "a" : "c"', 'aws_y.z.on ? "b" : "c"', '[module.m.o]'],
    ['whatever is made of it', '"${aws_y.z.id}-a"', '"${aws_y.z.id}-b"', '"${module.m.o}/x"'],
    ['all of them', '"${aws_y.z.id}-a"', '"${aws_y.z.id}-b"', 'merge(module.m, aws_q.r)'],
  ])('changes with %s', (_name, before, after, expression) => {
    expect(seen(tree(before, expression), tree(after, expression))).toHaveLength(1);
  });

  test('of a module from elsewhere it is not known, and no change', () => {
    const other = (version: string): Tree => ({
      'main.tf': `module "m" {\n  source  = "a/b/c"\n  version = "${version}"\n}\n${reader('module.m.o')}`,
    });
    expect(seen(other('1'), other('2'))).toEqual([]);
  });

  test('modules in a circle end', () => {
    const circle = (name: string): Tree => ({
      'main.tf': call() + reader('module.m.o'),
      'm/m.tf': `${output('module.n.o')}module "n" {\n  source = "../n"\n}\n`,
      'n/n.tf': `${output(`"\${module.m.o}-${name}"`)}module "m" {\n  source = "../m"\n}\n`,
    });
    expect(seen(circle('a'), circle('b'))).toHaveLength(1);
    expect(seen(circle('a'), { ...circle('a'), 'z.tf': '# z\n' })).toEqual([]);
  });

  test('outputs in a circle through arguments end', () => {
    const circle = (name: string): Tree => ({
      'main.tf': `${call('  v = module.m.o\n')}${reader('module.m.o')}`,
      'm/m.tf': `variable "v" {}\n${output(`"\${var.v}-${name}"`)}`,
    });
    expect(seen(circle('a'), circle('b'))).toHaveLength(1);
  });
});

test('names of blocks read nothing: depends_on, providers', () => {
  const tree = (value: string): Tree => ({
    'main.tf': `${call()}resource "aws_x" "r" {\n  depends_on = [module.m, module.m.o]\n}\n`,
    'm/m.tf': output(value),
  });
  expect(seen(tree('"a"'), tree('"b"'))).toEqual([]);
});

test('a sensitive output is compared and never shown', () => {
  const tree = (value: string): Tree => ({
    'main.tf': call() + reader('module.m.o') + reader('"x-${module.m.o}"').replace('"r"', '"s"'),
    'm/m.tf': output(value, '  sensitive = true\n'),
  });
  const changes = changesIn(tree('"hunter2a"'), tree('"hunter2b"'));
  expect(seen(tree('"hunter2a"'), tree('"hunter2b"'))).toHaveLength(2);
  expect(JSON.stringify(changes)).not.toContain('hunter2');
});
