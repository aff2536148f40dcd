// The files that a policy names, read from the commit that the policy was read at. Used by gather.ts.
import { LIMITS } from '../config/limits.ts';
import { compileGlobs } from '../model/glob.ts';
import type { PolicyFile, PolicyPart } from '../model/policy-source.ts';
import type { FactCaches } from './caches.ts';
import { entryText } from './entry-text.ts';
import type { FilePlace, FolderEntry, Repository, RepositoryHost } from './needs.ts';

/** Folders that are looked into for one policy; what stands in another is not found, and a policy without its files refuses. */
const MOST_FOLDERS = 10;

type Beside = {
  readonly host: RepositoryHost;
  readonly caches: FactCaches;
  /** With whose rights the folder is read. */
  readonly repository: Pick<Repository, 'installationId'>;
  readonly place: FilePlace;
  readonly namedFiles: (text: string) => readonly string[];
};

/** The policy with its parts; as it is where it names none. A commit never changes, so each folder of it is read once. */
export async function withParts(file: PolicyFile, beside: Beside): Promise<PolicyFile> {
  const patterns = file.kind === 'file' ? beside.namedFiles(file.text) : [];
  const { place } = beside;
  const commit = file.kind === 'file' ? commitOf(file) : null;
  if (file.kind !== 'file' || commit === null || patterns.length === 0) return file;
  const folders = [...new Set(patterns.map((pattern) => pattern.slice(0, pattern.lastIndexOf('/'))))];
  const matches = compileGlobs(patterns, 'tighten');
  const parts: PolicyPart[] = [];
  for (const folder of folders.toSorted().slice(0, MOST_FOLDERS)) {
    const entries = await folderAt(beside, { commit, folder });
    for (const { name, entry } of entries) {
      const path = `${folder}/${name}`;
      const source = `${place.owner}/${place.name}@${commit}:${path}`;
      if (matches(path)) parts.push({ source, path, ...entryText(entry, LIMITS.cedarFileBytes) });
    }
  }
  return { ...file, parts: parts.toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
}

async function folderAt(
  { host, caches, repository: { installationId }, place: { owner, name } }: Beside,
  { commit, folder }: { readonly commit: string; readonly folder: string },
): Promise<readonly FolderEntry[]> {
  const key = JSON.stringify([installationId, owner.toLowerCase(), name.toLowerCase(), commit, folder]);
  const known = caches.folders.get(key);
  if (known !== undefined) return known;
  const entries = await host.readFolder({
    repository: { installationId, owner, name },
    commit,
    path: folder,
  });
  // A host may know a commit before it can show it: that there is no such folder is asked again.
  if (entries !== null) caches.folders.set(key, entries);
  return entries ?? [];
}

/** Also of a policy that stands in for one that cannot be read now: its files are those of its own commit. */
function commitOf({ source }: { readonly source: string }): string | null {
  return /@([0-9a-f]{40}|[0-9a-f]{64}):/.exec(source)?.[1] ?? null;
}
