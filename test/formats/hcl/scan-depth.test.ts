// The scan before any parser: what counts as depth, and that it is total and linear.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LIMITS } from '../../../src/config/limits.ts';
import { scanDepth } from '../../../src/formats/hcl/scan-depth.ts';

const most = LIMITS.hclDepth;

it.each<{ name: string; text: (count: number) => string; line: number }>([
  { name: 'brackets', text: (n) => `a = ${'['.repeat(n)}`, line: 1 },
  { name: 'parentheses, line by line', text: (n) => '(\n'.repeat(n), line: most + 1 },
  { name: 'negations with white space between', text: (n) => `a =\n ${'! '.repeat(n)}b`, line: 2 },
  { name: 'minus signs', text: (n) => `a = ${'-'.repeat(n)}1`, line: 1 },
  { name: 'conditionals', text: (n) => `a = ${'b ? c : '.repeat(n)}d`, line: 1 },
  {
    name: 'brackets inside a template of a heredoc',
    text: (n) => `a = <<E\n\${${'('.repeat(n - 2)}`,
    line: 2,
  },
])('$name', ({ text, line }) => {
  expect(scanDepth(text(most))).toBe(null);
  expect(scanDepth(text(most + 1))).toBe(line);
});

it.each([
  ['a comment', `# ${'('.repeat(500)}\n// ${'('.repeat(500)}\n/* ${'('.repeat(500)} */`],
  ['a string', `a = "${'('.repeat(500)}\\"${'['.repeat(500)}"`],
  ['a heredoc', `a = <<-E\n${'(\n'.repeat(500)}  E\n`],
  ['an escaped template', `a = "${'$${'.repeat(500)}"`],
  ['siblings', '[]\n'.repeat(500)],
])('does not count %s', (_name, text) => {
  expect(scanDepth(text)).toBe(null);
});

it('reads any text', () => {
  const pieces = fc.constantFrom(
    '"',
    '${',
    '}',
    '{',
    '(',
    ')',
    '<<E\n',
    'E\n',
    '\n',
    '#',
    '/*',
    '*/',
    '\\',
    '$',
    '%{',
    'a',
  );
  fc.assert(
    fc.property(
      fc.array(pieces).map((parts) => parts.join('')),
      (text) => {
        const line = scanDepth(text);
        expect(line === null || line <= text.split('\n').length).toBe(true);
      },
    ),
  );
});
