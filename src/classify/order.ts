// The order of the decision document, complete so that equal input gives equal bytes: called by classify.ts.
import { canonicalJson } from '../model/canonical.ts';
import type { Change, Finding } from '../model/change.ts';

type Key = readonly (string | number)[];

/**
 * By file, startLine and address; what is still equal by its other fields. Doubles are left out: two roots that make the
 * same of a module, in one environment, are one entry.
 */
export function sortChanges(changes: readonly Change[]): readonly Change[] {
  const unique = new Map(changes.map((change) => [JSON.stringify(change), change]));
  return sortBy([...unique.values()], ({ file, startLine, address, environment }) => [
    file,
    startLine,
    address,
    environment ?? '',
  ]);
}

/** By file, startLine and id; doubles are left out. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  const unique = new Map(findings.map((finding) => [canonicalJson(finding), finding]));
  return sortBy([...unique.values()], ({ file, startLine, id, message }) => [file, startLine, id, message]);
}

/** By code units, never by locale. */
function sortBy<T>(values: readonly T[], keyOf: (value: T) => Key): readonly T[] {
  const keyed = values.map((value) => ({ value, key: keyOf(value), rest: JSON.stringify(value) }));
  return keyed.toSorted((a, b) => compare([...a.key, a.rest], [...b.key, b.rest])).map(({ value }) => value);
}

function compare(a: Key, b: Key): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? '';
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
