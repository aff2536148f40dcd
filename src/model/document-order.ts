// The order of the decision document: by code units, so that it is the same on every machine.
import { canonicalJson } from './canonical.ts';
import type { Change, Finding, Unreadable } from './change.ts';
import type { Reason } from './decision.ts';

type Compare<T> = (a: T, b: T) => number;

/** Most lists come sorted, and are given back as they are. */
function sorted<T>(items: readonly T[], compare: Compare<T>): readonly T[] {
  for (let index = 1; index < items.length; index += 1) {
    const [a, b] = [items[index - 1], items[index]];
    if (a !== undefined && b !== undefined && compare(a, b) > 0) return items.toSorted(compare);
  }
  return items;
}

function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** By file, startLine, address; then environment, which alone differs between the entries of one change. */
export function sortChanges<T extends Pick<Change, 'file' | 'startLine' | 'address' | 'environment'>>(
  changes: readonly T[],
): readonly T[] {
  return sorted(
    changes,
    (a, b) =>
      order(a.file, b.file) ||
      a.startLine - b.startLine ||
      order(a.address, b.address) ||
      order(a.environment ?? '', b.environment ?? ''),
  );
}

export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return sorted(
    findings,
    (a, b) =>
      order(a.file, b.file) ||
      a.startLine - b.startLine ||
      order(a.id, b.id) ||
      order(a.address ?? '', b.address ?? ''),
  );
}

export function sortUnreadable<T extends Unreadable>(unreadable: readonly T[]): readonly T[] {
  return sorted(
    unreadable,
    (a, b) => order(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || order(a.why, b.why),
  );
}

/** By code, rule, need; then message. */
export function sortReasons(reasons: readonly Reason[]): readonly Reason[] {
  return sorted(
    reasons,
    (a, b) =>
      order(a.code, b.code) ||
      order(a.rule, b.rule) ||
      order(canonicalJson(a.need ?? null), canonicalJson(b.need ?? null)) ||
      order(a.message, b.message),
  );
}
