// What a value that formats could not resolve looks like: read by every rule that must not take unknown for safe.
import type { JsonValue } from '../model/json.ts';

export type Expression = { readonly expression: string };

export function isExpression(value: JsonValue | undefined): value is Expression {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return typeof (value as Partial<Expression>).expression === 'string' && Object.keys(value).length === 1;
}
