// Unchanged files that tell what a change means (callers of a module, overlays of a base). Used by the gather functions.
import { LIMITS } from '../config/limits.ts';
import type { FileChange, FileSide } from '../model/files.ts';
import type { Around, WantsBeyond } from '../model/gathered.ts';
import { loadBundle } from './bundle.ts';
import type { Bundle } from './bundle.ts';
import type { FactCaches } from './caches.ts';
import { readTree } from './files.ts';
import type { ChangedFiles } from './files.ts';
import type { FileRequest, Repository, RepositoryHost, TreeEntry } from './needs.ts';

export type AroundRequest = {
  readonly host: RepositoryHost;
  readonly caches: FactCaches;
  readonly repository: Repository;
  /** Where to look: the tip that the change merges into. */
  readonly commit: string;
  readonly changed: ChangedFiles;
  /** Which unchanged files matter beside these changed ones; null: none. */
  readonly wantsAround: (changed: readonly string[]) => ((path: string) => boolean) | null;
};

export type AroundPlan = {
  /** What has to be asked for; the rest is known by its blob. */
  readonly requests: readonly FileRequest[];
  readonly finish: (bundle: Bundle) => Around;
};

const NOTHING: AroundPlan = { requests: [], finish: () => ({ files: [], gap: null }) };

/**
 * The files at the tip are those that will stand beside the change once it is merged, callers that came after the fork
 * included; and the tip's tree serves every pull request until the branch moves. One tree, and later the contents
 * that no earlier evaluation has read: most pushes change few files.
 */
export async function planAround(request: AroundRequest): Promise<AroundPlan> {
  const { commit, changed } = request;
  const names = changed.files.flatMap(({ path, previousPath }) => [path, previousPath]);
  const paths = new Set(names.filter((path) => path !== null));
  const wanted = request.wantsAround([...paths]);
  if (wanted === null) return NOTHING;
  const tree = await readTree(request, commit);
  if (tree === null || tree.truncated) return withGap(NO_TREE);
  const near = tree.entries.filter(({ path, mode }) => isFile(mode) && !paths.has(path) && wanted(path));
  return planEntries(request, near, LIMITS.aroundFiles);
}

function planEntries(request: AroundRequest, near: readonly TreeEntry[], most: number): AroundPlan {
  const { commit } = request;
  const entries = near.slice(0, most);
  const gap =
    near.length > most ? `${near.length} files stand around the change, at most ${most} are read` : null;
  const known = new Map(entries.map((entry) => [entry.path, recall(request, entry)]));
  const missing = entries.filter(({ path }) => known.get(path) === undefined);
  return {
    requests: missing.map(({ path }) => ({ commit, path, need: 'content' })),
    finish: (bundle) => {
      const files = entries.flatMap((entry): readonly FileSide[] => {
        const side = known.get(entry.path) ?? bundle.side(commit, entry.path) ?? null;
        if (side !== null) remember(request, entry, side);
        return side === null ? [] : [side];
      });
      const lost = entries.length - files.length;
      return { files, gap: gap ?? (lost === 0 ? null : `${lost} files around the change could not be read`) };
    },
  };
}

type BeyondRequest = AroundRequest & { readonly wantsBeyond?: WantsBeyond | undefined };
type ReadSoFar = { readonly files: readonly FileChange[]; readonly around: Around };

/**
 * Those beside them that only contents name: in one call more where there are any, none where they were read before. What these
 * name in turn is read as well, once: the folder that an object deploys which was looked for itself. Gives all that stands around.
 */
export async function readBeyond(request: BeyondRequest, { files, around }: ReadSoFar): Promise<Around> {
  const first = await readFurther(request, { files, around });
  const isDone = first.gap !== around.gap || first.files.length === around.files.length;
  return isDone ? first : await readFurther(request, { files, around: first });
}

async function readFurther(request: BeyondRequest, { files, around }: ReadSoFar): Promise<Around> {
  const known = new Set([
    ...request.changed.files.flatMap(({ path, previousPath }) => [path, previousPath]),
    ...around.files.map(({ path }) => path),
  ]);
  const wanted = request.wantsBeyond?.({ files, around: around.files }) ?? null;
  if (wanted === null) return around;
  const tree = await readTree(request, request.commit);
  if (tree === null || tree.truncated) return { ...around, gap: around.gap ?? NO_TREE };
  const plan = planEntries(
    request,
    tree.entries.filter(({ path, mode }) => isFile(mode) && !known.has(path) && wanted(path)),
    LIMITS.beyondFiles,
  );
  const { host, caches, repository } = request;
  const bundle = await loadBundle({
    host,
    caches,
    repository,
    teams: [],
    users: [],
    now: 0,
    files: plan.requests,
  });
  const beyond = plan.finish(bundle);
  return { files: [...around.files, ...beyond.files], gap: around.gap ?? beyond.gap };
}

const NO_TREE = 'the host does not give the whole tree';

function withGap(gap: string): AroundPlan {
  return { requests: [], finish: () => ({ files: [], gap }) };
}

/** A link is read as what it points at. */
function isFile(mode: string): boolean {
  return mode === '100644' || mode === '100755' || mode === '120000';
}

/** By blob and not by commit: the same file stands in every later head. */
function keyOf({ repository }: AroundRequest, { path, mode, oid }: TreeEntry): string {
  return JSON.stringify(['around', repository.id, path, mode, oid]);
}

function recall(request: AroundRequest, entry: TreeEntry): FileSide | undefined {
  return request.caches.sides.get(keyOf(request, entry));
}

function remember(request: AroundRequest, entry: TreeEntry, side: FileSide): void {
  if (side.content.kind !== 'missing') request.caches.sides.set(keyOf(request, entry), side);
}
