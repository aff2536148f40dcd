import { describe, expect, test } from 'vitest';
import {
  clip,
  code,
  longestBacktickRun,
  plain,
  policyWords,
  prose,
  visible,
  visibleJson,
} from '../../src/report/escape.ts';
import fc from '../properties.ts';
import { anyHostile, outsideCode } from './hostile.ts';

const INVISIBLE = /[\p{C}\p{Default_Ignorable_Code_Point}\u2028\u2029\u00a0\u2800]/u;

describe('visible', () => {
  test.each([
    { name: 'plain text stays', given: 'aws_iam_role.ci', expected: 'aws_iam_role.ci' },
    { name: 'bidirectional override', given: 'a\u202eb', expected: 'a[U+202E]b' },
    { name: 'zero width space', given: 'a\u200bb', expected: 'a[U+200B]b' },
    { name: 'escape sequence of a terminal', given: '\u001b[31m', expected: '[U+001B][31m' },
    { name: 'line break', given: 'a\nb', expected: 'a[U+000A]b' },
    { name: 'tag character beyond the first plane', given: '\u{e0041}', expected: '[U+E0041]' },
    { name: 'no-break space', given: 'a\u00a0b', expected: 'a[U+00A0]b' },
    { name: 'Hangul filler', given: 'a\u3164', expected: 'a[U+3164]' },
  ])('$name', ({ given, expected }) => expect(visible(given)).toBe(expected));

  test('leaves no invisible character, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(INVISIBLE);
      }),
    );
  });
});

describe('clip', () => {
  test.each([
    { name: 'short text stays', text: 'abc', limit: 3, expected: 'abc' },
    { name: 'long text ends in an ellipsis', text: 'abcd', limit: 3, expected: 'ab…' },
    { name: 'a code point is never halved', text: '😀😀😀', limit: 2, expected: '😀…' },
  ])('$name', ({ text, limit, expected }) => expect(clip(text, limit)).toBe(expected));
});

describe('code', () => {
  test.each([
    { name: 'a name', given: 'aws_iam_role.ci', expected: '`aws_iam_role.ci`' },
    { name: 'a backtick inside', given: 'a`b', expected: '``a`b``' },
    { name: 'a backtick at the end', given: 'a``', expected: '``` a`` ```' },
    { name: 'an HTML comment', given: '<!-- x -->', expected: '`‹!-- x --›`' },
    { name: 'nothing', given: '', expected: '`""`' },
    { name: 'a blank', given: ' ', expected: '`" "`' },
  ])('$name', ({ given, expected }) => expect(code(given)).toBe(expected));
});

describe('prose', () => {
  test.each([
    { given: 'Two humans must approve.', expected: 'Two humans must approve.' },
    { given: 'use a `moved` block', expected: 'use a `moved` block' },
    { given: 'end it (`?ref=<40 hex digits>`).', expected: 'end it (`?ref=‹40 hex digits›`).' },
    { given: 'a`b `c', expected: '``a`b `c``' },
    { given: 'ask @acme/security, please', expected: 'ask `@acme/security`, please' },
    { given: 'see [here](https://x.y) now', expected: 'see `[here](https://x.y`) now' },
    { given: '![x](y) <b>', expected: '`![x](y`) `‹b›`' },
    { given: 'fixes #12 and GH-3 in deadbeef00', expected: 'fixes `#12` and `GH-3` in `deadbeef00`' },
    { given: 'visit www.example.com today', expected: 'visit `www.example.com` today' },
    { given: '**bold** _it_ :smile: &lt;', expected: '`**bold**` `_it_` `:smile`: `&lt`;' },
    { given: 'the day-long, e.g. (100%) "case"', expected: 'the day-long, e.g. (100%) "case"' },
  ])('$given', ({ given, expected }) => expect(prose(given)).toBe(expected));

  test.each(['\u115F', '\u1160', '\u3164', '\uFFA0'])(
    'a letter that renders as nothing is shown: %j',
    (filler) => {
      const shown = `[U+${filler.codePointAt(0)?.toString(16).toUpperCase()}]`;
      expect(prose(`read${filler}only`)).toBe(`\`read${shown}only\``);
      expect(prose('readonly')).toBe('readonly');
    },
  );

  test('outside of code spans only harmless words are left, whatever comes', () => {
    fc.assert(
      fc.property(anyHostile, (text) => {
        const rest = outsideCode(prose(text));
        expect(rest).not.toMatch(/[@<>[\]*_~|#`\\&\n]/);
        expect(rest).not.toMatch(/:\/\/|www\./i);
        expect(prose(text)).not.toMatch(INVISIBLE);
      }),
    );
  });
});

describe('plain', () => {
  test('takes mention, link and brackets apart', () => {
    expect(plain('@bob [x](https://a.b) <i>', 100)).toBe('＠bob [x] (https: //a.b) ‹i›');
    expect(policyWords('@acme/security')).toBe('@acme/security');
  });

  test('nothing live survives', () => {
    fc.assert(
      fc.property(anyHostile, (text) => {
        expect(plain(text, 500)).not.toMatch(/[@<>]|:\/\/|\]\(/);
        expect(plain(text, 500)).not.toMatch(INVISIBLE);
      }),
    );
  });
});

describe('visibleJson', () => {
  test('parses to the same value and hides nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = visibleJson(JSON.stringify(value, null, 2));
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(text.replaceAll('\n', '')).not.toMatch(INVISIBLE);
        expect(text).not.toContain('<');
      }),
    );
  });
});

test('the longest run of backticks', () => {
  expect(['', 'a', '`a``b`'].map(longestBacktickRun)).toEqual([0, 0, 2]);
});
