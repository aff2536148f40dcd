// Marks: only what the head adds is looked at, and nothing that is found is told.
import { expect, test } from 'vitest';
import { marksOf } from '../../../src/formats/text/marks.ts';
import fc from '../../properties.ts';
import { added, line, modified, random } from './marked.ts';

const TOKEN = `ghp_${random(36)}`;
const TELLING = `token = "${TOKEN}"\n`;

test.each([
  ['a line that comes', '', TELLING, ['1 high high A GitHub token is assigned to `token`.']],
  ['a line that stood', TELLING, `# a comment\n${TELLING}`, []],
  ['a line that moves', `a\n${TELLING}b\n`, `${TELLING}a\nb\n`, []],
  [
    'a line that comes a second time',
    TELLING,
    `${TELLING}${TELLING}`,
    ['2 high high A GitHub token is assigned to `token`.'],
  ],
  ['a line that goes', TELLING, 'a\n', []],
])('%s', (_name, before, after, expected) => {
  expect(marksOf(modified('a.tf', before, after)).map(line)).toEqual(expected);
});

test('a file that is no text has no marks', () => {
  const binary = { path: 'a', mode: '100644', blob: 'b', content: { kind: 'binary', size: 9 } } as const;
  expect(marksOf({ status: 'added', before: null, after: binary })).toEqual([]);
  expect(marksOf({ status: 'removed', before: binary, after: null })).toEqual([]);
});

test('scanners never throw, stay inside of the file, agree with themselves and never quote', () => {
  const words = fc.constantFrom(
    'password',
    '=',
    ':',
    '"',
    "'",
    TOKEN,
    '\u202E',
    '\u200B',
    'аws',
    '\n',
    'value',
    '://',
    '@',
    '-----BEGIN ',
    'PRIVATE KEY-----',
    ' ',
  );
  const text = fc
    .array(fc.oneof(words, fc.string({ unit: 'binary' })), { maxLength: 60 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, fc.constantFrom('a.tf', 'b.yaml', 'c/test/d.md', '.env'), (content, path) => {
      const marks = marksOf(added(path, content));
      const count = content.split(/\r\n|\n|\r/).length;
      expect(marks.every((mark) => mark.line >= 1 && mark.line <= count)).toBe(true);
      expect(JSON.stringify(marks)).not.toContain(TOKEN);
      expect(marksOf(added(path, content))).toEqual(marks);
    }),
    { numRuns: 500 },
  );
});

test('hostile lines take no time', () => {
  const long = [
    'a'.repeat(900_000),
    `"${'\\'.repeat(900_000)}`,
    `password = "${'"\\'.repeat(300_000)}`,
    `https://${'a:'.repeat(300_000)}`,
    'eyJ'.repeat(300_000),
    '-'.repeat(900_000),
    'token_'.repeat(150_000),
    '\u200B'.repeat(300_000),
    '👩‍'.repeat(150_000),
    'аa'.repeat(300_000),
  ];
  for (const text of long) expect(marksOf(added('a.yaml', text)).length).toBeLessThan(3);
}, 20_000);
