// `moved` blocks: what only has another address is not new, and what is another thing is.
import { expect, it, test } from 'vitest';
import { changesIn } from '../projects.ts';
import type { Tree } from '../projects.ts';

const resource = (name: string, size = 1, type = 'aws_x'): string =>
  `resource "${type}" "${name}" {\n  size = ${size}\n}\n`;
const moved = (from: string, to: string): string => `moved {\n  from = ${from}\n  to   = ${to}\n}\n`;
const call = (name: string): string => `module "${name}" {\n  source = "./m"\n}\n`;

/** Without the `moved` blocks themselves. */
function seen(before: Tree, after: Tree): readonly string[] {
  return changesIn(before, after)
    .filter(({ type }) => type !== 'moved')
    .map(({ action, address, attributes }) =>
      [action, address, ...attributes.map(({ path }) => path)].join(' '),
    )
    .toSorted();
}

const main = (text: string): Tree => ({ 'main.tf': text, 'm/main.tf': resource('in') });

it.each<[string, string, string, readonly string[]]>([
  ['a new name', resource('a'), resource('b') + moved('aws_x.a', 'aws_x.b'), []],
  [
    'a new name and size',
    resource('a'),
    resource('b', 2) + moved('aws_x.a', 'aws_x.b'),
    ['update aws_x.b size'],
  ],
  ['into instances', resource('a'), resource('a') + moved('aws_x.a', 'aws_x.a["k"]'), []],
  [
    'one move after another',
    resource('a'),
    resource('c') + moved('aws_x.a', 'aws_x.b') + moved('aws_x.b', 'aws_x.c'),
    [],
  ],
  ['a module', call('a'), call('b') + moved('module.a', 'module.b'), []],
  [
    'into a module',
    resource('in'),
    call('a') + moved('aws_x.in', 'module.a.aws_x.in'),
    ['create module.a source'],
  ],
  [
    'out of a module',
    call('a'),
    resource('in') + moved('module.a.aws_x.in', 'aws_x.in'),
    ['delete module.a source'],
  ],
  [
    'from what is still there',
    resource('a'),
    resource('a') + resource('b') + moved('aws_x.a', 'aws_x.b'),
    ['create aws_x.b size'],
  ],
  [
    'to what was there before',
    resource('a') + resource('b'),
    resource('b') + moved('aws_x.a', 'aws_x.b'),
    ['delete aws_x.a size'],
  ],
  [
    'to another type',
    resource('a'),
    resource('a', 1, 'aws_y') + moved('aws_x.a', 'aws_y.a'),
    ['create aws_y.a size', 'delete aws_x.a size'],
  ],
  [
    'in circles',
    resource('a'),
    resource('b') + moved('aws_x.a', 'aws_x.c') + moved('aws_x.c', 'aws_x.a'),
    ['create aws_x.b size', 'delete aws_x.a size'],
  ],
  [
    'nowhere that can be read',
    resource('a'),
    resource('b') + moved('aws_x.a', '"${var.x}"') + 'moved {\n  to = aws_x.b\n}\n',
    ['create aws_x.b size', 'delete aws_x.a size'],
  ],
])('%s', (_name, before, after, expected) => {
  expect(seen(main(before), main(after))).toEqual(expected);
});

test('a move inside a module is one in each of its calls', () => {
  const tree = (text: string): Tree => ({ 'main.tf': call('one') + call('two'), 'm/main.tf': text });
  expect(seen(tree(resource('a')), tree(resource('b') + moved('aws_x.a', 'aws_x.b')))).toEqual([]);
  expect(seen(tree(resource('a')), tree(resource('b')))).toHaveLength(4);
});

test('HCL-03: a moved, a removed and an import block are changes of their own', () => {
  const after = `${resource('b')}${moved('aws_x.a', 'aws_x.b')}removed {\n  from = aws_x.c\n  lifecycle {\n    destroy = true\n  }\n}\nimport {\n  to = aws_x.b\n  id = "i"\n}\n`;
  const changes = changesIn(main(resource('a') + resource('c')), main(after));
  expect(changes.map(({ action, address, type }) => `${action} ${address} ${type}`).toSorted()).toEqual([
    'create import[aws_x.b] import',
    'create moved[aws_x.b] moved',
    'create removed[aws_x.c] removed',
    'delete aws_x.c aws_x',
  ]);
});
