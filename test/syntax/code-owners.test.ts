// CODEOWNERS line by line, and who owns a path by it.
import { expect, it } from 'vitest';
import { compileOwners, parseCodeOwners } from '../../src/syntax/index.ts';

it('reads patterns and owners, and passes over what GitHub passes over', () => {
  const text = [
    '# all',
    '* @acme/all',
    '',
    '/envs/ @bob @acme/platform # why',
    '!x @bob',
    '[ab] @bob',
    '/mail/ a@acme.test',
    '/bad/ bob',
    '/free/',
  ].join('\n');
  expect(parseCodeOwners(text)).toEqual([
    { pattern: '*', owners: ['@acme/all'], line: 2 },
    { pattern: '/envs/', owners: ['@acme/platform', '@bob'], line: 4 },
    { pattern: '/mail/', owners: ['a@acme.test'], line: 7 },
    { pattern: '/free/', owners: [], line: 9 },
  ]);
});

it.each<[string, readonly string[]]>([
  ['a.txt', ['@acme/all']],
  ['envs/prod/a.tf', ['@acme/platform']],
  ['envs/free/a.tf', []],
])('the last line that matches owns %s', (path, owners) => {
  const rules = parseCodeOwners('* @acme/all\n/envs/ @acme/platform\n/envs/free/\n');
  expect(compileOwners(rules)(path)).toEqual(owners);
});

it('nobody owns what no line matches', () => {
  expect(compileOwners([])('a.tf')).toEqual([]);
});
