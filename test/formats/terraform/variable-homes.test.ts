// Which modules may be given a variables file, and what follows from one that stands far from them.
import { describe, expect, it, test } from 'vitest';
import { namedSources, sourceFolder, variableHomes } from '../../../src/formats/terraform/variable-homes.ts';
import { changesIn, summaryOf } from '../projects.ts';
import type { Tree } from '../projects.ts';

it.each([
  ['source = "./m"', ['a/m']],
  ['source="../m"', ['m']],
  ['"source": "./m//x"', ['a/m/x']],
  ['source = ("./m/")', ['a/m']],
  ['source = "m"', []],
  ['source = "./\n"', []],
])('%s names %j', (text, expected) => {
  expect(namedSources('a/main.tf', text)).toEqual(expected);
});

it('folders are spelled in one way', () => {
  expect(sourceFolder('a/b', '../c/./d//e/')).toBe('a/c/d/e');
  expect(sourceFolder('.', './')).toBe('.');
  expect(sourceFolder('a', '../')).toBe('.');
});

const DECLARES = 'variable "size" {}\nmodule "any" {\n}\n';
const homes = (tree: Tree): unknown =>
  Object.fromEntries(variableHomes(Object.entries(tree).map(([path, text]) => ({ path, text }))));

describe('values belong to', () => {
  it.each<[string, Tree, string, unknown]>([
    ['their folder', { 'a/m.tf': DECLARES }, 'a/x.tfvars', { near: 'a', others: [] }],
    [
      'the nearest above',
      { 'm.tf': 'data "a" "b" {}\n', 'a/m.tf': DECLARES },
      'a/env/x.tfvars',
      { near: 'a', others: [] },
    ],
    ['the root of all', { 'm.tf': DECLARES }, 'env/x.tfvars', { near: '.', others: [] }],
    [
      'whoever declares them',
      { 'a/m.tf': DECLARES, 'b/m.tf': '' },
      'env/x.tfvars',
      { near: null, others: ['a'] },
    ],
    [
      'and not to the nearest that does not',
      { 'm.tf': 'data "a" "b" {}\n', 'a/m.tf': DECLARES },
      'x.tfvars',
      { near: null, others: ['a'] },
    ],
    [
      'whoever declares them in JSON',
      { 'a/m.tf.json': '{"variable": {"size": {}}}' },
      'env/x.tfvars',
      { near: null, others: ['a'] },
    ],
    [
      'roots and not the modules that they call',
      { 'a/m.tf': `${DECLARES}module "m" {\n  source = "../m"\n}\n`, 'm/m.tf': DECLARES },
      'env/x.tfvars',
      { near: null, others: ['a'] },
    ],
    ['nobody', { 'a/m.tf': '' }, 'env/x.tfvars', { near: null, others: [] }],
    [
      'the nearest where nobody declares them',
      { 'm.tf': 'resource "a" "b" {}\n' },
      'env/x.tfvars',
      { near: '.', others: [] },
    ],
    [
      'the folder that loads them by itself',
      { 'a/m.tf': 'module "x" {}\n', 'b/m.tf': DECLARES },
      'a/terraform.tfvars',
      { near: 'a', others: [] },
    ],
  ])('%s', (_name, tree, path, expected) => {
    expect(homes({ ...tree, [path]: 'size = 1\n' })).toEqual({ [path]: expected });
  });
});

const root = (name: string): string =>
  `variable "${name}" {}\nresource "aws_x" "it" {\n  p = var.${name}\n}\n`;

describe('a variables file far from all configuration', () => {
  const tree = (value: number, more: Tree = {}): Tree => ({
    'infra/main.tf': root('size'),
    'other/main.tf': root('count_of'),
    'variables/prod/common.tfvars': `size = ${value}\n`,
    ...more,
  });

  test('changes the resources of every root that declares what changes', () => {
    expect(summaryOf(changesIn(tree(1), tree(2)))).toEqual([
      'update aws_x.it at infra/main.tf:2 in variables/prod/common.tfvars { p: 1 -> 2 }',
      'update var.size at variables/prod/common.tfvars:1 { value: 1 -> 2 }',
    ]);
  });

  test('also where more is declared beside it', () => {
    const near = { 'main.tf': 'variable "region" {}\nresource "aws_y" "it" {}\n' };
    const values = (size: number): Tree => ({
      ...tree(1, near),
      'variables/prod/common.tfvars': `region = "a"\nsize = ${size}\n`,
    });
    expect(summaryOf(changesIn(values(1), values(2)))).toContain(
      'update aws_x.it at infra/main.tf:2 in variables/prod/common.tfvars { p: 1 -> 2 }',
    );
  });

  test('is opaque where nobody declares what it sets', () => {
    const alone = (value: number): Tree => ({ 'live/prod.tfvars': `size = ${value}\n` });
    const [change, ...others] = changesIn(alone(1), alone(2));
    expect(change).toMatchObject({ address: 'var.size', action: 'unknown', opaque: true });
    expect(others).toEqual([]);
  });

  test('gives its values to the root of its name when that changes', () => {
    const more = (text: string): Tree => ({
      'infra/main.tf': text,
      'variables/prod/infra.tfvars': 'size = 3\nmore = 1\n',
      'variables/prod/other.tfvars': 'size = 4\nmore = 1\n',
    });
    expect(
      summaryOf(changesIn(more(root('size')), more(root('size').replace('var.size', 'var.size + 1')))),
    ).toEqual(['update aws_x.it at infra/main.tf:2 in variables/prod/infra.tfvars { p: 3 -> 4 }']);
  });

  test('a guess does not stand for the plain root', () => {
    const values = (size: number): Tree => ({
      ...tree(1),
      'variables/prod/common.tfvars': `size = ${size}\nmore = 1\n`,
    });
    const before = values(1);
    const after = { ...values(2), 'infra/main.tf': root('size').replace('var.size', '"x"') };
    const places = changesIn(before, after)
      .filter(({ address }) => address === 'aws_x.it')
      .map(({ usedIn }) => usedIn);
    expect(places).toContainEqual([]);
  });
});
