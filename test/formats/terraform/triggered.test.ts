// `replace_triggered_by`: who is made anew with what another resource changes, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { changesIn, summaryOf } from '../projects.ts';
import type { Tree } from '../projects.ts';

const store = (by: string, size = 1): string =>
  `resource "aws_x" "store" {\n  size = ${size}\n  lifecycle {\n    replace_triggered_by = [${by}]\n  }\n}\n`;
const cause = (p: number, toggle = ''): string =>
  `resource "terraform_data" "cause" {\n  ${toggle}\n  p = ${p}\n  q = 1\n}\n`;

function actions(before: Tree, after: Tree): readonly string[] {
  return changesIn(before, after).map(({ action, address }) => `${action} ${address}`);
}

const UPDATE = 'update terraform_data.cause';
const REPLACED = 'replace aws_x.store';

test.each<[string, string, readonly string[]]>([
  ['the resource it names', 'terraform_data.cause', [REPLACED, UPDATE]],
  ['the attribute it names', 'terraform_data.cause.p', [REPLACED, UPDATE]],
  ['another attribute', 'terraform_data.cause.q', [UPDATE]],
  ['a computed attribute', 'terraform_data.cause.output', [REPLACED, UPDATE]],
  ['an instance', 'terraform_data.cause[count.index].p', [REPLACED, UPDATE]],
  ['one of several', 'aws_y.other, terraform_data.cause', [REPLACED, UPDATE]],
  ['another resource', 'terraform_data.other', [UPDATE]],
])('%s', (_name, by, expected) => {
  const tree = (p: number): Tree => ({ 'cause.tf': cause(p), 'store.tf': store(by) });
  expect(actions(tree(1), tree(2)).toSorted()).toEqual(expected);
});

test('it stands where it is written, and says what made it so', () => {
  const tree = (p: number): Tree => ({ 'cause.tf': cause(p), 'store.tf': store('terraform_data.cause') });
  expect(summaryOf(changesIn(tree(1), tree(2))).find((line) => line.startsWith('replace'))).toMatch(
    /^replace aws_x\.store at store\.tf:1 \{ lifecycle\[0\]\.replace_triggered_by: .*terraform_data\.cause/,
  );
});

test('an update of its own is a replacement too', () => {
  const tree = (p: number): Tree => ({ 'main.tf': cause(p) + store('terraform_data.cause', p) });
  expect(actions(tree(1), tree(2)).toSorted()).toEqual([REPLACED, UPDATE]);
});

test('how Terraform goes about a resource is no update of it', () => {
  const tree = (toggle: string): Tree => ({ 'main.tf': cause(1, toggle) + store('terraform_data.cause') });
  expect(actions(tree(''), tree('depends_on = [aws_y.z]'))).toEqual([UPDATE]);
});

test('what is new triggers nothing', () => {
  const main = store('terraform_data.cause');
  expect(actions({ 'main.tf': main }, { 'main.tf': main + cause(1) })).toEqual([
    'create terraform_data.cause',
  ]);
});

test('one triggers the next, and a circle ends', () => {
  const chain = (p: number): Tree => ({
    'main.tf':
      cause(p) +
      store('terraform_data.cause, aws_x.next') +
      store('aws_x.store').replace('"store"', '"next"'),
  });
  expect(actions(chain(1), chain(2)).toSorted()).toEqual(['replace aws_x.next', REPLACED, UPDATE]);
});

test('inside of a module it is the resource of that module', () => {
  const tree = (p: number): Tree => ({
    'main.tf': `module "m" {\n  source = "./m"\n  p = ${p}\n}\n${store('terraform_data.cause')}`,
    'm/main.tf': `variable "p" {}\nresource "terraform_data" "cause" {\n  p = var.p\n}\n${store('terraform_data.cause')}`,
  });
  expect(actions(tree(1), tree(2)).filter((line) => line.startsWith('replace'))).toEqual([
    'replace module.m.aws_x.store',
  ]);
});
