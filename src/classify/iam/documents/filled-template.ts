// A policy in a template file with the values that the call of `templatefile` writes down. Called by judged-elsewhere.ts.
import { memory } from '../../../model/memory.ts';
import type { ParsedChange, ResourceState } from '../../../model/change.ts';
import type { JsonValue } from '../../../model/json.ts';
import { isExpression } from '../../expression.ts';

/** The second argument, where nothing in it is computed further in. */
const VARIABLES = /^templatefile\([^{]{1,600},\s*\{([^{}]{1,4000})\}\s*\)$/;
/** `bucket = "a"`, by either sign and with the name quoted or not; a text with something computed in it is none. */
const VARIABLE = /(?:^|[\s,])"?([A-Za-z_][\w-]{0,127})"?\s*[=:]\s*"([^"\\$%]{0,512})"(?=[\s,]|$)/g;

const known = memory<ParsedChange, Map<string, ParsedChange>>();

/** What is left open by the call stays open. */
export function filledTemplate(policy: ParsedChange, source: string): ParsedChange {
  const inside = VARIABLES.exec(source)?.[1];
  if (inside === undefined) return policy;
  const values = new Map([...inside.matchAll(VARIABLE)].map(([, name = '', text = '']) => [name, text]));
  if (values.size === 0) return policy;
  const calls = known.get(policy) ?? new Map<string, ParsedChange>();
  known.set(policy, calls);
  const filled = calls.get(inside) ?? {
    ...policy,
    before: stateWith(policy.before, values),
    after: stateWith(policy.after, values),
  };
  calls.set(inside, filled);
  return filled;
}

function stateWith(state: ResourceState | null, values: ReadonlyMap<string, string>): ResourceState | null {
  if (state === null) return null;
  const entries = Object.entries(state).map(([path, entry]) => [
    path,
    { ...entry, value: valueWith(entry.value, values) },
  ]);
  return Object.fromEntries(entries) as ResourceState;
}

/** A text in which nothing is open any more is a text. */
function valueWith(value: JsonValue, values: ReadonlyMap<string, string>): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => valueWith(item, values));
  if (typeof value !== 'object' || value === null) return value;
  if (!isExpression(value)) {
    const members = Object.entries(value).map(([key, member]) => [
      key,
      valueWith(member as JsonValue, values),
    ]);
    return Object.fromEntries(members) as JsonValue;
  }
  const text = value.expression.replaceAll(NAME, (all, name: string) => values.get(name) ?? all);
  return /[$%]\{/.test(text) ? { expression: text } : text;
}

const NAME = /(?<!\$)\$\{\s{0,8}([A-Za-z_][\w-]{0,127})\s{0,8}\}/g;
