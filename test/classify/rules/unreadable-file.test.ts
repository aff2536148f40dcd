// unreadable-file: every unreadable file has a finding that says why.
import { expect, test } from 'vitest';
import { unreadableFile } from '../../../src/classify/rules/unreadable-file.ts';

test('the reason is in the message', () => {
  expect(
    unreadableFile.check({ file: 'a.tf', line: 3, why: 'too-deep', message: 'more than 100 levels' }),
  ).toEqual([{ message: 'This file could not be read (too-deep): more than 100 levels', line: null }]);
});
