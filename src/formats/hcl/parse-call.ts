// Function calls; called by `parseExpression`.
import type { HclExpression } from './expression.ts';
import type { ParseExpression, Tokens } from './tokens.ts';

/** The current token is `(` or `::` behind the first name. */
export function parseCall(
  tokens: Tokens,
  first: { readonly name: string; readonly start: number; readonly line: number },
  nested: ParseExpression,
): HclExpression {
  const { start, line } = first;
  const name = parseFunctionName(tokens, first.name);
  const { newlines } = tokens;
  tokens.enter();
  tokens.newlines = false;
  tokens.expect('(', 'a function name has no arguments');
  const given: HclExpression[] = [];
  let expands = false;
  while (tokens.kind !== ')') {
    given.push(nested(tokens));
    expands = tokens.kind === '...';
    if (tokens.kind !== ',' && !expands) break;
    tokens.next();
    if (expands) break;
  }
  if (tokens.kind !== ')') throw tokens.error('a separator or closing parenthesis is missing');
  tokens.leave();
  tokens.newlines = newlines;
  tokens.next();
  return { kind: 'call', name, arguments: given, expands, start, end: tokens.lastEnd, line };
}

/** `provider::aws::arn_parse`, however it is spaced. */
function parseFunctionName(tokens: Tokens, first: string): string {
  const words = [first];
  while (tokens.kind === '::') {
    tokens.next();
    words.push(tokens.word());
    tokens.expect('name', 'a function name is missing behind its namespace');
  }
  return words.join('::');
}
