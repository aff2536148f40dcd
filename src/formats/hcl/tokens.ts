// The tokens of an HCL text, one at a time, with the parser's budget; every parse function reads from this.
import { LIMITS } from '../../config/limits.ts';
import type { HclExpression } from './expression.ts';
import { identifierEnd } from './identifiers.ts';
import { Refusal, syntaxError } from './refusal.ts';

/** Punctuation is its own kind. What opens a template is a token; the text inside is `parseTemplate`'s business. */
export type TokenKind = 'name' | 'number' | '"' | 'heredoc' | 'newline' | 'end' | Punctuation;
type Punctuation = (typeof PUNCTUATION)[number];

const PUNCTUATION = [
  ...(['...', '&&', '||', '==', '!=', '<=', '>=', '=>', '::', '~}'] as const),
  ...([
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '.',
    ',',
    '*',
    '/',
    '%',
    '+',
    '-',
    '=',
    '<',
    '>',
    '!',
    '?',
    ':',
  ] as const),
];
/** Longest first, by first character. */
const BY_FIRST: readonly (readonly Punctuation[])[] = Array.from({ length: 128 }, (_, code) =>
  PUNCTUATION.filter((word) => word.charCodeAt(0) === code),
);
/** The grammar's number, with dots that may belong to what follows; they are cut off again. */
const NUMBER = /\d(?:[\d.]|[eE][-+]?\d)*/y;

/** Dots may stand where no number has them, and an exponent beyond all measure is none. */
const VALID_NUMBER = /^\d+(?:\.\d*)?(?:[eE][-+]?\d{1,18})?$/;

/** Operands of one expression and of the largest one inside it: an operator chain without end is as deep as it is long. */
const MAX_OPERANDS = 1_000;

/** `parseExpression`, handed to what it calls: expressions hold collections, and collections expressions. */
export type ParseExpression = (tokens: Tokens) => HclExpression;

/** Stands on one token. `newlines` tells whether line breaks are tokens or white space, as brackets decide. */
export class Tokens {
  readonly text: string;
  readonly labels: RegExp;
  kind: TokenKind = 'newline';
  start = 0;
  end = 0;
  /** 1-based, of the token's first character, and of what stands behind it. */
  line = 1;
  lineBehind = 1;
  /** Where the token before this one ended. */
  lastEnd = 0;
  lastLine = 1;
  newlines = true;
  /** Operands so far in the expression that is being read; see `operand`. */
  operands = 0;
  /** One for each `enter`: the line of a bracket, null for what needs no closing. */
  readonly #open: (number | null)[] = [];
  #nodes = 0;

  /** `labels`: what every label must look like once it is decoded. */
  constructor(text: string, labels: RegExp) {
    this.text = text;
    this.labels = labels;
    if (text.charCodeAt(0) === 0xfeff) this.end = 1;
    this.next();
  }

  /** The token's own characters. */
  word(): string {
    return this.text.slice(this.start, this.end);
  }

  /** Whether the token is this name: keywords are names at their place. */
  is(word: string): boolean {
    return (
      this.kind === 'name' && this.end - this.start === word.length && this.text.startsWith(word, this.start)
    );
  }

  /** Steps over a token that must be of this kind. */
  expect(kind: TokenKind, message: string): void {
    if (this.kind !== kind) throw this.error(message);
    this.next();
  }

  /** At the end of the text the bracket that nobody closed is the place to look at. */
  error(message: string): Refusal {
    const open = this.kind === 'end' ? this.#open.findLast((line) => line !== null) : null;
    return open === null || open === undefined
      ? syntaxError(this.line, message)
      : syntaxError(open, 'a bracket is not closed');
  }

  /** Called for each bracket, block, template, prefix operator and conditional that opens. */
  enter(): void {
    this.#open.push(/^[([{]$/.test(this.kind) ? this.line : null);
    if (this.#open.length > LIMITS.hclDepth) this.#tooDeep(`nested deeper than ${LIMITS.hclDepth} levels`);
  }

  leave(): void {
    this.#open.pop();
  }

  operand(): void {
    this.operands += 1;
    if (this.operands > MAX_OPERANDS) this.#tooDeep('an expression is too long');
    this.node();
  }

  node(): void {
    this.#nodes += 1;
    if (this.#nodes > LIMITS.treeNodes)
      throw new Refusal({
        line: this.line,
        why: 'too-many-nodes',
        message: `more than ${LIMITS.treeNodes} nodes`,
      });
  }

  /** Goes on behind a text that was read without tokens. */
  resume(at: number, line: number): void {
    this.end = at;
    this.lineBehind = line;
    this.next();
  }

  next(): void {
    this.lastEnd = this.end;
    this.lastLine = this.lineBehind;
    const { text } = this;
    let at = this.end;
    let line = this.lineBehind;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 32 || code === 9) {
        at += 1;
        continue;
      }
      this.start = at;
      this.line = line;
      const breakEnd = lineBreakEnd(text, at, code);
      if (breakEnd > at) {
        if (text.charCodeAt(breakEnd - 1) === 10) line += 1;
        at = breakEnd;
        if (this.newlines) return this.#set('newline', at, line);
        continue;
      }
      if (code !== 47 || text.charCodeAt(at + 1) !== 42) break;
      const close = text.indexOf('*/', at + 2);
      if (close < 0) throw this.error('a comment is not closed');
      line += countLines(text, at, close);
      at = close + 2;
    }
    this.#scan(at, line);
  }

  #scan(at: number, line: number): void {
    const { text } = this;
    if (at >= text.length) {
      // What is missing at the end is missing behind the last token, not on a line that is not there.
      this.line = this.lastLine;
      return this.#set('end', at, line);
    }
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      const end = numberEnd(text, at);
      if (!VALID_NUMBER.test(text.slice(at, end))) throw this.error('a number cannot be read');
      return this.#set('number', end, line);
    }
    if (code === 34) return this.#set('"', at + 1, line);
    const nameEnd = identifierEnd(text, at);
    if (nameEnd > at) return this.#set('name', nameEnd, line);
    if (code === 60) {
      const bodyStart = heredocBody(text, at);
      if (bodyStart > at) return this.#set('heredoc', bodyStart, line + 1);
    }
    for (const word of BY_FIRST[code] ?? [])
      if (text.startsWith(word, at)) return this.#set(word, at + word.length, line);
    throw this.error('a character has no meaning here');
  }

  #set(kind: TokenKind, end: number, lineBehind: number): void {
    this.kind = kind;
    this.end = end;
    this.lineBehind = lineBehind;
  }

  #tooDeep(message: string): never {
    throw new Refusal({ line: this.line, why: 'too-deep', message });
  }
}

/** Behind a line feed, with or without carriage return, or behind a comment that runs to one: it ends an item as well. */
function lineBreakEnd(text: string, at: number, code: number): number {
  if (code === 10) return at + 1;
  if (code === 13) return text.charCodeAt(at + 1) === 10 ? at + 2 : at;
  if (code !== 35 && (code !== 47 || text.charCodeAt(at + 1) !== 47)) return at;
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) === 10) lines += 1;
  return lines;
}

/** `1...` is a number and an ellipsis. */
function numberEnd(text: string, at: number): number {
  NUMBER.lastIndex = at;
  NUMBER.test(text);
  let end = NUMBER.lastIndex;
  while (text.charCodeAt(end - 1) === 46) end -= 1;
  return end;
}

/** Start of the text of a heredoc whose `<<` stands at `at`; `at` itself where these are two operators. */
function heredocBody(text: string, at: number): number {
  if (text.charCodeAt(at + 1) !== 60) return at;
  const nameStart = text.charCodeAt(at + 2) === 45 ? at + 3 : at + 2;
  const nameEnd = identifierEnd(text, nameStart);
  if (nameEnd === nameStart) return at;
  const end = text.charCodeAt(nameEnd) === 13 ? nameEnd + 1 : nameEnd;
  return text.charCodeAt(end) === 10 ? end + 1 : at;
}
