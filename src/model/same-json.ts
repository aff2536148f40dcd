// Whether two JSON values are the same, without writing either out. Used where many are compared and most are short texts.
import type { JsonValue } from './json.ts';

/** True just where `canonicalJson` of both is one text: the order of members means nothing, and -0 is 0. */
export function sameJson(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((each, at) => sameJson(each, b[at] ?? null))
    );
  const [left, right] = [a as Members, b as Members];
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && sameJson(left[name] ?? null, right[name] ?? null))
  );
}

type Members = { readonly [name: string]: JsonValue };
