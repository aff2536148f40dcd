// What an HCL expression says, as far as it can be said without running it; `readValue` makes it, terraform reads it.
import type { JsonValue } from '../../model/json.ts';

export type HclMember = { readonly key: string; readonly line: number; readonly value: HclValue };

export type HclValue =
  | { readonly kind: 'literal'; readonly value: null | boolean | number | string }
  | { readonly kind: 'list'; readonly items: readonly HclValue[] }
  /** An object literal whose keys are all known and differ. */
  | { readonly kind: 'object'; readonly members: readonly HclMember[] }
  /** `jsonencode` of an object or list literal. */
  | { readonly kind: 'json'; readonly value: HclValue }
  /** `key` is equal for equal expressions whatever their layout; `source` is for people, with named secrets masked. */
  | { readonly kind: 'expression'; readonly key: string; readonly source: string };

/**
 * The value as JSON. `compare` gives equal JSON for equal meaning and may hold secrets; `show` is the document's form,
 * `{"expression": "<source text>"}` for what is unresolved. Members are sorted, since their order has no meaning.
 */
export function toJson(value: HclValue, use: 'compare' | 'show'): JsonValue {
  switch (value.kind) {
    case 'literal':
      return value.value;
    case 'list':
      return value.items.map((item) => toJson(item, use));
    case 'object':
      return Object.fromEntries(
        value.members
          .toSorted((a, b) => (a.key < b.key ? -1 : 1))
          .map((member): [string, JsonValue] => [member.key, toJson(member.value, use)]),
      );
    case 'json':
      return use === 'show' ? JSON.stringify(toJson(value.value, use)) : { json: toJson(value.value, use) };
    case 'expression':
      return { expression: use === 'show' ? value.source : value.key };
  }
}
