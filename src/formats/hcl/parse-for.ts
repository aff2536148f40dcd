// `for` expressions, and the header they share with template directives; called by `parseCollection` and `parseTemplate`.
import type { HclExpression } from './expression.ts';
import type { ParseExpression, Tokens } from './tokens.ts';

/** `k, v in`; the current token stands behind `for`. Answers the names. */
export function parseForNames(tokens: Tokens): readonly string[] {
  const names = [parseName(tokens)];
  if (tokens.kind === ',') {
    tokens.next();
    names.push(parseName(tokens));
  }
  if (!tokens.is('in')) throw tokens.error('a for has no "in"');
  tokens.next();
  return names;
}

function parseName(tokens: Tokens): string {
  if (tokens.kind !== 'name') throw tokens.error('a for has no variable name');
  const name = tokens.word();
  tokens.next();
  return name;
}

/** The current token is `for`, in the bracket that began at `open`; stops on the closing bracket. */
export function parseFor(tokens: Tokens, form: 'tuple' | 'object', nested: ParseExpression): ForBody {
  tokens.next();
  const names = parseForNames(tokens);
  const collection = nested(tokens);
  tokens.expect(':', 'a for has no colon behind its collection');
  const first = nested(tokens);
  const hasKey = tokens.kind === '=>';
  if (hasKey !== (form === 'object')) throw tokens.error('only a for in braces has a key, and it must');
  if (hasKey) tokens.next();
  const value = hasKey ? nested(tokens) : first;
  const groups = tokens.kind === '...';
  if (groups && form === 'tuple') throw tokens.error('only a for in braces groups');
  if (groups) tokens.next();
  const hasCondition = tokens.is('if');
  if (hasCondition) tokens.next();
  const condition = hasCondition ? nested(tokens) : null;
  return { form, names, collection, key: hasKey ? first : null, value, groups, condition };
}

type ForBody = Omit<Extract<HclExpression, { kind: 'for' }>, 'kind' | 'start' | 'end' | 'line'>;
