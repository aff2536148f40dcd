// Step 7, first half: what a merge brought, beside what the gate says of its pull request now. Called by settle-merge.ts and exchange-session.ts.
import { gatherMerge, type GatheredMerge, type Repository } from '../facts/index.ts';
import type { GovernedContent } from '../grants/index.ts';
import type { Decision } from '../model/decision.ts';
import type { Ports } from '../ports.ts';
import { decide } from './decide.ts';
import { judgePull, type Judgement } from './judge-pull.ts';
import { readDiff, WANTED } from './read-diff.ts';

export type MergeJudgement = {
  readonly pull: number;
  /** The pull request as it stands now: people, approvals and policy of this moment. */
  readonly current: Judgement;
  /** The decision recorded at the merged head while it was open; null when there is none. */
  readonly approved: Decision | null;
  readonly merge: GatheredMerge;
  /** First-parent(merge)..merge under the same policy; null when it cannot be read in full. */
  readonly merged: Decision | null;
  /** Head and merge with every file that a deploy job may run, both read now; null like `merged`. */
  readonly files: { readonly head: GovernedContent; readonly merged: GovernedContent } | null;
};

/** What a commit merged. Two pull requests with one merge commit cannot be told apart: neither is taken for it. */
export type FoundMerge =
  | { readonly kind: 'merge'; readonly judged: MergeJudgement }
  /** `listed`: GitHub names pull requests for the commit, none of which it merged. */
  | { readonly kind: 'none'; readonly listed: boolean }
  | { readonly kind: 'ambiguous'; readonly pulls: readonly number[] };

type Merge = { readonly repository: Repository; readonly mergeSha: string };

/** Judge the merge commit of a pull request that was just judged itself. */
export async function judgeMerge(
  ports: Ports,
  { repository, mergeSha, pull, current }: Merge & { readonly pull: number; readonly current: Judgement },
): Promise<MergeJudgement> {
  const merge = await gatherMerge({ ...ports, repository, mergeSha, ...WANTED });
  const approved = await ports.evaluations.forHead(repository.id, pull, current.gathered.head);
  return {
    pull,
    current,
    approved: approved?.decision ?? null,
    merge,
    ...(await decideMerge(ports, current, merge)),
  };
}

/** The same people and policy, another diff: only its changes and their digest are of interest. */
async function decideMerge(
  ports: Ports,
  current: Judgement,
  merge: GatheredMerge,
): Promise<Pick<MergeJudgement, 'merged' | 'files'>> {
  if (merge.incomplete.length > 0) return { merged: null, files: null };
  const diff = await readDiff({ files: merge.files, around: merge.around, readers: ports.readers });
  const gathered = { ...current.gathered, files: merge.files };
  const head = decide({ gathered: current.gathered, diff: current.diff, strictFiles: true }).decision;
  const merged = decide({ gathered, diff, strictFiles: true }).decision;
  return { merged: decide({ gathered, diff }).decision, files: { head, merged } };
}

/** The pull request whose merge commit this is, judged. */
export async function findMerge(ports: Ports, { repository, mergeSha }: Merge): Promise<FoundMerge> {
  const listed = await ports.host.pullsOfCommit({ repository, sha: mergeSha });
  const found: { readonly pull: number; readonly current: Judgement }[] = [];
  for (const pull of listed) {
    const current = await judgePull(ports, { repository, number: pull });
    if (current.gathered.pull.mergeSha === mergeSha) found.push({ pull, current });
  }
  const [only, second] = found;
  if (only === undefined) return { kind: 'none', listed: listed.length > 0 };
  if (second !== undefined) return { kind: 'ambiguous', pulls: found.map(({ pull }) => pull) };
  return { kind: 'merge', judged: await judgeMerge(ports, { repository, mergeSha, ...only }) };
}
