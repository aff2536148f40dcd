// What one commit brings over another, read in full. Used by gather-merge.ts, and for earlier heads of a pull request.
import type { FileChange } from '../model/files.ts';
import type { Around, WantsBeyond } from '../model/gathered.ts';
import { planAround, readBeyond } from './around.ts';
import { loadBundle } from './bundle.ts';
import type { FactCaches } from './caches.ts';
import { fileChanges, fileRequests, listChangedFiles } from './files.ts';
import type { Wanted } from './files.ts';
import { freeze } from './freeze.ts';
import type { Gap, Repository, RepositoryHost } from './needs.ts';

export type GatheredRange = {
  readonly files: readonly FileChange[];
  readonly around: Around;
  /** What could not be read; any entry means that this is not all. */
  readonly incomplete: readonly Gap[];
};

/** merge-base(base, head)..head, with the unchanged files of `base` beside it. */
export async function gatherRange(
  request: Wanted & {
    readonly host: RepositoryHost;
    readonly caches: FactCaches;
    readonly repository: Repository;
    readonly base: string;
    readonly head: string;
    /** Which unchanged files matter beside these changed ones; null: none. */
    readonly wantsAround: (changed: readonly string[]) => ((path: string) => boolean) | null;
    readonly wantsBeyond?: WantsBeyond;
  },
): Promise<GatheredRange> {
  const { host, caches, repository, base, head } = request;
  const changed = await listChangedFiles({ host, caches, repository, base, head, expected: null });
  const beside = { ...request, commit: base, changed };
  const plan = await planAround(beside);
  const bundle = await loadBundle({
    host,
    caches,
    repository,
    teams: [],
    users: [],
    now: 0,
    files: [...fileRequests(changed, head, request), ...plan.requests],
  });
  const { files, gaps } = fileChanges(changed, head, bundle);
  const around = await readBeyond(beside, { files, around: plan.finish(bundle) });
  return freeze({ files, around, incomplete: [...changed.gaps, ...gaps] });
}
