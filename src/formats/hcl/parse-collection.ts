// Lists, objects and `for` expressions in their brackets; called by `parseOperand`.
import type { HclExpression, HclObjectItem } from './expression.ts';
import { parseFor } from './parse-for.ts';
import type { ParseExpression, Tokens } from './tokens.ts';

/** The current token is `[`. Line breaks inside are white space. */
export function parseTuple(tokens: Tokens, nested: ParseExpression): HclExpression {
  const { start, line, newlines } = tokens;
  tokens.enter();
  tokens.newlines = false;
  tokens.next();
  if (tokens.is('for')) {
    const body = parseFor(tokens, 'tuple', nested);
    closeBracket(tokens, ']', newlines);
    return { kind: 'for', ...body, start, end: tokens.lastEnd, line };
  }
  const items: HclExpression[] = [];
  while (tokens.kind !== ']') {
    items.push(nested(tokens));
    if (tokens.kind !== ',') break;
    tokens.next();
  }
  closeBracket(tokens, ']', newlines);
  return { kind: 'tuple', items, start, end: tokens.lastEnd, line };
}

/** The current token is `{`. Line breaks separate members, but mean nothing in a `for`. */
export function parseObject(tokens: Tokens, nested: ParseExpression): HclExpression {
  const { start, line, newlines } = tokens;
  tokens.enter();
  tokens.newlines = false;
  tokens.next();
  if (tokens.is('for')) {
    const body = parseFor(tokens, 'object', nested);
    closeBracket(tokens, '}', newlines);
    return { kind: 'for', ...body, start, end: tokens.lastEnd, line };
  }
  tokens.newlines = true;
  const items: HclObjectItem[] = [];
  for (;;) {
    while (isNewline(tokens)) tokens.next();
    if (tokens.kind === '}') break;
    items.push(parseItem(tokens, nested));
    if (tokens.kind !== ',' && !isNewline(tokens)) break;
    tokens.next();
  }
  closeBracket(tokens, '}', newlines);
  return { kind: 'object', items, start, end: tokens.lastEnd, line };
}

function parseItem(tokens: Tokens, nested: ParseExpression): HclObjectItem {
  const { start, line } = tokens;
  tokens.node();
  const keyExpression = nested(tokens);
  if (tokens.kind !== '=' && tokens.kind !== ':') throw tokens.error('a member of an object has no value');
  tokens.next();
  const value = nested(tokens);
  return { key: staticKey(keyExpression), keyExpression, value, start, end: tokens.lastEnd, line };
}

/** A whole number that is its own text as a key. */
const PLAIN_NUMBER = /^(?:0|[1-9]\d{0,14})$/;

function staticKey(key: HclExpression): string | null {
  if (key.kind === 'variable') return key.name;
  if (key.kind === 'literal') return String(key.value);
  return key.kind === 'number' && PLAIN_NUMBER.test(key.text) ? key.text : null;
}

/** Behind the bracket line breaks count again as they did before it. */
function closeBracket(tokens: Tokens, kind: ']' | '}', newlines: boolean): void {
  if (tokens.kind !== kind) throw tokens.error('a separator or closing bracket is missing');
  tokens.leave();
  tokens.newlines = newlines;
  tokens.next();
}

function isNewline({ kind }: Tokens): boolean {
  return kind === 'newline';
}
