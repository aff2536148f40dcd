// Quick answers are minimatch's own answers, whatever the pattern and the name.
import { Minimatch } from 'minimatch';
import { expect, test } from 'vitest';
import { marksOf, neededTokens } from '../../src/model/glob-tokens.ts';
import { compileGlobs, compileNameGlobs, nameOf } from '../../src/model/glob.ts';
import { isPlainName, quickGlob } from '../../src/model/quick-glob.ts';
import fc from '../properties.ts';

const OPTIONS = { dot: true, nonegate: true, nocomment: true, braceExpandMax: 100 };

const piece = fc.constantFrom(
  'a',
  'b',
  'A',
  'ab',
  '.a',
  '.',
  '..',
  'é',
  'e\u0301',
  ' ',
  'x.tf',
  '',
  '[a]',
  '#',
  '!',
  '\\',
  'a-b',
);
const star = fc.constantFrom(
  '*',
  '**',
  '***',
  'a**',
  '**a',
  'a**b',
  'a***',
  '?',
  '*a',
  'a*',
  '*.tf',
  '.*',
  'a*b*',
  '*a*',
  '{a,b}',
  '{a,**}',
  '[ab]',
  '!(a)',
  '+(a)',
  '@(a|b)',
);
const pattern = fc
  .array(fc.oneof(piece, star), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join('/'))
  .filter((text) => text !== '');
const name = fc.array(piece, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));

test('a quick answer is the answer', () => {
  let sure = 0;
  fc.assert(
    fc.property(pattern, name, (glob, text) => {
      if (!isPlainName(text)) return;
      const answer = quickGlob(glob, 100)(text);
      if (answer === null) return;
      sure += 1;
      expect(answer).toBe(new Minimatch(glob, OPTIONS).match(text));
    }),
    { numRuns: 20_000 },
  );
  expect(sure).toBeGreaterThan(1_000);
});

test('globs match what minimatch matches, and themselves', () => {
  fc.assert(
    fc.property(pattern, name, fc.boolean(), (glob, text, nocase) => {
      const [spelled, asked] = nocase ? [glob.normalize('NFC'), text.normalize('NFC')] : [glob, text];
      const same = nocase ? spelled.toLowerCase() === asked.toLowerCase() : spelled === asked;
      const expected = same || new Minimatch(spelled, { ...OPTIONS, nocase }).match(asked);
      expect(compileGlobs([glob], nocase ? 'tighten' : 'relax')(text)).toBe(expected);
    }),
    { numRuns: 20_000 },
  );
});

test('who has none of the words that a glob needs does not match', () => {
  let passedOver = 0;
  fc.assert(
    fc.property(fc.array(pattern, { maxLength: 3 }), name, fc.boolean(), (globs, text, nocase) => {
      const { matches, marks, use } = compileNameGlobs(globs, nocase ? 'tighten' : 'relax');
      const asked = nameOf(text);
      const own = marksOf(use === 'tighten' ? asked.folded : asked.given);
      if (marks === null || !asked.isPlain || marks.some((mark) => own.includes(mark))) return;
      passedOver += 1;
      expect(matches(asked)).toBe(false);
    }),
    { numRuns: 20_000 },
  );
  expect(passedOver).toBeGreaterThan(1_000);
});

test.each([
  ['services/a/**', ['services']],
  ['**/a/*.tf', ['tf']],
  ['module.service-3.**', ['service-3']],
  ['{a,bc}/*', ['a', 'bc', '{a,bc}']],
  ['{a,*}/*', null],
  ['a[b]/c', null],
  ['**', null],
])('the words of %s', (glob, tokens) => {
  expect(neededTokens(glob, 100)).toEqual(tokens);
});

test('a name that is the glob, letter by letter', () => {
  const { matches, marks } = compileNameGlobs(['x{a,b}'], 'tighten');
  expect(matches(nameOf('x{a,b}'))).toBe(true);
  expect(marks).toEqual(expect.arrayContaining([...marksOf('x{a,b}')]));
});

test.each([
  ['services/a/**', 'services/b/x.tf', false],
  ['services/a/**', 'services/a/x.tf', true],
  ['**/a/**/*.tf', 'a/x.tf', true],
  ['**/a/**/*.tf', 'a/b/c/x.tf', true],
  ['**/a/**/*.tf', 'b/a', false],
  ['a/**', 'a', false],
  ['*-a-*/b', 'x-a-/b', true],
  ['*-a-*/b', '-a/b', false],
  ['a*a', 'a', false],
  ['**/a/**/*.tf', 'b/x.tf', false],
  ['src/[ab]/**', 'src/a/x', null],
])('%s on %s: %s', (glob, text, answer) => {
  expect(quickGlob(glob, 100)(text)).toBe(answer);
});
