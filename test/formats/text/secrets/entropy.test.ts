// Entropy: bits per character of known texts.
import { expect, test } from 'vitest';
import { entropyOf } from '../../../../src/formats/text/secrets/entropy.ts';

test.each([
  ['', 0],
  ['aaaa', 0],
  ['abab', 1],
  ['abcd', 2],
  ['0123456789abcdef', 4],
])('%s', (text, bits) => {
  expect(entropyOf(text)).toBeCloseTo(bits);
});
