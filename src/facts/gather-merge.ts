// What a merge really brought, and the workflow run that asks for a credential. Called by the pipeline's credential side.
import type { WantsBeyond } from '../model/gathered.ts';
import type { FactCaches } from './caches.ts';
import type { Wanted } from './files.ts';
import { freeze } from './freeze.ts';
import { gatherRange } from './gather-range.ts';
import type { GatheredRange } from './gather-range.ts';
import type { Repository, RepositoryHost, RunReading } from './needs.ts';

export type GatheredMerge = GatheredRange & {
  readonly mergeSha: string;
  readonly firstParent: string;
  readonly parents: readonly string[];
};

type MergeRequest = Wanted & {
  readonly host: RepositoryHost;
  readonly caches: FactCaches;
  readonly repository: Repository;
  readonly mergeSha: string;
  /** Which unchanged files matter beside these changed ones; null: none. */
  readonly wantsAround: (changed: readonly string[]) => ((path: string) => boolean) | null;
  readonly wantsBeyond?: WantsBeyond;
};

/** first-parent(merge)..merge, whatever the pull request showed before. A commit without parents is incomplete. */
export async function gatherMerge(request: MergeRequest): Promise<GatheredMerge> {
  const { host, repository, mergeSha } = request;
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
  const range = await gatherRange({ ...request, base: firstParent, head: mergeSha });
  return freeze({ mergeSha, firstParent, parents, ...range });
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
