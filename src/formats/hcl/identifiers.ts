// Identifiers as HCL cuts them out of a text: Unicode letters of HCL's own table, digits, `_` and `-`. Called by `Tokens`.
import { IDENTIFIER_CONTINUE, IDENTIFIER_START } from './data/identifier-ranges.ts';

const START = 1;
const CONTINUE = 2;

/** What an ASCII character may do in an identifier. */
const ASCII = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(char)) return START | CONTINUE;
  return /[0-9-]/.test(char) ? CONTINUE : 0;
});

/** Offset behind the identifier that starts at `at`; `at` itself where there is none. */
export function identifierEnd(text: string, at: number): number {
  let end = behind(text, at, START);
  if (end === at) return at;
  for (let next = behind(text, end, CONTINUE); next > end; next = behind(text, end, CONTINUE)) end = next;
  return end;
}

/** Offset behind the character at `at` if it may play this part, else `at`. */
function behind(text: string, at: number, part: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) return ((ASCII[code] ?? 0) & part) === 0 ? at : at + 1;
  const point = text.codePointAt(at);
  if (point === undefined || !isLetter(point, part)) return at;
  return point > 0xffff ? at + 2 : at + 1;
}

type Ranges = { readonly starts: readonly number[]; readonly ends: readonly number[] };
const STARTING = rangesOf(IDENTIFIER_START);
const FOLLOWING = rangesOf(IDENTIFIER_CONTINUE);

function isLetter(point: number, part: number): boolean {
  return isIn(STARTING, point) || (part === CONTINUE && isIn(FOLLOWING, point));
}

function rangesOf(encoded: string): Ranges {
  const starts: number[] = [];
  const ends: number[] = [];
  let last = 0;
  for (const [index, word] of encoded.split(' ').entries()) {
    last += Number.parseInt(word, 36);
    (index % 2 === 0 ? starts : ends).push(last);
  }
  return { starts, ends };
}

function isIn({ starts, ends }: Ranges, point: number): boolean {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) < point) low = middle + 1;
    else high = middle;
  }
  return point >= (starts[low] ?? Number.POSITIVE_INFINITY);
}
