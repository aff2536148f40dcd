// Every commit that a deployment would carry must be accounted for. Called by issue.ts; pure.
import type { Mode, Outcome } from '../model/words.ts';

/** One first-parent commit of the target's branch since its last successful deployment. */
export type BaseCommit = {
  readonly sha: string;
  /** False: its diff against its first parent has no governed content, so it accounts for itself. */
  readonly governed: boolean;
  /** The pull request it merged, null for a direct push. */
  readonly pull: {
    readonly number: number;
    /** Of the decision now. */
    readonly outcome: Outcome;
    readonly mode: Mode;
    /** Of the decision recorded at the merged head while it was open; null: there is none. */
    readonly approvedOutcome: Outcome | null;
    readonly approvedMode: Mode | null;
    /** Digest at the approved head, and of what merged. */
    readonly approvedDigest: string | null;
    readonly mergedDigest: string;
    /** Every file that a deploy job may run merged as it stood at the head. */
    readonly sameFiles: boolean;
  } | null;
  /** Owners took it over with two recorded approvals. */
  readonly adopted: boolean;
};

export type Accounting =
  | { readonly kind: 'accounted' }
  | { readonly kind: 'unaccounted'; readonly sha: string; readonly why: string };

/** The first commit that nothing accounts for, oldest first as given. A lapsed grant stays accounted: only content counts. */
export function accountForCommits(commits: readonly BaseCommit[]): Accounting {
  for (const commit of commits) {
    const why = whyUnaccounted(commit);
    if (why !== null) return { kind: 'unaccounted', sha: commit.sha, why };
  }
  return { kind: 'accounted' };
}

function whyUnaccounted({ governed, pull, adopted }: BaseCommit): string | null {
  if (!governed || adopted) return null;
  if (pull === null) return 'it changes governed files and belongs to no merged pull request';
  if (pull.outcome !== 'pass') return `the decision on pull request #${pull.number} is not pass`;
  if (pull.mode !== 'enforce') return `pull request #${pull.number} was decided in observe mode`;
  if (pull.approvedOutcome !== 'pass' || pull.approvedMode !== 'enforce')
    return `pull request #${pull.number} had not passed when it merged`;
  if (pull.approvedDigest !== pull.mergedDigest || !pull.sameFiles)
    return `what merged of pull request #${pull.number} is not what was approved`;
  return null;
}
