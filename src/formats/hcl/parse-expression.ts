// Expressions: conditionals, operators by precedence and their operands; called by `parseBody`.
import type { HclExpression } from './expression.ts';
import { parseAccess } from './parse-access.ts';
import { parseCall } from './parse-call.ts';
import { parseObject, parseTuple } from './parse-collection.ts';
import { parseHeredoc, parseQuoted } from './parse-template.ts';
import type { ParseExpression, TokenKind, Tokens } from './tokens.ts';

/** Binding of the operators, loosest first; equal ones group to the left. */
const PRECEDENCE = new Map(
  [['||'], ['&&'], ['==', '!='], ['<', '<=', '>', '>='], ['+', '-'], ['*', '/', '%']].flatMap(
    (operators, level) => operators.map((operator): [string, number] => [operator, level]),
  ),
);

/** From the current token on; stops on the first token that belongs to it no more. */
export function parseExpression(tokens: Tokens): HclExpression {
  const outer = tokens.operands;
  tokens.operands = 0;
  const { start, line } = tokens;
  const condition = parseOperators(tokens, 0);
  const expression = tokens.kind === '?' ? parseBranches(tokens, condition, { start, line }) : condition;
  tokens.operands = Math.max(outer, tokens.operands);
  return expression;
}

function parseBranches(
  tokens: Tokens,
  condition: HclExpression,
  { start, line }: { readonly start: number; readonly line: number },
): HclExpression {
  tokens.enter();
  tokens.next();
  const then = parseExpression(tokens);
  tokens.expect(':', 'a conditional has no colon');
  const otherwise = parseExpression(tokens);
  tokens.leave();
  // oxlint-disable-next-line unicorn/no-thenable -- syntax, never awaited
  return { kind: 'conditional', condition, then, otherwise, start, end: tokens.lastEnd, line };
}

/** Operators of `level` and tighter. */
function parseOperators(tokens: Tokens, level: number): HclExpression {
  const { start, line } = tokens;
  let left = parseOperand(tokens);
  for (;;) {
    const operator = tokens.kind;
    const own = PRECEDENCE.get(operator);
    if (own === undefined || own < level) return left;
    tokens.next();
    const right = parseOperators(tokens, own + 1);
    left = { kind: 'binary', operator, left, right, start, end: tokens.lastEnd, line };
  }
}

/** A term with all that is applied to it. A sign binds tighter than every operator and looser than `.` and `[`. */
function parseOperand(tokens: Tokens): HclExpression {
  tokens.operand();
  const { start, line, kind } = tokens;
  if (kind !== '-' && kind !== '!') return parseAccess(tokens, parseTerm(tokens), parseExpression);
  tokens.enter();
  tokens.next();
  const operand = parseOperand(tokens);
  tokens.leave();
  return { kind: 'unary', operator: kind, operand, start, end: tokens.lastEnd, line };
}

function parseTerm(tokens: Tokens): HclExpression {
  const parse = TERMS.get(tokens.kind);
  if (parse === undefined) throw tokens.error('an expression is missing');
  return parse(tokens, parseExpression);
}

function parseName(tokens: Tokens): HclExpression {
  const { start, end, line } = tokens;
  const name = tokens.word();
  tokens.next();
  if (tokens.kind === '(' || tokens.kind === '::')
    return parseCall(tokens, { name, start, line }, parseExpression);
  switch (name) {
    case 'true':
    case 'false':
      return { kind: 'literal', value: name === 'true', start, end, line };
    case 'null':
      return { kind: 'literal', value: null, start, end, line };
    default:
      return { kind: 'variable', name, start, end, line };
  }
}

function parseNumber(tokens: Tokens): HclExpression {
  const { start, end, line } = tokens;
  const text = tokens.word();
  tokens.next();
  return { kind: 'number', text, start, end, line };
}

function parseParentheses(tokens: Tokens): HclExpression {
  const { start, line, newlines } = tokens;
  tokens.enter();
  tokens.newlines = false;
  tokens.next();
  const inner = parseExpression(tokens);
  if (tokens.kind !== ')') throw tokens.error('a parenthesis is not closed');
  tokens.leave();
  tokens.newlines = newlines;
  tokens.next();
  return { kind: 'parentheses', inner, start, end: tokens.lastEnd, line };
}

/** By first token. */
const TERMS = new Map<TokenKind, (tokens: Tokens, nested: ParseExpression) => HclExpression>([
  ['name', parseName],
  ['number', parseNumber],
  ['"', parseQuoted],
  ['heredoc', parseHeredoc],
  ['[', parseTuple],
  ['{', parseObject],
  ['(', parseParentheses],
]);
