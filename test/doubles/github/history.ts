// What commits say about each other: ancestry, merge base, ranges, three-way merge of trees. Used by pulls and compare.
import { commitAt, type Entry, type ObjectStore } from './objects.ts';
import { type FlatTree, flatten } from './trees.ts';

/** The commit itself and everything it descends from. */
export function ancestors(store: ObjectStore, sha: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [sha];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...commitAt(store, next).parents);
  }
  return seen;
}

/** A best common ancestor, or null for unrelated histories. Of several, the latest. */
export function mergeBase(store: ObjectStore, a: string, b: string): string | null {
  const [ofA, ofB] = [ancestors(store, a), ancestors(store, b)];
  const common = [...ofB].filter((sha) => ofA.has(sha));
  // Common ancestors are closed under ancestry, so a lesser one is the parent of another.
  const lesser = new Set(common.flatMap((sha) => commitAt(store, sha).parents));
  const best = common.filter((sha) => !lesser.has(sha));
  const date = (sha: string): number => commitAt(store, sha).committer.date;
  return best.toSorted((x, y) => date(y) - date(x))[0] ?? null;
}

/** Commits reachable from `head` and not from `base`, parents before children. */
export function commitsBetween(store: ObjectStore, base: string, head: string): readonly string[] {
  const known = new Set(ancestors(store, base));
  const ordered: string[] = [];
  const visit = (sha: string): void => {
    if (known.has(sha)) return;
    known.add(sha);
    for (const parent of commitAt(store, sha).parents) visit(parent);
    ordered.push(sha);
  };
  visit(head);
  return ordered;
}

/** Merge by whole files; null when both sides changed the same path differently. */
export function mergeTrees(
  store: ObjectStore,
  commits: { readonly base: string | null; readonly ours: string; readonly theirs: string },
): FlatTree | null {
  const tree = (sha: string | null): FlatTree =>
    sha === null ? new Map() : flatten(store, commitAt(store, sha).tree);
  const [base, ours, theirs] = [tree(commits.base), tree(commits.ours), tree(commits.theirs)];
  const merged = new Map<string, Entry>();
  for (const path of new Set([...ours.keys(), ...theirs.keys()])) {
    const [before, mine, other] = [base.get(path), ours.get(path), theirs.get(path)];
    if (!same(mine, before) && !same(other, before) && !same(mine, other)) return null;
    const kept = same(mine, before) ? other : mine;
    if (kept !== undefined) merged.set(path, kept);
  }
  return merged;
}

function same(a: Entry | undefined, b: Entry | undefined): boolean {
  return a?.sha === b?.sha && a?.mode === b?.mode;
}
