// What one edit of a policy gives away, and the few comparisons that find it; used by the files beside this one.
import { canonicalJson } from '../../model/canonical.ts';
import type { JsonValue } from '../../model/json.ts';
import { nameOf, withoutId } from '../approvals/approver-word.ts';
import type { Path } from '../locate.ts';
import type { Severity } from '../../model/words.ts';

export type Loss = {
  /** Place in the new document; the nearest key that still exists is shown. */
  readonly path: Path;
  /** One sentence. */
  readonly message: string;
  readonly severity: Extract<Severity, 'medium' | 'high'>;
};

/** Items of `more` that `less` does not have, letter by letter. Absent lists are empty; order does not matter. */
export function extra(
  more: readonly string[] | undefined,
  less: readonly string[] | undefined,
): readonly string[] {
  const known = new Set(less);
  return (more ?? []).filter((item) => !known.has(item));
}

/** The same of words that are compared in any case: globs that tighten, logins and teams. */
export function extraFolded(
  more: readonly string[] | undefined,
  less: readonly string[] | undefined,
): readonly string[] {
  const known = new Set((less ?? []).map((item) => item.toLowerCase()));
  return (more ?? []).filter((item) => !known.has(item.toLowerCase()));
}

/** Approvers of `more` that `less` does not have, by name. Somebody who is now held to an id is nobody new. */
export function morePeople(
  more: readonly string[] | undefined,
  less: readonly string[] | undefined,
): readonly string[] {
  const known = new Set((less ?? []).map((word) => word.toLowerCase()));
  return extraFolded(more, less)
    .filter((word) => !known.has(withoutId(word).toLowerCase()))
    .map(nameOf);
}

/** Whether a word moved down its scale, which goes from loosest to strictest. */
export function isLower<Word extends string>(scale: readonly Word[], before: Word, after: Word): boolean {
  return scale.indexOf(after) < scale.indexOf(before);
}

/** `a`, `a and b`, `a, b and 3 more`: names as a person lists them. */
export function listed(items: readonly string[]): string {
  const [first = '', second, ...rest] = items;
  if (second === undefined) return first;
  return rest.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${rest.length} more`;
}

export function when(condition: boolean, loss: () => Loss): readonly Loss[] {
  return condition ? [loss()] : [];
}

/** One call per key of either record. */
export function perKey<Value>(
  before: { readonly [key: string]: Value } | undefined,
  after: { readonly [key: string]: Value } | undefined,
  compare: (key: string, old: Value | undefined, now: Value | undefined) => readonly Loss[],
): readonly Loss[] {
  const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...keys].flatMap((key) => compare(key, before?.[key], after?.[key]));
}

export function isEqual(a: unknown, b: unknown): boolean {
  return canonicalJson(a as JsonValue) === canonicalJson(b as JsonValue);
}
