// What a value under the name of a secret shows: the reference to a secret, never a literal.
import { expect, test } from 'vitest';
import { shownValue } from '../../../src/formats/github/mask.ts';

const REFERENCE = { expression: '${{ secrets.SIGNING }}' };

test('a reference comes back as it is, so that nothing counts as hidden', () => {
  expect(shownValue(REFERENCE, 'CLIENT_SECRET')).toBe(REFERENCE);
  expect(shownValue(REFERENCE, 'CLIENT_ID')).toBe(REFERENCE);
});

test.each([
  ["${{ secrets.SIGNING || 'hunter2' }}", "${{ secrets.SIGNING || '(sensitive)' }}"],
  ['hunter2${{ secrets.SIGNING }}', '(sensitive)${{ secrets.SIGNING }}'],
  ['${{ secrets.SIGNING }} ${{ hunter2', '${{ secrets.SIGNING }}(sensitive)'],
])('%s is hidden where it is a literal', (expression, shown) => {
  const value = { expression };
  expect(shownValue(value, 'CLIENT_SECRET')).toEqual({ expression: shown });
  expect(shownValue('hunter2', 'CLIENT_SECRET')).toBe('(sensitive)');
  expect(shownValue(value, 'CLIENT_ID')).toBe(value);
});
