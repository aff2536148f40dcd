// Git objects in memory under their real sha1, as `git hash-object` names them. Used by every other file of the double.
import { createHash } from 'node:crypto';

/** `040000` is a tree, `120000` a symbolic link, `160000` a submodule. */
export type Mode = '100644' | '100755' | '120000' | '040000' | '160000';

export type Entry = { readonly mode: Mode; readonly sha: string };
export type TreeEntry = Entry & { readonly name: string };

/** `date` in whole seconds since the epoch, as git keeps it. */
export type Signature = { readonly name: string; readonly email: string; readonly date: number };

export type CommitObject = {
  readonly kind: 'commit';
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
  /** Whose key signed it, kept in the `gpgsig` header; the double believes every signature. */
  readonly signedBy: 'author' | 'github' | null;
};
type BlobObject = { readonly kind: 'blob'; readonly bytes: Buffer };
type TreeObject = { readonly kind: 'tree'; readonly entries: readonly TreeEntry[] };
export type GitObject = BlobObject | TreeObject | CommitObject;

/** Forks share the store of their parent, as on GitHub. */
export type ObjectStore = Map<string, GitObject>;

export function putBlob(store: ObjectStore, content: string | Uint8Array): string {
  return put(store, { kind: 'blob', bytes: Buffer.from(content as Uint8Array) });
}

export function putTree(store: ObjectStore, entries: readonly TreeEntry[]): string {
  return put(store, { kind: 'tree', entries: entries.toSorted(byGitOrder) });
}

export function putCommit(store: ObjectStore, commit: Omit<CommitObject, 'kind'>): string {
  return put(store, { kind: 'commit', ...commit });
}

/** The commit `sha`; throws when there is none. */
export function commitAt(store: ObjectStore, sha: string): CommitObject {
  const found = store.get(sha);
  if (found?.kind !== 'commit') throw new Error(`no commit ${sha}`);
  return found;
}

export function blobAt(store: ObjectStore, sha: string): Buffer {
  const found = store.get(sha);
  if (found?.kind !== 'blob') throw new Error(`no blob ${sha}`);
  return found.bytes;
}

/** The name git gives to an object of this kind and content. */
export function hashObject(kind: GitObject['kind'], content: Uint8Array): string {
  return createHash('sha1').update(`${kind} ${content.length}\0`).update(content).digest('hex');
}

function put(store: ObjectStore, object: GitObject): string {
  const sha = hashObject(object.kind, encode(object));
  if (!store.has(sha)) store.set(sha, object);
  return sha;
}

function encode(object: GitObject): Uint8Array {
  switch (object.kind) {
    case 'blob':
      return object.bytes;
    case 'tree':
      return Buffer.concat(
        object.entries.flatMap(({ mode, name, sha }) => [
          Buffer.from(`${mode.replace(/^0/, '')} ${name}\0`),
          Buffer.from(sha, 'hex'),
        ]),
      );
    case 'commit':
      return Buffer.from(encodeCommit(object));
  }
}

function encodeCommit(commit: CommitObject): string {
  const sign = ({ name, email, date }: Signature): string => `${name} <${email}> ${date} +0000`;
  return [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${sign(commit.author)}`,
    `committer ${sign(commit.committer)}`,
    ...(commit.signedBy === null ? [] : [`gpgsig ${commit.signedBy}`]),
    '',
    commit.message,
  ].join('\n');
}

/** Git sorts a folder as if its name ended in a slash. */
function byGitOrder(a: TreeEntry, b: TreeEntry): number {
  const key = ({ name, mode }: TreeEntry): Buffer => Buffer.from(mode === '040000' ? `${name}/` : name);
  return Buffer.compare(key(a), key(b));
}
