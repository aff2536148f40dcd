// The difference of two trees, with renames. Used by compare, pull files and GraphQL's `files`.
import { blobAt, type Entry, type ObjectStore } from './objects.ts';
import type { FlatTree } from './trees.ts';

export type FileChange = {
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  /** The blob after the change; for a removal the blob before, as GitHub does. */
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
};

type Side = { readonly path: string; readonly entry: Entry };

/** Below this share of equal lines a removal and an addition are two changes, as git's default. */
const RENAME_SIMILARITY = 0.5;
/** Pairs of texts beyond which only equal blobs are renames; git has such a limit too. */
const RENAME_PAIRS = 10_000;

export function diffTrees(store: ObjectStore, before: FlatTree, after: FlatTree): readonly FileChange[] {
  const removed = sides(before).filter(({ path }) => !after.has(path));
  const added = sides(after).filter(({ path }) => !before.has(path));
  const renames = findRenames(store, removed, added);
  const renamed = new Set([...renames].flatMap(([to, from]) => [to, from]));
  const modified = sides(after).flatMap((side): readonly FileChange[] => {
    const old = before.get(side.path);
    if (old === undefined || (old.sha === side.entry.sha && old.mode === side.entry.mode)) return [];
    return [change(store, 'modified', { path: side.path, entry: old }, side)];
  });
  const changes = [
    ...modified,
    ...[...renames].map(([to, from]) => change(store, 'renamed', from, to)),
    ...removed.filter((side) => !renamed.has(side)).map((side) => change(store, 'removed', side, null)),
    ...added.filter((side) => !renamed.has(side)).map((side) => change(store, 'added', null, side)),
  ];
  return changes.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** New side to old side: equal blobs first, then the most similar text. */
function findRenames(
  store: ObjectStore,
  removed: readonly Side[],
  added: readonly Side[],
): ReadonlyMap<Side, Side> {
  const renames = new Map<Side, Side>();
  const free = new Set(removed);
  const claim = (to: Side, from: Side | undefined): void => {
    if (from === undefined) return;
    renames.set(to, from);
    free.delete(from);
  };
  for (const to of added)
    claim(
      to,
      [...free].find(({ entry }) => entry.sha === to.entry.sha),
    );
  if (free.size * added.length > RENAME_PAIRS) return renames;
  for (const to of added) {
    if (renames.has(to)) continue;
    const ranked = [...free]
      .map((from) => ({ from, score: similarity(linesOf(store, from), linesOf(store, to)) }))
      .filter(({ score }) => score >= RENAME_SIMILARITY)
      .toSorted((a, b) => b.score - a.score);
    claim(to, ranked[0]?.from);
  }
  return renames;
}

function similarity(a: readonly string[], b: readonly string[]): number {
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 0 : (a.length - onlyIn(a, b)) / longest;
}

/** Lines of `a` without a partner in `b`; order is ignored, which is enough for counts. */
function onlyIn(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const line of b) left.set(line, (left.get(line) ?? 0) + 1);
  return a.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  }).length;
}

function change(
  store: ObjectStore,
  status: FileChange['status'],
  before: Side | null,
  after: Side | null,
): FileChange {
  const [old, now] = [linesOf(store, before), linesOf(store, after)];
  const shown = after ?? before;
  if (shown === null) throw new Error('a change has at least one side');
  return {
    path: shown.path,
    previousPath: status === 'renamed' ? (before?.path ?? null) : null,
    status,
    sha: shown.entry.sha,
    additions: onlyIn(now, old),
    deletions: onlyIn(old, now),
  };
}

function linesOf(store: ObjectStore, side: Side | null): readonly string[] {
  if (side === null || side.entry.mode === '160000') return [];
  const text = blobAt(store, side.entry.sha).toString('utf8');
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function sides(tree: FlatTree): readonly Side[] {
  return [...tree].map(([path, entry]) => ({ path, entry }));
}
