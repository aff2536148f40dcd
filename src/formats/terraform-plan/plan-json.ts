// Careful reading of JSON that anybody may have written; called by the parts that read a plan.
import type { JsonValue } from '../../model/json.ts';

type JsonMap = { readonly [key: string]: JsonValue };

/** An own member, undefined for everything that is no object or has none of that name. */
export function own(value: JsonValue | undefined, key: string): JsonValue | undefined {
  const map = mapOf(value);
  return map !== null && Object.hasOwn(map, key) ? map[key] : undefined;
}

export function mapOf(value: JsonValue | undefined): JsonMap | null {
  return typeof value === 'object' && value !== null && !isList(value) ? (value as JsonMap) : null;
}

export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isList(value) ? value : [];
}

/** Null where it is no text. */
export function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** Null where it is no flag: absent is neither true nor false. */
export function flagOf(value: JsonValue | undefined): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

export function isDeeperThan(value: JsonValue, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((member: JsonValue) => isDeeperThan(member, depth - 1));
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
