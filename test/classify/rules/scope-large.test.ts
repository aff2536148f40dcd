// scope-large: how much is too much, each against one less.
import { expect, test } from 'vitest';
import { scopeLarge } from '../../../src/classify/rules/scope-large.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { changeOf, diffOf } from '../example-change.ts';

function many(count: number, change: (index: number) => Partial<ParsedChange>): readonly ParsedChange[] {
  return Array.from({ length: count }, (_, index) => changeOf({ startLine: index + 1, ...change(index) }));
}

const inFile = (): Partial<ParsedChange> => ({});
const gone = (): Partial<ParsedChange> => ({ action: 'delete' });
const spread = (index: number): Partial<ParsedChange> => ({ file: `envs/${index}/main.tf` });

test.each([
  ['150 things', many(150, inFile), []],
  ['151 things', many(151, inFile), ['low']],
  ['451 things', many(451, inFile), ['medium']],
  ['20 deletions', many(20, gone), []],
  ['21 deletions', many(21, gone), ['low']],
  ['61 deletions', many(61, gone), ['medium']],
  ['12 folders', many(12, spread), []],
  ['13 folders', many(13, spread), ['low']],
  ['one thing in many instances', many(500, () => ({ startLine: 1 })), []],
  ['nothing', [], []],
])('%s', (_name, changes, expected) => {
  expect(scopeLarge.check(diffOf({ changes })).map(({ severity }) => severity)).toEqual(expected);
});

test('the message says how much', () => {
  expect(scopeLarge.check(diffOf({ changes: many(21, gone) })).map(({ message }) => message)).toEqual([
    'This pull request changes 21 things in 1 folders and deletes 21 of them: more than one review can take in.',
  ]);
});
