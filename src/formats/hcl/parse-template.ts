// Quoted strings and heredocs to literals and templates; called by `parseOperand`.
import type { HclExpression } from './expression.ts';
import { markerLineEnd, readHeredocText } from './heredoc-text.ts';
import { parseForNames } from './parse-for.ts';
import { plainEnd, readQuotedText } from './quoted-text.ts';
import { finishTemplate } from './template-parts.ts';
import type { Directive, Piece, Trim } from './template-parts.ts';
import type { ParseExpression, Tokens } from './tokens.ts';

/** The current token is the opening quote; steps behind the closing one. */
export function parseQuoted(tokens: Tokens, nested: ParseExpression): HclExpression {
  const { text, start, line } = tokens;
  const from = tokens.end;
  const plain = plainEnd(text, from);
  if (text.charAt(plain) === '"') {
    tokens.resume(plain + 1, line);
    return { kind: 'literal', value: text.slice(from, plain).normalize('NFC'), start, end: plain + 1, line };
  }
  const pieces: Piece[] = [];
  let at = from;
  for (;;) {
    const run = readQuotedText(text, at, tokens.lineBehind);
    if (run.end > at)
      pieces.push({ kind: 'text', text: run.text, start: at, end: run.end, line: tokens.lineBehind });
    at = run.end;
    if (text.charAt(at) === '"') break;
    pieces.push(parseSequence(tokens, at, nested));
    at = tokens.end;
  }
  tokens.resume(at + 1, tokens.lineBehind);
  const end = at + 1;
  const parts = finishTemplate(pieces, false);
  const [only] = parts;
  if (only?.kind === 'text' && parts.length === 1)
    return { kind: 'literal', value: only.text, start, end, line };
  return { kind: 'template', heredoc: false, parts, start, end, line };
}

/** The current token is `<<EOT` with its line break; stops before the line break behind the closing marker. */
export function parseHeredoc(tokens: Tokens, nested: ParseExpression): HclExpression {
  const { text, start, line } = tokens;
  const opener = tokens.word();
  const flush = opener.startsWith('<<-');
  const marker = opener.slice(flush ? 3 : 2).trimEnd();
  const pieces: Piece[] = [];
  let at = tokens.end;
  let row = tokens.lineBehind;
  let atLineStart = true;
  for (;;) {
    const end = atLineStart ? markerLineEnd(text, at, marker, line) : null;
    if (end !== null) {
      tokens.resume(end, row);
      const parts = finishTemplate(pieces, flush);
      return { kind: 'template', heredoc: true, parts, start, end, line };
    }
    const run = readHeredocText(text, at, row);
    if (run.end > at) pieces.push({ kind: 'text', text: run.text, start: at, end: run.end, line: row });
    at = run.end;
    atLineStart = run.text.endsWith('\n');
    if (atLineStart) row += 1;
    else if (text.charAt(at) === '$' || text.charAt(at) === '%') {
      tokens.lineBehind = row;
      pieces.push(parseSequence(tokens, at, nested));
      at = tokens.end;
      row = tokens.lineBehind;
    }
  }
}

/** `${ … }` or `%{ … }` that starts at `at`. Afterwards `tokens` stands on its closing brace and has read no further. */
function parseSequence(tokens: Tokens, at: number, nested: ParseExpression): Piece {
  const line = tokens.lineBehind;
  const before = tokens.text.charAt(at + 2) === '~';
  const { newlines } = tokens;
  tokens.newlines = false;
  tokens.enter();
  tokens.node();
  tokens.resume(before ? at + 3 : at + 2, line);
  const isDirective = tokens.text.charAt(at) === '%';
  const content = isDirective ? parseDirective(tokens, nested) : nested(tokens);
  if (tokens.kind !== '}' && tokens.kind !== '~}') throw tokens.error('a template sequence is not closed');
  const trim: Trim = { before, after: tokens.kind === '~}' };
  tokens.leave();
  tokens.newlines = newlines;
  const span = { start: at, end: tokens.end, line };
  return typeof content === 'string'
    ? { kind: 'directive', word: content, trim, ...span }
    : { kind: 'interpolation', value: content, trim, ...span };
}

/** Only the form is checked: what a directive makes is not ours to say. */
function parseDirective(tokens: Tokens, nested: ParseExpression): Directive {
  const word = DIRECTIVES.find((one) => tokens.is(one));
  if (word === undefined) throw tokens.error('a template directive has no known keyword');
  tokens.next();
  if (word === 'for') parseForNames(tokens);
  if (word === 'if' || word === 'for') nested(tokens);
  return word;
}

const DIRECTIVES: readonly Directive[] = ['if', 'else', 'endif', 'for', 'endfor'];
