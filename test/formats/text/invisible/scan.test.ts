// What does not show, each trick against the text that people mean. Characters are written as escapes, so that this file shows all.
import { describe, expect, test } from 'vitest';
import { told } from '../marked.ts';

const seen = (text: string, path?: string): readonly string[] =>
  told(`${text}\n`, path).map((one) => one.split(' ').slice(0, 2).join(' '));

describe('PTH-09: characters that do not show', () => {
  test.each([
    ['an override', 'name = "a\u202Eb"', 'main.tf', ['1 high']],
    ['an isolate', 'name = "a\u2066b"', 'main.tf', ['1 high']],
    ['a zero-width space', 'na\u200Bme: x', 'a.yaml', ['1 high']],
    ['tags', `x\u{E0069}\u{E0067}`, 'main.tf', ['1 high']],
    ['a row of selectors', 'x\u{E0101}\u{E0102}', 'main.tf', ['1 high']],
    ['a filler that is a letter', 'a\u3164 = 1', 'main.tf', ['1 high']],
    ['an escape of terminals', 'a\u001B[2Kb', 'run.sh', ['1 high']],
    ['a control character', 'a\u0001b', 'main.tf', ['1 medium']],
    ['a line separator', 'a\u2028b', 'main.tf', ['1 medium']],
    ['a mark of direction', 'a\u200Eb', 'main.tf', ['1 medium']],
    ['a mark of order inside', 'a\uFEFFb', 'main.tf', ['1 high']],
    ['a mark of order at the begin', '\uFEFFa', 'main.tf', []],
    ['plain text', 'name = "a"', 'main.tf', []],
    ['a tab', '\tname', 'main.tf', []],
    ['other languages', 'name = "Größe, größer, ΔT, データ, имя"', 'main.tf', []],
    ['a family', '# \u{1F469}\u200D\u{1F469}\u200D\u{1F466} \u2764\uFE0F 1\uFE0F\u20E3', 'main.tf', []],
    ['a flag with tags', '\u{1F3F4}\u{E0067}\u{E0062}\u{E007F}', 'main.tf', []],
    ['tags behind another sign', '\u{1F469}\u{E0067}\u{E0062}\u{E007F}', 'main.tf', ['1 high']],
    ['a joiner of a script that needs it', '\u0915\u094D\u200D\u0937', 'main.tf', []],
    ['an isolate beside Hebrew', '# \u2067\u05D0\u05D1\u2069', 'main.tf', []],
    ['an override beside Hebrew', '# \u202E\u05D0\u05D1', 'main.tf', ['1 high']],
    ['a stray in prose', 'a\u200Bb', 'docs/a.md', ['1 low']],
    ['a row in prose', `a${'\u200B\u200C'.repeat(4)}b`, 'docs/a.md', ['1 high']],
    ['a stray in what agents read', 'a\u200Bb', 'AGENTS.md', ['1 high']],
  ])('%s', (_name, text, path, expected) => {
    expect(seen(text, path)).toEqual(expected);
  });

  test('the message gives the code', () => {
    expect(told('a\u202Eb\n')).toEqual([
      '1 high high A control character that turns the direction of the text stands here (U+202E).',
    ]);
  });
});

describe('PTH-08: letters that look alike', () => {
  test.each([
    ['a Cyrillic letter in a word', 'source = "./\u0456nfra"', 'main.tf', ['1 medium']],
    ['a Greek letter in a word', 'resource "\u0391WS" "a" {}', 'main.tf', ['1 medium']],
    ['a letter of full width', 'a\uFF41 = 1', 'main.tf', ['1 medium']],
    ['a word of one script', '# \u0438\u043D\u0444\u0440\u0430', 'main.tf', []],
    ['a Greek letter that looks like no other', '\u0394t = 1', 'main.tf', []],
    ['a folder', 'a = 1', 'infr\u0430/main.tf', ['1 medium']],
    ['a folder that turns', 'a = 1', 'infra\u202E/main.tf', ['1 high']],
    ['a folder of one script', 'a = 1', '\u0438\u043D\u0444\u0440\u0430/main.tf', []],
  ])('%s', (_name, text, path, expected) => {
    expect(seen(text, path)).toEqual(expected);
  });
});
