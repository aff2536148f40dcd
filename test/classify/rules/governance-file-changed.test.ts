// governance-file-changed: a file of kind governance, not a cloud resource of that kind.
import { expect, test } from 'vitest';
import { governanceFileChanged } from '../../../src/classify/rules/governance-file-changed.ts';
import { contextOf, changeOf } from '../example-change.ts';

const FILE = changeOf({ format: 'governance', file: '.aigov.yml', type: null });

test('a governance file', () => {
  expect(governanceFileChanged.check(FILE, contextOf(['governance']))).toEqual([
    { message: 'This file governs what changes need or what agents do.', line: null },
  ]);
});

test('a file of another kind', () => {
  expect(governanceFileChanged.check(FILE, contextOf(['pipeline']))).toEqual([]);
});

test('a resource of kind governance', () => {
  expect(
    governanceFileChanged.check({ ...FILE, type: 'azurerm_policy_definition' }, contextOf(['governance'])),
  ).toEqual([]);
});
