// Expressions in sentences: short ones as they are, long ones cut outside of their quotes.
import { expect, test } from 'vitest';
import { shortenSource } from '../../../src/classify/iam/shorten-source.ts';

const LONG = 'a'.repeat(100);

test.each([
  ['var.a', 'var.a'],
  ['jsonencode({\n  a = 1\n})', 'jsonencode({ a = 1 })'],
  [LONG, `${'a'.repeat(79)}…`],
  [`"b" ${LONG}`, `"b" ${'a'.repeat(75)}…`],
  [`"${LONG}"`, `"${'a'.repeat(78)}…"`],
  [`"b\\"${LONG}"`, `"b\\"${'a'.repeat(75)}…"`],
])('%j is told as %j', (source, expected) => {
  expect(shortenSource(source)).toBe(expected);
});
