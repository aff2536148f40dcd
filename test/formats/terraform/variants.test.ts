// Variables files: which load by themselves, which are chosen by name, and what follows from each.
import { describe, expect, it, test } from 'vitest';
import { changesBetween, changesIn, readChanges, summaryOf } from '../projects.ts';
import type { Tree } from '../projects.ts';

const MAIN =
  'variable "size" {\n  default = 1\n}\nvariable "open" {}\nresource "aws_x" "it" {\n  size = var.size\n  open = var.open\n}\n';

/** Changes of the resource alone. */
function seen(before: Tree, after: Tree, main = MAIN): readonly string[] {
  const changes = changesIn({ 'main.tf': main, ...before }, { 'main.tf': main, ...after });
  return summaryOf(changes.filter(({ address }) => address === 'aws_x.it'));
}

describe('what loads by itself', () => {
  it.each<[string, Tree, Tree, readonly string[]]>([
    ['terraform.tfvars', {}, { 'terraform.tfvars': 'size = 2\n' }, ['size: 1 -> 2']],
    ['its JSON twin', {}, { 'terraform.tfvars.json': '{"size": 2}' }, ['size: 1 -> 2']],
    ['*.auto.tfvars', {}, { 'x.auto.tfvars': 'size = 2\n' }, ['size: 1 -> 2']],
    [
      'a later file over an earlier one',
      { 'terraform.tfvars': 'size = 2\n', 'b.auto.tfvars': 'size = 4\n' },
      { 'terraform.tfvars': 'size = 3\n', 'b.auto.tfvars': 'size = 4\n' },
      [],
    ],
    [
      'auto files by name',
      { 'a.auto.tfvars': 'size = 2\n', 'b.auto.tfvars.json': '{"size": 3}' },
      { 'a.auto.tfvars': 'size = 9\n', 'b.auto.tfvars.json': '{"size": 4}' },
      ['size: 3 -> 4'],
    ],
    ['nothing more than what is declared', {}, { 'terraform.tfvars': 'other = 2\n' }, []],
  ])('%s', (_name, before, after, expected) => {
    expect(seen(before, after)).toEqual(expected.map((what) => `update aws_x.it at main.tf:5 { ${what} }`));
  });

  test('in capitals nothing does', () => {
    expect(seen({ 'terraform.TFVARS': 'size = 2\n' }, { 'terraform.TFVARS': 'size = 3\n' })).toEqual([
      'update aws_x.it at main.tf:5 in terraform.TFVARS { size: 2 -> 3 }',
    ]);
  });
});

describe('what is chosen by name', () => {
  test('HCL-16: a flipped value changes the resources that use it, in the place of its file', () => {
    const before = { 'prod.tfvars': 'size = 2\n', 'dev.tfvars': 'size = 1\n' };
    expect(seen(before, { ...before, 'prod.tfvars': 'size = 0\n' })).toEqual([
      'update aws_x.it at main.tf:5 in prod.tfvars { size: 2 -> 0 }',
    ]);
  });

  test('HCL-16: a count that becomes zero deletes', () => {
    const main = 'variable "n" {}\nresource "aws_x" "it" {\n  count = var.n\n}\n';
    expect(seen({ 'prod.tfvars': 'n = 2\n' }, { 'prod.tfvars': 'n = 0\n' }, main)).toEqual([
      'delete aws_x.it at main.tf:2 in prod.tfvars { count: 2 -> 0 }',
    ]);
  });

  test('a change of the text is told for each set of values that makes something else of it', () => {
    const files = { 'prod.tfvars': 'size = 2\n', 'dev.tfvars': 'size = 1\n', 'qa.tfvars': 'size = 1\n' };
    const changes = changesIn(
      { 'main.tf': MAIN, ...files },
      { 'main.tf': MAIN.replace('size = var.size', 'size = var.size * 2'), ...files },
    );
    expect(summaryOf(changes)).toEqual([
      'update aws_x.it at main.tf:5 in dev.tfvars, qa.tfvars { size: 1 -> 2 }',
      'update aws_x.it at main.tf:5 in prod.tfvars { size: 2 -> 4 }',
    ]);
  });

  test('it is applied over what loads by itself', () => {
    const before = { 'terraform.tfvars': 'size = 5\n', 'prod.tfvars': 'size = 2\n' };
    expect(seen(before, { ...before, 'terraform.tfvars': 'size = 6\n' })).toEqual([]);
  });

  test('a new set of values is what was there, with new values', () => {
    expect(seen({}, { 'prod.tfvars': 'size = 7\n' })).toEqual([]);
    const files = { 'prod.tfvars': 'size = 7\n' };
    const changes = changesIn(
      { 'main.tf': MAIN },
      { 'main.tf': MAIN.replace('open = var.open', 'open = [var.size]'), ...files },
    );
    expect(summaryOf(changes)).toContain(
      'update aws_x.it at main.tf:5 in prod.tfvars { open: {"expression":"var.open"} -> [7] }',
    );
  });

  test('a folder of variables files belongs to the module above it', () => {
    expect(seen({ 'env/prod/x.tfvars': 'size = 2\n' }, { 'env/prod/x.tfvars': 'size = 3\n' })).toEqual([
      'update aws_x.it at main.tf:5 in env/prod/x.tfvars { size: 2 -> 3 }',
    ]);
  });

  test('past a number of them only those that change are told apart', () => {
    const many = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [`e${at}.tfvars`, `size = ${at}\n`]),
    );
    expect(seen(many, { ...many, 'e15.tfvars': 'size = 99\n' })).toEqual([
      'update aws_x.it at main.tf:5 in e15.tfvars { size: 15 -> 99 }',
    ]);
    const changes = changesIn(
      { 'main.tf': MAIN, ...many },
      { 'main.tf': MAIN.replace('open = var.open', 'open = var.size'), ...many },
    );
    const rest = changes.filter(({ usedIn }) => usedIn.length > 1);
    expect(rest.map(({ usedIn, attributes }) => [usedIn.length, attributes[0]?.after])).toEqual([
      [13, { expression: 'var.size' }],
    ]);
  });
});

test('a variables file that cannot be read leaves what it may set unknown', () => {
  const before = { 'terraform.tfvars': 'size = 2\n', 'x.tf': '# 1\n' };
  expect(seen(before, { 'terraform.tfvars': 'size =\n', 'x.tf': '# 2\n' })).toEqual([
    'update aws_x.it at main.tf:5 { size: 2 -> {"expression":"var.size"} }',
  ]);
});

test('values are changes of their own, file by file', () => {
  const changes = changesIn(
    { 'main.tf': MAIN, 'a.tfvars': 'size = 1\n', 'b.tfvars': 'size = 2\nopen = 1\n' },
    { 'main.tf': MAIN, 'a.tfvars': 'size = 2\n', 'b.tfvars': 'open = 1\n' },
  );
  expect(summaryOf(changes.filter(({ type }) => type === 'variable'))).toEqual([
    'delete var.size at b.tfvars:1 { value: 2 -> null }',
    'update var.size at a.tfvars:1 { value: 1 -> 2 }',
  ]);
});

test('a variables file under another name is another one, and the same set of values', () => {
  const { changes, around } = changesBetween(
    { 'main.tf': MAIN, 'old.tfvars': 'size = 2\n' },
    { 'main.tf': MAIN, 'new.tfvars': 'size = 3\n' },
  );
  const [added, removed] = changes;
  const renamed = {
    status: 'renamed',
    before: removed?.before ?? null,
    after: added?.after ?? null,
  } as const;
  const reading = readChanges([renamed], around)['new.tfvars'];
  expect(reading?.kind === 'parsed' && summaryOf(reading.changes)).toEqual([
    'create var.size at new.tfvars:1 { value: null -> 3 }',
    'delete var.size at old.tfvars:1 { value: 2 -> null }',
    'update aws_x.it at main.tf:5 in new.tfvars, old.tfvars { size: 2 -> 3 }',
  ]);
});

test('among many sets of values one that cannot be read may set anything', () => {
  const many = Object.fromEntries(
    Array.from({ length: 20 }, (_, at) => [`e${at}.tfvars`, `other = ${at}\n`]),
  );
  const main = MAIN.replace('open = var.open', 'open = var.size');
  const told = (more: Tree): readonly string[] =>
    seen({ ...many, ...more, 'x.tf': '# 1\n' }, { ...many, ...more, 'x.tf': '# 2\n', 'main.tf': main }, MAIN);
  const unknown = '-> {"expression":"var.size"} }';
  expect(told({}).some((line) => line.endsWith(unknown))).toBe(false);
  expect(told({ 'zz.tfvars': 'size =\n' }).some((line) => line.endsWith(unknown))).toBe(true);
});
