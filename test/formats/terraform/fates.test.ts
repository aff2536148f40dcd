// Instances by their keys: what `count`, `for_each` and moves make come and go.
import { describe, expect, test } from 'vitest';
import { changesIn } from '../projects.ts';
import type { Tree } from '../projects.ts';

/** What comes and goes, by address; the block itself and blocks of other types are left out. */
function seen(before: Tree, after: Tree): readonly string[] {
  return changesIn(before, after)
    .filter(({ type, action }) => type === 'aws_x' && action !== 'update')
    .map(({ action, address, attributes }) =>
      action === 'unknown'
        ? [action, address, ...attributes.map(({ path }) => path)].join(' ')
        : `${action} ${address}`,
    )
    .toSorted();
}

const resource = (line: string, name = 'r'): string =>
  `resource "aws_x" "${name}" {\n  ${line}\n  p = 1\n}\n`;
const moved = (from: string, to: string): string => `moved {\n  from = ${from}\n  to   = ${to}\n}\n`;
const main = (text: string): Tree => ({ 'main.tf': text });

describe('keys of a resource', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['a set loses a key', 'for_each = toset(["a", "b"])', 'for_each = toset(["a"])', ['delete aws_x.r["b"]']],
    ['a set in another order', 'for_each = toset(["a", "b"])', 'for_each = toset(["b", "a"])', []],
    ['a set gains a key', 'for_each = toset(["a"])', 'for_each = toset(["a", "b"])', ['create aws_x.r["b"]']],
    ['a map loses a key', 'for_each = { a = 1, b = 2 }', 'for_each = { a = 1 }', ['delete aws_x.r["b"]']],
    ['a map has another value', 'for_each = { a = 1 }', 'for_each = { a = 2 }', []],
    [
      'a key with dots and quotes',
      'for_each = { "a.\\"b" = 1, c = 1 }',
      'for_each = { c = 1 }',
      [String.raw`delete aws_x.r["a.\"b"]`],
    ],
    [
      'another key',
      'for_each = toset(["a"])',
      'for_each = toset(["b"])',
      ['create aws_x.r["b"]', 'delete aws_x.r["a"]'],
    ],
    ['fewer', 'count = 3', 'count = 1', ['delete aws_x.r[1]', 'delete aws_x.r[2]']],
    ['fewer, as a text', 'count = "2"', 'count = "1"', ['delete aws_x.r[1]']],
    ['more', 'count = 1', 'count = 2', ['create aws_x.r[1]']],
    ['the first of several, from one', '', 'count = 2', ['create aws_x.r[1]']],
    ['one, from the first of several', 'count = 2', '', ['delete aws_x.r[1]']],
    ['one, from a count of one', 'count = 1', '', []],
    [
      'each, from count',
      'count = 1',
      'for_each = toset(["a"])',
      ['create aws_x.r["a"]', 'delete aws_x.r[0]'],
    ],
    ['each, from one', '', 'for_each = toset(["a"])', ['create aws_x.r["a"]', 'delete aws_x.r']],
    ['one, from each', 'for_each = toset(["a"])', '', ['create aws_x.r', 'delete aws_x.r["a"]']],
    ['computed, which the attribute shows', 'for_each = toset(["a"])', 'for_each = data.a.b.c', []],
  ])('%s', (_name, before, after, expected) => {
    expect(seen(main(resource(before)), main(resource(after)))).toEqual(expected);
  });

  test('from a local, a variable with a default and a variables file', () => {
    const local = (keys: string): Tree =>
      main(`locals {\n  k = ${keys}\n}\n${resource('for_each = local.k')}`);
    expect(seen(local('{ a = 1, b = 2 }'), local('{ a = 1 }'))).toEqual(['delete aws_x.r["b"]']);
    const given = (keys: string): Tree => ({
      ...main(`variable "k" {}\n${resource('for_each = toset(var.k)')}`),
      'terraform.tfvars': `k = ${keys}\n`,
    });
    expect(seen(given('["a", "b"]'), given('["b"]'))).toEqual(['delete aws_x.r["a"]']);
    const fallback = (count: number): Tree =>
      main(`variable "n" {\n  default = ${count}\n}\n${resource('count = var.n')}`);
    expect(seen(fallback(2), fallback(1))).toEqual(['delete aws_x.r[1]']);
  });

  test('from another block, named as a whole or by its keys', () => {
    const tree = (keys: string, each: string): Tree =>
      main(`resource "aws_y" "v" {\n  for_each = ${keys}\n  q = 1\n}\n${resource(`for_each = ${each}`)}`);
    for (const each of ['aws_y.v', 'toset(keys(aws_y.v))'])
      expect(seen(tree('toset(["a", "b"])', each), tree('toset(["a"])', each))).toEqual([
        'delete aws_x.r["b"]',
      ]);
    expect(seen(tree('toset(["a"])', 'aws_y.v'), tree('toset([])', 'aws_y.v'))).toEqual(['delete aws_x.r']);
    const one = (q: string): Tree =>
      main(`resource "aws_y" "v" {\n  ${q}\n}\n${resource('for_each = aws_y.v')}`);
    expect(seen(one('a = 1'), one('b = 1'))).toEqual([]);
  });

  test('an instance that goes has what it was, and one that comes what it is', () => {
    const [gone] = changesIn(main(resource('count = 2')), main(resource('count = 1'))).filter(
      ({ action }) => action === 'delete',
    );
    expect([gone?.before?.['p']?.value, gone?.after]).toEqual([1, null]);
    expect(gone?.attributes.map(({ path }) => path)).toEqual(['count', 'p']);
    const [come] = changesIn(main(resource('count = 1')), main(resource('count = 2'))).filter(
      ({ action }) => action === 'create',
    );
    expect([come?.before, come?.after?.['p']?.value]).toEqual([null, 1]);
  });

  test('a data source makes nothing', () => {
    const tree = (count: number): Tree => main(`data "aws_x" "r" {\n  count = ${count}\n}\n`);
    expect(seen(tree(2), tree(1))).toEqual([]);
  });

  test('what may be a secret is no key', () => {
    const key = (id: string): string => resource(`for_each = toset(["AKIA${id}QWERTYUIOPAS"])`);
    const changes = changesIn(main(key('ABCD')), main(key('EFGH')));
    expect(JSON.stringify(changes)).not.toContain('QWERTYUIOPAS');
    const secret = (text: string): Tree =>
      main(
        `variable "passwords" {\n  default = ["${text}", "a"]\n}\n${resource('for_each = toset(var.passwords)')}`,
      );
    expect(JSON.stringify(changesIn(secret('hunter2x'), secret('hunter3x')))).not.toMatch(/hunter/);
  });

  test('many are named up to a number, and the rest together', () => {
    const lost = seen(main(resource('count = 500')), main(resource('count = 1')));
    expect(lost).toHaveLength(101);
    expect(lost).toContain('delete aws_x.r[*]');
  });

  test('and of many blocks, so that all of them find room', () => {
    const tree = (count: number): Tree => ({
      'main.tf': `module "m" {\n  source = "./m"\n  count = ${count}\n}\n`,
      'm/main.tf': Array.from({ length: 200 }, (_, index) => resource('', `r${index}`)).join(''),
    });
    const lost = seen(tree(150), tree(1));
    expect(lost.filter((line) => line.endsWith('[*]')).length).toBeGreaterThan(150);
    expect(lost.length).toBeLessThan(5_000);
  });

  test('too many to be told apart are in doubt', () => {
    expect(seen(main(resource('count = 1000000')), main(resource('count = 1')))).toEqual([]);
    const call = (count: string): Tree => ({
      'main.tf': `module "m" {\n  source = "./m"\n  count = ${count}\n}\n`,
      'm/main.tf': resource('count = 600'),
    });
    expect(seen(call('600'), call('599'))).toEqual(['unknown module.m.aws_x.r module.m.count']);
  });
});

describe('keys of a call', () => {
  const call = (line: string, inner = ''): Tree => ({
    'main.tf': `module "m" {\n  source = "./m"\n  ${line}\n}\n`,
    'm/main.tf': resource(inner),
  });
  test.each<[string, string, string, string, readonly string[]]>([
    [
      'a set loses a key',
      'for_each = toset(["a", "b"])',
      'for_each = toset(["a"])',
      '',
      ['delete module.m["b"].aws_x.r'],
    ],
    [
      'fewer of several each',
      'count = 2',
      'count = 1',
      'count = 2',
      ['delete module.m[1].aws_x.r[0]', 'delete module.m[1].aws_x.r[1]'],
    ],
    [
      'fewer of what nobody can count',
      'count = 2',
      'count = 1',
      'count = var.n',
      ['delete module.m[1].aws_x.r[*]'],
    ],
    [
      'a count where there was none, which is no move of a call',
      '',
      'count = 1',
      '',
      ['create module.m[0].aws_x.r', 'delete module.m.aws_x.r'],
    ],
    ['none where there was one', 'count = 1', 'count = 0', '', ['delete module.m.aws_x.r']],
    [
      'computed',
      'for_each = toset(["a"])',
      'for_each = data.a.b.c',
      '',
      ['unknown module.m.aws_x.r module.m.for_each'],
    ],
    [
      'no longer computed',
      'for_each = data.a.b.c',
      'for_each = toset(["a"])',
      '',
      ['unknown module.m.aws_x.r module.m.for_each'],
    ],
    [
      'computed in other words',
      'for_each = data.a.b.c',
      'for_each = data.a.b.d',
      '',
      ['unknown module.m.aws_x.r module.m.for_each'],
    ],
  ])('%s', (_name, before, after, inner, expected) => {
    expect(seen(call(before, inner), call(after, inner))).toEqual(expected);
  });

  test('around a call that is written as it was', () => {
    const tree = (keys: string): Tree => ({
      'main.tf': `module "o" {\n  source = "./o"\n  for_each = toset(${keys})\n}\n`,
      'o/main.tf': 'module "m" {\n  source = "../m"\n  count = 2\n}\n',
      'm/main.tf': resource(''),
    });
    expect(seen(tree('["a", "b"]'), tree('["a"]'))).toEqual([
      'delete module.o["b"].module.m[0].aws_x.r',
      'delete module.o["b"].module.m[1].aws_x.r',
    ]);
  });

  test('of a module from elsewhere', () => {
    const tree = (keys: string): Tree =>
      main(`module "m" {\n  source = "a/b/c"\n  for_each = toset(${keys})\n}\n`);
    const found = changesIn(tree('["a", "b"]'), tree('["a"]')).map(
      ({ action, address }) => `${action} ${address}`,
    );
    expect(found.toSorted()).toEqual(['delete module.m["b"]', 'update module.m']);
  });
});

describe('moves of instances', () => {
  test.each<[string, string, string, readonly string[]]>([
    [
      'from one to a key',
      resource(''),
      resource('for_each = toset(["a"])') + moved('aws_x.r', 'aws_x.r["a"]'),
      [],
    ],
    [
      'to a key that is not built',
      resource(''),
      resource('for_each = toset(["a"])') + moved('aws_x.r', 'aws_x.r["q"]'),
      ['create aws_x.r["a"]', 'delete aws_x.r'],
    ],
    [
      'from a number to a key',
      resource('count = 2'),
      resource('for_each = toset(["a", "b"])') + moved('aws_x.r[0]', 'aws_x.r["a"]'),
      ['create aws_x.r["b"]', 'delete aws_x.r[1]'],
    ],
    [
      'from numbers to keys',
      resource('count = 2'),
      resource('for_each = toset(["a", "b"])') +
        moved('aws_x.r[0]', 'aws_x.r["a"]') +
        moved('aws_x.r[1]', 'aws_x.r["b"]'),
      [],
    ],
    [
      'from a key to another',
      resource('for_each = toset(["a"])'),
      resource('for_each = toset(["b"])') + moved('aws_x.r["a"]', 'aws_x.r["b"]'),
      [],
    ],
    [
      'onto a key that was there',
      resource('for_each = toset(["a", "b"])'),
      resource('for_each = toset(["b"])') + moved('aws_x.r["a"]', 'aws_x.r["b"]'),
      ['delete aws_x.r["a"]'],
    ],
    [
      'all of them under their keys',
      resource('count = 2'),
      resource('count = 2', 's') + moved('aws_x.r', 'aws_x.s'),
      [],
    ],
    [
      'all of them, and fewer',
      resource('count = 2'),
      resource('count = 1', 's') + moved('aws_x.r', 'aws_x.s'),
      ['delete aws_x.r[1]'],
    ],
    [
      'one of them out',
      resource('count = 2'),
      resource('count = 1') + resource('', 's') + moved('aws_x.r[1]', 'aws_x.s'),
      ['create aws_x.s'],
    ],
    [
      'to the second, which takes the implied move away',
      resource(''),
      resource('count = 2') + moved('aws_x.r', 'aws_x.r[1]'),
      ['create aws_x.r[0]'],
    ],
    [
      'of another type',
      resource('count = 2'),
      resource('count = 1') + moved('aws_x.r[1]', 'aws_y.s'),
      ['delete aws_x.r[1]'],
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(seen(main(before), main(after))).toEqual(expected);
  });

  const call = (name: string, line: string): Tree => ({
    'main.tf': `module "${name}" {\n  source = "./m"\n  ${line}\n}\n`,
    'm/main.tf': resource(''),
  });
  test.each<[string, string, string, readonly string[]]>([
    ['to a key', 'for_each = toset(["p"])', 'module.b["p"]', []],
    [
      'to a key that is not built',
      'for_each = toset(["p"])',
      'module.b["q"]',
      ['create module.b["p"].aws_x.r', 'delete module.a.aws_x.r'],
    ],
    ['as a whole', '', 'module.b', []],
    ['as a whole to what is built nowhere', 'count = 0', 'module.b', ['delete module.b.aws_x.r']],
  ])('a call moves %s', (_name, line, to, expected) => {
    const after = call('b', line);
    const tree = { ...after, 'main.tf': `${after['main.tf']}${moved('module.a', to)}` };
    expect(seen(call('a', ''), tree)).toEqual(expected);
  });
});
