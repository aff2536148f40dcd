// Two whole trees as a list of changed files: for pull requests that the comparison does not list in full. Used by files.ts.
import type { ComparedFile, TreeEntry } from './needs.ts';

/** Differences by path; a removed and an added file with the same bytes are one rename, as git sees it. */
export function diffTrees(base: readonly TreeEntry[], head: readonly TreeEntry[]): readonly ComparedFile[] {
  const before = new Map(base.map((entry) => [entry.path, entry]));
  const after = new Map(head.map((entry) => [entry.path, entry]));
  const added = head.filter((entry) => !before.has(entry.path));
  const removed = base.filter((entry) => !after.has(entry.path));
  const modified = head.flatMap((entry) => {
    const old = before.get(entry.path);
    return old !== undefined && (old.oid !== entry.oid || old.mode !== entry.mode)
      ? [file('modified', old, entry)]
      : [];
  });
  return [...modified, ...pairRenames(added, removed)].toSorted((a, b) =>
    a.path < b.path ? -1 : a.path > b.path ? 1 : 0,
  );
}

/**
 * Can the host have counted this many files? It pairs more renames than equal bytes, so its count lies between every
 * possible pair joined and none.
 */
export function countIsPlausible(files: readonly ComparedFile[], count: number): boolean {
  const of = (status: ComparedFile['status']): number => files.filter((one) => one.status === status).length;
  const added = of('added') + of('renamed');
  const removed = of('removed') + of('renamed');
  return count >= of('modified') + Math.max(added, removed) && count <= of('modified') + added + removed;
}

function pairRenames(added: readonly TreeEntry[], removed: readonly TreeEntry[]): readonly ComparedFile[] {
  const left = Map.groupBy(removed, (entry) => entry.oid);
  const arrived = added.map((entry) => {
    const old = left.get(entry.oid)?.shift() ?? null;
    return file(old === null ? 'added' : 'renamed', old, entry);
  });
  return [...arrived, ...[...left.values()].flat().map((entry) => file('removed', entry, null))];
}

function file(
  status: ComparedFile['status'],
  before: TreeEntry | null,
  after: TreeEntry | null,
): ComparedFile {
  const { path, oid } = after ?? before ?? { path: '', oid: '' };
  const previousPath = status === 'renamed' ? (before?.path ?? null) : null;
  return { status, path, previousPath, oid, entries: { before, after } };
}
