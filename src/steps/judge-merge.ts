// Step 7, first half: what a merge brought, beside what the gate says of its pull request now. Called by settle-merge.ts and exchange-session.ts.
import { gatherMerge, type GatheredMerge, type Repository } from '../facts/index.ts';
import { mayBeInfrastructure } from '../formats/index.ts';
import type { Decision } from '../model/decision.ts';
import type { Ports } from '../ports.ts';
import { decide } from './decide.ts';
import { judgePull, type Judgement } from './judge-pull.ts';
import { readDiff } from './read-diff.ts';

export type MergeJudgement = {
  readonly pull: number;
  /** The pull request as it stands now: people, approvals and policy of this moment. */
  readonly current: Judgement;
  /** The decision recorded at the merged head while it was open; null when there is none. */
  readonly approved: Decision | null;
  readonly merge: GatheredMerge;
  /** First-parent(merge)..merge under the same policy; null when it cannot be read in full. */
  readonly merged: Decision | null;
};

type Merge = { readonly repository: Repository; readonly mergeSha: string };

/** Judge the merge commit of a pull request that was just judged itself. */
export async function judgeMerge(
  ports: Ports,
  { repository, mergeSha, pull, current }: Merge & { readonly pull: number; readonly current: Judgement },
): Promise<MergeJudgement> {
  const merge = await gatherMerge({ ...ports, repository, mergeSha, wants: mayBeInfrastructure });
  const approved = await ports.evaluations.forHead(repository.id, pull, current.gathered.head);
  return {
    pull,
    current,
    approved: approved?.decision ?? null,
    merge,
    merged: await decideMerge(ports, current, merge),
  };
}

/** The same people and policy, another diff: only its changes and their digest are of interest. */
async function decideMerge(
  ports: Ports,
  { gathered }: Judgement,
  merge: GatheredMerge,
): Promise<Decision | null> {
  if (merge.incomplete.length > 0) return null;
  const diff = await readDiff({ files: merge.files, read: ports.readFile });
  return decide({ gathered: { ...gathered, files: merge.files }, diff }).decision;
}

/** The pull request whose merge commit this is, judged; null when the commit is no merge of any. */
export async function findMerge(
  ports: Ports,
  { repository, mergeSha }: Merge,
): Promise<MergeJudgement | null> {
  for (const pull of await ports.host.pullsOfCommit({ repository, sha: mergeSha })) {
    const current = await judgePull(ports, { repository, number: pull });
    if (current.gathered.pull.mergeSha === mergeSha)
      return await judgeMerge(ports, { repository, mergeSha, pull, current });
  }
  return null;
}
