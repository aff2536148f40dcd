// Trees as flat maps of paths, and back. Used by commits, diffs, merges and the content routes.
import { type Entry, type Mode, type ObjectStore, putBlob, putTree, type TreeEntry } from './objects.ts';

/** Every file of a tree by its full path; folders are implied. */
export type FlatTree = ReadonlyMap<string, Entry>;

export type Edit = {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly deletions?: readonly string[];
  /** Mode per path, for a file of this edit or one that is already there. */
  readonly modes?: Readonly<Record<string, Mode>>;
};

export function writeTree(store: ObjectStore, files: FlatTree): string {
  const here: TreeEntry[] = [];
  const folders = new Map<string, Map<string, Entry>>();
  for (const [path, entry] of files) {
    const slash = path.indexOf('/');
    if (slash < 0) {
      here.push({ name: path, ...entry });
      continue;
    }
    const name = path.slice(0, slash);
    const inside = folders.get(name) ?? new Map<string, Entry>();
    folders.set(name, inside.set(path.slice(slash + 1), entry));
  }
  const trees = [...folders].map(([name, inside]): TreeEntry => ({
    name,
    mode: '040000',
    sha: writeTree(store, inside),
  }));
  return putTree(store, [...here, ...trees]);
}

export function treeEntries(store: ObjectStore, sha: string): readonly TreeEntry[] {
  const found = store.get(sha);
  if (found?.kind !== 'tree') throw new Error(`no tree ${sha}`);
  return found.entries;
}

/** Depth first, folders before what is in them, as `git/trees?recursive=1` lists them. */
export function walkTree(store: ObjectStore, sha: string, prefix = ''): readonly TreeEntry[] {
  return treeEntries(store, sha).flatMap((entry) => {
    const named = { ...entry, name: prefix + entry.name };
    return entry.mode === '040000' ? [named, ...walkTree(store, entry.sha, `${named.name}/`)] : [named];
  });
}

export function flatten(store: ObjectStore, sha: string): FlatTree {
  const files = walkTree(store, sha).filter(({ mode }) => mode !== '040000');
  return new Map(files.map(({ name, mode, sha: blob }) => [name, { mode, sha: blob }]));
}

/** The entry at `path`; the empty path is the tree itself. */
export function entryAt(store: ObjectStore, tree: string, path: string): TreeEntry | null {
  let found: TreeEntry = { name: '', mode: '040000', sha: tree };
  for (const name of path.split('/').filter((part) => part !== '')) {
    if (found.mode !== '040000') return null;
    const next = treeEntries(store, found.sha).find((entry) => entry.name === name);
    if (next === undefined) return null;
    found = next;
  }
  return found;
}

/** The tree after `edit`. */
export function editTree(store: ObjectStore, tree: FlatTree, edit: Edit): FlatTree {
  const edited = new Map(tree);
  for (const path of edit.deletions ?? []) edited.delete(path);
  for (const [path, content] of Object.entries(edit.files ?? {}))
    edited.set(path, { mode: edited.get(path)?.mode ?? '100644', sha: putBlob(store, content) });
  for (const [path, mode] of Object.entries(edit.modes ?? {})) {
    const entry = edited.get(path);
    if (entry === undefined) throw new Error(`no file ${path} to change the mode of`);
    edited.set(path, { ...entry, mode });
  }
  return edited;
}
