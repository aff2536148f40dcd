// What a pull request contains: its base, its commits, its changed files. Used by REST, GraphQL, webhooks and merges.
import { diffTrees, type FileChange } from './diff.ts';
import { commitsBetween, mergeBase } from './history.ts';
import { commitAt, type ObjectStore } from './objects.ts';
import type { Pull, Repository } from './state.ts';
import { flatten } from './trees.ts';

/** The tip of the base branch; after the merge the tip it had before. */
export function pullBase(repository: Repository, pull: Pull): string {
  return pull.merge === null ? (repository.branches.get(pull.baseRef) ?? pull.baseSha) : pull.baseSha;
}

/** Oldest first. */
export function pullCommits(repository: Repository, pull: Pull): readonly string[] {
  return commitsBetween(repository.store, pullBase(repository, pull), pull.headSha);
}

export function pullFiles(repository: Repository, pull: Pull): readonly FileChange[] {
  return filesBetween(repository.store, pullBase(repository, pull), pull.headSha);
}

/** The three-dot difference: from the merge base to the head. */
export function filesBetween(store: ObjectStore, base: string, head: string): readonly FileChange[] {
  const from = mergeBase(store, base, head);
  const before = from === null ? new Map() : flatten(store, commitAt(store, from).tree);
  return cached(store, `${from}...${head}`, () =>
    diffTrees(store, before, flatten(store, commitAt(store, head).tree)),
  );
}

const known = new WeakMap<ObjectStore, Map<string, readonly FileChange[]>>();

/** Commits never change, so neither does a difference; one evaluation asks for it several times. */
function cached(
  store: ObjectStore,
  key: string,
  compute: () => readonly FileChange[],
): readonly FileChange[] {
  const ofStore = known.get(store) ?? new Map<string, readonly FileChange[]>();
  known.set(store, ofStore);
  const found = ofStore.get(key) ?? compute();
  ofStore.set(key, found);
  return found;
}
