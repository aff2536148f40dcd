// What a merge really brought, and the workflow run that asks for a credential. Called by the pipeline's credential side.
import type { FileChange } from '../model/files.ts';
import type { Around } from '../model/gathered.ts';
import { planAround } from './around.ts';
import { loadBundle } from './bundle.ts';
import type { FactCaches } from './caches.ts';
import { fileChanges, fileRequests, listChangedFiles } from './files.ts';
import type { Wanted } from './files.ts';
import { freeze } from './freeze.ts';
import type { Gap, Repository, RepositoryHost, RunReading } from './needs.ts';

export type GatheredMerge = {
  readonly mergeSha: string;
  readonly firstParent: string;
  readonly parents: readonly string[];
  readonly files: readonly FileChange[];
  readonly around: Around;
  readonly incomplete: readonly Gap[];
};

type MergeRequest = Wanted & {
  readonly host: RepositoryHost;
  readonly caches: FactCaches;
  readonly repository: Repository;
  readonly mergeSha: string;
  /** Which unchanged files matter beside these changed ones; null: none. */
  readonly wantsAround: (changed: readonly string[]) => ((path: string) => boolean) | null;
};

/** first-parent(merge)..merge, whatever the pull request showed before. A commit without parents is incomplete. */
export async function gatherMerge(request: MergeRequest): Promise<GatheredMerge> {
  const { host, caches, repository, mergeSha } = request;
  const parents = await host.readParents({ repository, sha: mergeSha });
  const [firstParent] = parents ?? [];
  if (parents === null || firstParent === undefined) {
    const why = parents === null ? 'the host has no such commit' : 'the commit has no parent';
    return freeze({
      mergeSha,
      firstParent: mergeSha,
      parents: parents ?? [],
      files: [],
      around: { files: [], gap: null },
      incomplete: [{ what: 'merge', why }],
    });
  }
  const changed = await listChangedFiles({
    host,
    caches,
    repository,
    base: firstParent,
    head: mergeSha,
    expected: null,
  });
  const plan = await planAround({ ...request, commit: firstParent, changed });
  const bundle = await loadBundle({
    host,
    caches,
    repository,
    teams: [],
    users: [],
    now: 0,
    files: [...fileRequests(changed, mergeSha, request), ...plan.requests],
  });
  const { files, gaps } = fileChanges(changed, mergeSha, bundle);
  const around = plan.finish(bundle);
  return freeze({ mergeSha, firstParent, parents, files, around, incomplete: [...changed.gaps, ...gaps] });
}

/** Null: the host knows no such run. */
export async function gatherRun(request: {
  readonly host: RepositoryHost;
  readonly repository: Repository;
  readonly runId: number;
}): Promise<RunReading | null> {
  const { host, repository, runId } = request;
  return freeze(await host.workflowRun({ repository, runId }));
}
