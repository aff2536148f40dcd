// The literal text of heredocs, line by line; called by `parseTemplate`.
import { literalLength } from './quoted-text.ts';
import { syntaxError } from './refusal.ts';
import { spaceEnd, spaceStart } from './spaces.ts';

const PLAIN = /[^$%\r\n]+/y;

/**
 * From `from` to behind the line feed, or to a `${` or `%{` before it, at which `end` stands. No backslash escapes here.
 * HCL reads a `$` or `%` with one ASCII character behind it before a line break as a text of its own, so trimming the
 * break leaves that character alone even if it is a space.
 */
export function readHeredocText(
  text: string,
  from: number,
  line: number,
): { readonly text: string; readonly end: number } {
  let decoded = '';
  let at = from;
  for (;;) {
    PLAIN.lastIndex = at;
    if (PLAIN.test(text)) {
      decoded += text.slice(at, PLAIN.lastIndex);
      at = PLAIN.lastIndex;
    }
    const char = text.charAt(at);
    if (char === '\n') return { text: `${decoded}\n`, end: at + 1 };
    if (char === '\r' && text.charAt(at + 1) === '\n') return { text: `${decoded}\r\n`, end: at + 2 };
    if (char === '') throw syntaxError(line, 'a heredoc is not closed');
    if (char === '\r') throw syntaxError(line, 'a carriage return without line feed stands in a heredoc');
    const length = literalLength(text, at);
    if (length === 0) return { text: decoded, end: at };
    decoded += length === 3 ? `${char}{` : char;
    at += length;
    if (length === 1 && isLast(text, at)) return { text: decoded + text.charAt(at), end: at + 1 };
  }
}

/**
 * Where the line break stands that ends the line from `from` on, if that line is nothing but the marker between white
 * space; else null. White space is what HCL trims, more than what JavaScript does.
 */
export function markerLineEnd(text: string, from: number, marker: string, line: number): number | null {
  const feed = text.indexOf('\n', from);
  if (feed < 0) throw syntaxError(line, 'a heredoc is not closed');
  const start = spaceEnd(text, from, feed);
  if (spaceStart(text, start, feed) !== start + marker.length || !text.startsWith(marker, start)) return null;
  const end = text.charAt(feed - 1) === '\r' ? feed - 1 : feed;
  return text.slice(from, end).includes('\r') ? null : end;
}

/** One ASCII character with nothing but the line break behind it; a carriage return may be either. */
function isLast(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 10 || code >= 0x80) return false;
  return text.charAt(at + 1) === '\n' || (text.charAt(at + 1) === '\r' && text.charAt(at + 2) === '\n');
}
