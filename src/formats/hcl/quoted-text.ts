// The literal text of quoted strings, escapes decoded; called for labels and by `parseTemplate`.
import { syntaxError } from './refusal.ts';

/** Runs without anything special, skipped in one step. */
const PLAIN = /[^"\\$%\r\n]+/y;
const SIMPLE: { readonly [letter: string]: string } = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };
const CODE = /u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}/y;

/** From `at` to the closing quote or to a `${` or `%{`, at which `end` stands. */
export function readQuotedText(
  text: string,
  from: number,
  line: number,
): { readonly text: string; readonly end: number } {
  let decoded = '';
  let at = from;
  for (;;) {
    const run = plainEnd(text, at);
    if (run > at) decoded += text.slice(at, run);
    at = run;
    const char = text.charAt(at);
    if (char === '"') return { text: decoded, end: at };
    if (char === '\\') {
      const escaped = decodeEscape(text, at + 1, line);
      decoded += escaped.text;
      at = escaped.end;
    } else if (char === '$' || char === '%') {
      const length = literalLength(text, at);
      if (length === 0) return { text: decoded, end: at };
      decoded += length === 3 ? `${char}{` : char;
      at += length;
    } else if (char === '') throw syntaxError(line, 'a quoted string is not closed');
    else throw syntaxError(line, 'a quoted string must not span lines');
  }
}

/** Offset of the first character from `at` on that may mean more than itself. */
export function plainEnd(text: string, at: number): number {
  PLAIN.lastIndex = at;
  return PLAIN.test(text) ? PLAIN.lastIndex : at;
}

/** What the `$` or `%` at `at` is: 3 characters for the escape `$${`, 1 for itself, 0 for the start of a sequence. */
export function literalLength(text: string, at: number): 0 | 1 | 3 {
  const char = text.charCodeAt(at);
  if (text.charCodeAt(at + 1) === 123) return 0;
  return text.charCodeAt(at + 1) === char && text.charCodeAt(at + 2) === 123 ? 3 : 1;
}

/** The escape whose letter stands at `at`. A code must be a character: half of a surrogate pair is none. */
function decodeEscape(
  text: string,
  at: number,
  line: number,
): { readonly text: string; readonly end: number } {
  const simple = SIMPLE[text.charAt(at)];
  if (simple !== undefined) return { text: simple, end: at + 1 };
  CODE.lastIndex = at;
  if (!CODE.test(text)) throw syntaxError(line, 'an escape sequence is not known');
  const code = Number.parseInt(text.slice(at + 1, CODE.lastIndex), 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
    throw syntaxError(line, 'an escape sequence is no character');
  return { text: String.fromCodePoint(code), end: CODE.lastIndex };
}
