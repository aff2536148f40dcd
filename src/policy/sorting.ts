// The order of the decision document: by code units, so that it is the same on every machine.
import type { Change, Finding, Unreadable } from '../model/change.ts';
import { canonicalJson } from '../model/canonical.ts';
import type { Reason } from '../model/decision.ts';

/** By the first of the fields in which two differ. Most lists come sorted, and are given back as they are. */
function byFields<T>(
  items: readonly T[],
  ...fields: readonly ((item: T) => string | number)[]
): readonly T[] {
  const compare = (a: T, b: T): number => {
    for (const field of fields) {
      const [left, right] = [field(a), field(b)];
      if (left !== right) return left < right ? -1 : 1;
    }
    return 0;
  };
  return isSorted(items, compare) ? items : items.toSorted(compare);
}

function isSorted<T>(items: readonly T[], compare: (a: T, b: T) => number): boolean {
  let last: T | undefined;
  for (const item of items) {
    if (last !== undefined && compare(last, item) > 0) return false;
    last = item;
  }
  return true;
}

/** By file, startLine, address; then environment, which alone differs between the entries of one change. */
export function sortChanges<T extends Pick<Change, 'file' | 'startLine' | 'address' | 'environment'>>(
  changes: readonly T[],
): readonly T[] {
  return byFields(
    changes,
    ({ file }) => file,
    ({ startLine }) => startLine,
    ({ address }) => address,
    ({ environment }) => environment ?? '',
  );
}

export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return byFields(
    findings,
    ({ file }) => file,
    ({ startLine }) => startLine,
    ({ id }) => id,
    ({ address }) => address ?? '',
  );
}

export function sortUnreadable<T extends Unreadable>(unreadable: readonly T[]): readonly T[] {
  return byFields(
    unreadable,
    ({ file }) => file,
    ({ line }) => line ?? 0,
    ({ why }) => why,
  );
}

/** By code, rule, need; then message. */
export function sortReasons(reasons: readonly Reason[]): readonly Reason[] {
  return byFields(
    reasons,
    ({ code }) => code,
    ({ rule }) => rule,
    ({ need }) => canonicalJson(need ?? null),
    ({ message }) => message,
  );
}
