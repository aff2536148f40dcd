// The order of the decision document: by code units, so that it is the same on every machine.
import type { Change, Finding, Unreadable } from '../model/change.ts';
import { canonicalJson } from '../model/canonical.ts';
import type { Reason } from '../model/decision.ts';

type Key = readonly (string | number)[];

function byKey<T>(items: readonly T[], key: (item: T) => Key): readonly T[] {
  return items
    .map((item) => ({ item, key: key(item) }))
    .toSorted((a, b) => compare(a.key, b.key))
    .map(({ item }) => item);
}

function compare(a: Key, b: Key): number {
  for (let at = 0; at < a.length; at += 1) {
    const [left, right] = [a[at] ?? '', b[at] ?? ''];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** By file, startLine, address; then environment, which alone differs between the entries of one change. */
export function sortChanges<T extends Pick<Change, 'file' | 'startLine' | 'address' | 'environment'>>(
  changes: readonly T[],
): readonly T[] {
  return byKey(changes, ({ file, startLine, address, environment }) => [
    file,
    startLine,
    address,
    environment ?? '',
  ]);
}

export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return byKey(findings, ({ file, startLine, id, address }) => [file, startLine, id, address ?? '']);
}

export function sortUnreadable<T extends Unreadable>(unreadable: readonly T[]): readonly T[] {
  return byKey(unreadable, ({ file, line, why }) => [file, line ?? 0, why]);
}

/** By code, rule, need; then message. */
export function sortReasons(reasons: readonly Reason[]): readonly Reason[] {
  return byKey(reasons, ({ code, rule, need, message }) => [
    code,
    rule,
    canonicalJson(need ?? null),
    message,
  ]);
}
