// unreadable-file: every unreadable file has a finding that says why.
import { expect, test } from 'vitest';
import { unreadableFile } from '../../../src/classify/rules/unreadable-file.ts';

test('the reason is in the message', () => {
  expect(
    unreadableFile.check({ file: 'a.tf', line: 3, why: 'too-deep', message: 'more than 100 levels' }),
  ).toEqual([{ message: 'This file could not be read (too-deep): more than 100 levels', line: null }]);
});

test('a base that cannot be read is not to be mended here', () => {
  const [hit] = unreadableFile.check({
    file: 'a.tf',
    line: 3,
    why: 'parse-error',
    message: 'in the base: x',
  });
  expect(hit?.remedy).toBe('Have people read the whole file: what it was cannot be read.');
});
