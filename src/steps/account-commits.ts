// Step 7: every commit that a deployment would carry, with what accounts for it. Called by open-target.ts.
import { gatherMerge, type Repository } from '../facts/index.ts';
import { compareMerge, type BaseCommit } from '../grants/index.ts';
import type { Target } from '../model/deploy.ts';
import type { Gathered } from '../model/gathered.ts';
import type { Ports } from '../ports.ts';
import { decide } from './decide.ts';
import { findMerge } from './judge-merge.ts';
import { readDiff, WANTED } from './read-diff.ts';

/** More commits than this between two deployments are not walked: the deployment is refused. */
const MAX_COMMITS = 100;

type Range = {
  readonly repository: Repository;
  readonly since: string | null;
  readonly mergeSha: string;
  /** Its `ref`: a merge into another branch brought its commit here by other ways than its own merge. */
  readonly target: Target;
  readonly under: Gathered;
};

/**
 * First-parent commits after `since` and before `mergeSha`, oldest first; null when they cannot be listed. `since` null:
 * the merge has no first parent, so there is nothing before it. The walk ends early at a commit that has a grant for the
 * target: it and all before it were accounted for when that grant was opened, and a lapsed grant stays accounted.
 */
export async function commitsSince(
  ports: Ports,
  { repository, since, mergeSha, target, under }: Range,
): Promise<readonly BaseCommit[] | null> {
  if (since === null || since === mergeSha) return [];
  const shas: string[] = [];
  let parent = await firstParent(ports, repository, mergeSha);
  let granted = false;
  while (parent !== null && parent !== since && shas.length < MAX_COMMITS) {
    granted = (await ports.grants.find(repository.id, target.name, parent)) !== null;
    if (granted) break;
    shas.unshift(parent);
    parent = await firstParent(ports, repository, parent);
  }
  if (parent !== since && !granted) return null;
  const commits: BaseCommit[] = [];
  for (const sha of shas) commits.push(await describe(ports, { repository, mergeSha: sha, target, under }));
  return commits;
}

/**
 * First-parent commits that the merge of a pull request put on its base: 1 for a merge commit or a squash. GitHub ties
 * each commit of a rebase merge to the pull request, so the commit before the last one tells.
 */
export async function commitsOnBase(
  ports: Ports,
  input: { readonly repository: Repository; readonly pull: number; readonly parents: readonly string[] },
): Promise<number> {
  const [before, second] = input.parents;
  if (second !== undefined || before === undefined) return 1;
  const pulls = await ports.host.pullsOfCommit({ repository: input.repository, sha: before });
  return pulls.includes(input.pull) ? 2 : 1;
}

async function firstParent(ports: Ports, repository: Repository, sha: string): Promise<string | null> {
  return (await ports.host.readParents({ repository, sha }))?.[0] ?? null;
}

async function describe(
  ports: Ports,
  { repository, mergeSha: sha, target, under }: Omit<Range, 'since'>,
): Promise<BaseCommit> {
  if (!(await isGoverned(ports, repository, sha, under)))
    return { sha, governed: false, pull: null, adopted: false };
  const unknown = { sha, governed: true, pull: null, adopted: false };
  const found = await findMerge(ports, { repository, mergeSha: sha });
  if (found.kind !== 'merge') return unknown;
  const merge = found.judged;
  const base = merge.current.gathered.pull.baseBranch;
  if (merge.merged === null || merge.files === null || `refs/heads/${base}` !== target.ref) return unknown;
  const { outcome, mode } = merge.current.decision;
  const recorded = {
    approvedOutcome: merge.approved?.outcome ?? null,
    approvedMode: merge.approved?.mode ?? null,
    approvedDigest: merge.approved?.changeDigest ?? null,
    mergedDigest: merge.merged.changeDigest,
    sameFiles: compareMerge(merge.files.head, merge.files.merged).kind === 'same',
  };
  return { sha, governed: true, adopted: false, pull: { number: merge.pull, outcome, mode, ...recorded } };
}

/**
 * What cannot be read in full counts as governed. Who wrote the commit is not known: the people of the pull request that
 * is deployed did not, so it counts as an agent's, whose every file outside `paths.inert` is governed.
 */
async function isGoverned(
  ports: Ports,
  repository: Repository,
  mergeSha: string,
  under: Gathered,
): Promise<boolean> {
  const merge = await gatherMerge({ ...ports, repository, mergeSha, ...WANTED });
  if (merge.incomplete.length > 0) return true;
  const diff = await readDiff({ files: merge.files, around: merge.around, readers: ports.readers });
  const facts = { ...under.facts, pull_request: null, commits: null, pushers: null };
  const { changes, unreadable } = decide({
    gathered: { ...under, facts },
    diff,
  }).decision;
  return changes.length > 0 || unreadable.length > 0;
}
