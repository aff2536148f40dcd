// Strings that try to become markup, and a reader of Markdown code that tells what is left outside of it.
import fc from '../properties.ts';

const FRAGMENTS = [
  '@octocat',
  '@acme/security',
  '<img src=x onerror=alert(1)>',
  '<!-- hidden -->',
  '<!--',
  '</details>',
  '[click](https://evil.example)',
  '![img](https://evil.example/p.png)',
  'https://evil.example',
  'www.evil.example',
  'a@evil.example',
  '`',
  '```',
  '~~~',
  '\n```\n',
  '\n# Approved\n',
  '\n- [x] approved',
  '| a | b |',
  '**bold**',
  '\u202e',
  '\u200b',
  '\u001b[2J',
  '\u{e0041}',
  '&lt;b&gt;',
  '\\`',
  '#1',
  ' ',
  'word',
];

/** One or more fragments, and arbitrary text between them. */
export const anyHostile: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ unit: 'grapheme', maxLength: 5 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.join(''));

/** Markdown without its fenced blocks and code spans, read as CommonMark does: a run of n backticks ends at the next run of n. */
export function outsideCode(markdown: string): string {
  return withoutSpans(withoutFences(markdown));
}

/** The content of the fenced blocks. */
export function fencedBlocks(markdown: string): readonly string[] {
  return [...markdown.matchAll(FENCED)].map((match) => match[2] ?? '');
}

const FENCED = /^(`{3,})json\n([\s\S]*?)\n\1$/gm;

function withoutFences(markdown: string): string {
  return markdown.replace(FENCED, '');
}

function withoutSpans(text: string): string {
  let rest = text;
  let out = '';
  for (;;) {
    const open = /`+/.exec(rest);
    if (open === null) return out + rest;
    const run = open[0];
    const after = rest.slice(open.index + run.length);
    const close = [...after.matchAll(/`+/g)].find((match) => match[0].length === run.length);
    out += rest.slice(0, open.index);
    // A run that nothing closes stays as text, and then the property fails: that is the point.
    if (close === undefined) return `${out}${run}${after}`;
    rest = after.slice(close.index + run.length);
  }
}
