// Expressions to values: literals as they are, everything else kept as source; called by `parseBody`.
import type { HclExpression, HclObjectItem } from './expression.ts';
import { expressionKey } from './expression-key.ts';
import { expressionSource } from './render.ts';
import type { HclMember, HclValue } from './value.ts';

/** Total: what is no literal is an expression. */
export function readValue(expression: HclExpression, text: string): HclValue {
  // Parentheses around the whole have no meaning: only the source that people see keeps them.
  const inner = withoutParentheses(expression);
  const source = (): string => expressionSource(expression, text);
  return literal(inner, text) ?? { kind: 'expression', key: expressionKey(inner, text), source: source() };
}

function withoutParentheses(expression: HclExpression): HclExpression {
  let inner = expression;
  while (inner.kind === 'parentheses') ({ inner } = inner);
  return inner;
}

function literal(expression: HclExpression, text: string): HclValue | null {
  switch (expression.kind) {
    case 'literal':
      return { kind: 'literal', value: expression.value };
    case 'number':
      return number(expression.text);
    case 'unary':
      return expression.operator === '-' && expression.operand.kind === 'number'
        ? number(`-${expression.operand.text}`)
        : null;
    case 'template':
      return template(expression.parts);
    case 'tuple':
      return { kind: 'list', items: expression.items.map((item) => readValue(item, text)) };
    case 'object':
      return object(expression.items, text);
    case 'call':
      return jsonencode(expression, text);
    case 'access':
    case 'binary':
    case 'conditional':
    case 'for':
    case 'parentheses':
    case 'variable':
      return null;
  }
}

/** Only a number that keeps all its digits: others would compare equal although they differ. */
function number(source: string): HclValue | null {
  const digits = source.replace(/[eE].*$|\D/g, '').replace(/^0+/, '');
  const value = Number(source);
  return Number.isFinite(value) && digits.length <= 15 ? { kind: 'literal', value } : null;
}

/** A heredoc without interpolation is its text. */
function template(parts: Extract<HclExpression, { kind: 'template' }>['parts']): HclValue | null {
  const [only] = parts;
  if (only === undefined) return { kind: 'literal', value: '' };
  return parts.length === 1 && only.kind === 'text' ? { kind: 'literal', value: only.text } : null;
}

/** A computed or doubled key, or one that could be taken for our own marker, leaves the whole object an expression. */
function object(items: readonly HclObjectItem[], text: string): HclValue | null {
  const members: HclMember[] = [];
  const seen = new Set(['expression', 'json', '__proto__']);
  for (const { key, value, line } of items) {
    if (key === null || seen.has(key)) return null;
    seen.add(key);
    members.push({ key, line, value: readValue(value, text) });
  }
  return { kind: 'object', members };
}

function jsonencode(call: Extract<HclExpression, { kind: 'call' }>, text: string): HclValue | null {
  const [argument, ...others] = call.arguments;
  if (call.name !== 'jsonencode' || argument === undefined || others.length > 0 || call.expands) return null;
  const value = readValue(argument, text);
  return value.kind === 'object' || value.kind === 'list' ? { kind: 'json', value } : null;
}
