// Arguments of a call inside its module.
import { describe, expect, it, test } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import { changesIn, summaryOf } from '../projects.ts';
import type { Tree } from '../projects.ts';

/** `p` of the resource in a module that is called with these arguments. */
function inside(argument: string, declaration: string, expression: string): JsonValue | undefined {
  const tree: Tree = {
    'main.tf': `variable "open" {}\nlocals {\n  here = "x"\n}\nmodule "m" {\n  source = "./m"\n${argument}}\n`,
    'm/main.tf': `variable "v" {\n${declaration}}\nresource "aws_x" "in" {\n  p = ${expression}\n}\n`,
  };
  const created = changesIn({}, tree).find(({ address }) => address === 'module.m.aws_x.in');
  const state = created?.after ?? {};
  return state['p']?.value ?? state['p.a']?.value;
}

it.each<[string, string, string, string, JsonValue | undefined]>([
  ['a literal', '  v = "x"\n', '', 'var.v', 'x'],
  ['what the caller names', '  v = local.here\n', '', 'var.v', 'x'],
  ['the default of what is left out', '', '  default = 1\n', 'var.v', 1],
  ['nothing for what has none', '', '', 'var.v', { expression: 'var.v' }],
  ['null', '  v = null\n', '  default = 1\n', 'var.v', undefined],
  [
    'the default for a null that may not be',
    '  v = null\n',
    '  default = 1\n  nullable = false\n',
    'var.v',
    1,
  ],
  [
    'an expression of the caller under its name here',
    '  v = aws_y.z.id\n',
    '',
    'var.v',
    { expression: 'var.v' },
  ],
  ['a part of a list that is one', '  v = ["a", aws_y.z.id]\n', '', 'var.v[1]', { expression: 'var.v[1]' }],
  ['a part of a list that is none', '  v = ["a", aws_y.z.id]\n', '', 'var.v[0]', 'a'],
  ['a member', '  v = { a = aws_y.z.id }\n', '', 'var.v', { expression: 'var.v.a' }],
  [
    'an encoded policy',
    '  v = jsonencode({ a = aws_y.z.id })\n',
    '',
    'var.v',
    '{"a":{"expression":"aws_y.z.id"}}',
  ],
  ['nothing of the caller by itself', '', '', 'local.here', { expression: 'local.here' }],
])('%s', (_name, argument, declaration, expression, expected) => {
  expect(inside(argument, declaration, expression)).toEqual(expected);
});

describe('what a caller passes on that nobody can resolve', () => {
  const tree = (argument: string, use: string): Tree => ({
    'main.tf': `module "m" {\n  source = "./m"\n  v = ${argument}\n}\n`,
    'm/main.tf': `variable "v" {}\nresource "aws_x" "in" {\n  p = ${use}\n}\n`,
  });
  const seen = (before: string, after: string, use: string): readonly string[] =>
    summaryOf(changesIn(tree(before, use), tree(after, use))).filter((line) => line.includes('aws_x.in'));

  test('makes new what is exactly that, and shows where it comes from', () => {
    expect(seen('aws_y.a.id', 'aws_y.b.id', 'var.v')).toEqual([
      'update module.m.aws_x.in at m/main.tf:2 in main.tf { p: {"expression":"aws_y.a.id"} -> {"expression":"aws_y.b.id"} }',
    ]);
  });

  test('and not all that touches it', () => {
    expect(seen('aws_y.a.id', 'aws_y.b.id', 'templatefile("x", var.v)')).toEqual([]);
    expect(seen('{ a = aws_y.a.id }', '{ a = aws_y.b.id }', 'keys(var.v.b)')).toEqual([]);
  });

  test('but what is known in it', () => {
    expect(seen('{ a = aws_y.a.id, b = 1 }', '{ a = aws_y.a.id, b = 2 }', 'f(var.v)')).toHaveLength(1);
    expect(seen('{ a = aws_y.a.id, b = 1 }', '{ a = aws_y.a.id, b = 2 }', 'f(var.v.b)')).toHaveLength(1);
    expect(seen('{ a = aws_y.a.id, b = 1 }', '{ a = aws_y.a.id, b = 2 }', 'f(var.v.a)')).toHaveLength(0);
  });
});

test('a module whose override cannot be read knows nothing', () => {
  const tree = (override: string): Tree => ({
    'main.tf': 'module "m" {\n  source = "./m"\n  v = 1\n}\n',
    'm/main.tf': 'variable "v" {}\nresource "aws_x" "in" {\n  p = var.v\n}\n',
    'm/override.tf': override,
    'm/x.tf': `# ${override.length}\n`,
  });
  expect(summaryOf(changesIn(tree(''), tree('locals {')))).toEqual([
    'update module.m.aws_x.in at m/main.tf:2 in main.tf { p: 1 -> {"expression":"var.v"} }',
  ]);
});

it.each(['..', '../'])('what stands in the folder above is read through the source %s', (above) => {
  const tree: Tree = {
    'main.tf': 'module "child" {\n  source = "./role/child"\n}\n',
    'role/main.tf': 'variable "p" {}\nresource "aws_x" "in" {\n  p = var.p\n}\n',
    'role/child/main.tf': `module "role" {\n  source = "${above}"\n  p      = "x"\n}\n`,
  };
  const without = { ...tree, 'main.tf': 'locals {}\n', 'role/child/main.tf': '' };
  const made = changesIn(without, tree).find(
    ({ address }) => address === 'module.child.module.role.aws_x.in',
  );
  expect(made?.after?.['p']?.value).toBe('x');
});
