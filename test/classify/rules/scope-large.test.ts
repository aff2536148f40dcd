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
  ['200 things', many(200, inFile), []],
  ['201 things', many(201, inFile), ['low']],
  ['601 things', many(601, inFile), ['medium']],
  ['20 deletions', many(20, gone), []],
  ['21 deletions', many(21, gone), ['low']],
  ['61 deletions', many(61, gone), ['medium']],
  ['15 folders', many(15, spread), []],
  ['16 folders', many(16, spread), ['low']],
  ['one thing in many instances', many(500, () => ({ startLine: 1 })), []],
  ['nothing', [], []],
])('%s', (_name, changes, expected) => {
  expect(scopeLarge.check(diffOf({ changes })).map(({ severity }) => severity)).toEqual(expected);
});

test('the message says how much', () => {
  expect(scopeLarge.check(diffOf({ changes: many(21, gone) })).map(({ message }) => message)).toEqual([
    'This pull request changes 21 things in one folder and deletes 21 of them: more than one review can take in.',
  ]);
});
