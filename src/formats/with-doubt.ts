// Unknown values that are written as they were and have changed all the same; called by `toState`.
import type { JsonValue } from '../model/json.ts';

const DOUBT = ' (what it refers to changed)';

/**
 * The value with each expression in it marked as another one: rules compare two sides by their texts, and equal texts
 * would tell them that nothing happened. JSON in a text is entered.
 */
export function withDoubt(value: JsonValue): JsonValue {
  if (typeof value === 'string') return inText(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((member: JsonValue) => withDoubt(member));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]): [string, JsonValue] => [
      key,
      key === 'expression' && typeof member === 'string'
        ? `${member}${DOUBT}`
        : withDoubt(member as JsonValue),
    ]),
  );
}

function inText(text: string): JsonValue {
  if (!/^\s*[[{]/.test(text) || !text.includes('"expression"')) return text;
  try {
    return JSON.stringify(withDoubt(JSON.parse(text) as JsonValue));
  } catch {
    return text;
  }
}
