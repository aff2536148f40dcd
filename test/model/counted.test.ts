// A number and its noun.
import { expect, test } from 'vitest';
import { counted } from '../../src/model/counted.ts';

test('one is one, everything else is many', () => {
  expect([0, 1, 2].map((count) => counted(count, 'decision'))).toEqual([
    '0 decisions',
    '1 decision',
    '2 decisions',
  ]);
  expect([1, 2].map((count) => counted(count, 'entry', 'entries'))).toEqual(['1 entry', '2 entries']);
});
