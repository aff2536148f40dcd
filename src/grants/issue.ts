// Does this merge give the right to deploy to this target now? Called by the pipeline at the exchange (and early, at the merge); pure.
import type { Decision } from '../model/decision.ts';
import type { Grant, Target } from '../model/deploy.ts';
import { accountForCommits, type BaseCommit } from './account-commits.ts';
import { compareMerge, type GovernedContent } from './compare-merge.ts';
import { isOver, windowOf } from './window.ts';

/** The words of GRANT_REFUSED; some are found by the exchange itself, beside this function. */
export const GRANT_REFUSALS = [
  'TARGET_UNKNOWN',
  'NOT_MERGED',
  'BRANCH_OTHER',
  'NOT_ON_BRANCH',
  'MERGE_AMBIGUOUS',
  'AGENT_MAY_NOT_DEPLOY',
  'DECISION_NOT_PASS',
  'FIRST_PARENT_UNKNOWN',
  'REBASE_MERGE',
  'MERGE_DIFFERS',
  'WINDOW_OVER',
  'HISTORY_UNKNOWN',
  'UNACCOUNTED_COMMIT',
  'ROLE_OF_ANOTHER_REPOSITORY',
] as const;
export type GrantRefusalCode = (typeof GRANT_REFUSALS)[number];

export type OpenGrantInput = {
  /** Fresh id, `g-` and 20 hex digits; used only where no grant exists yet. */
  readonly id: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly targetName: string;
  /** Null: the policy has no such target. */
  readonly target: Target | null;
  readonly repository: { readonly id: number; readonly fullName: string };
  readonly pull: {
    readonly number: number;
    readonly head: string;
    readonly baseBranch: string;
    /** Null: not merged. */
    readonly mergeSha: string | null;
    readonly mergedAt: number | null;
    /** First-parent commits that the merge put on the base branch: 1 for a merge commit or a squash. */
    readonly commitsOnBase: number;
  };
  /** The decision recorded at the merged head while the pull request was open; null: there is none. */
  readonly approved: Decision | null;
  /** The decision on the same pull request now. */
  readonly current: Pick<Decision, 'outcome' | 'mode'>;
  /** first-parent(merge)..merge, read again and decided on its own; null: the first parent is not known. */
  readonly merged: (GovernedContent & Pick<Decision, 'outcome'>) | null;
  /**
   * Head and merge, both read now, with every file that a deploy job may run, whoever wrote it; null like `merged`. The
   * decision on a person's change holds no plain code, so its digest alone would let a merge swap a script.
   */
  readonly files: { readonly head: GovernedContent; readonly merged: GovernedContent } | null;
  /** First-parent commits after the last deployment of the target (before the first: after its baseline), up to the merge; null: they cannot be listed. */
  readonly commits: readonly BaseCommit[] | null;
};

export type GrantRefusal = {
  readonly kind: 'refused';
  readonly code: GrantRefusalCode;
  /** One sentence for the caller. */
  readonly why: string;
  readonly file?: string;
  readonly sha?: string;
};

export type GrantOpening = { readonly kind: 'opened'; readonly grant: Grant } | GrantRefusal;

/**
 * Open the grant or say why not. A change that touches other environments may still be deployed to this target: the
 * session policy is narrowed to the target's part of it.
 */
export function openGrant(input: OpenGrantInput): GrantOpening {
  const { target, pull, approved } = input;
  if (target === null)
    return refused('TARGET_UNKNOWN', `The policy has no deploy target "${input.targetName}".`);
  if (pull.mergeSha === null || pull.mergedAt === null)
    return refused('NOT_MERGED', `Pull request #${pull.number} is not merged.`);
  if (`refs/heads/${pull.baseBranch}` !== target.ref)
    return refused(
      'BRANCH_OTHER',
      `Pull request #${pull.number} merged into ${pull.baseBranch}, the target deploys ${target.ref}.`,
    );
  const undecided = decisionRefusal(input);
  if (undecided !== null || approved === null) return undecided ?? noDecision(pull.number);
  const content = contentRefusal(input, approved) ?? commitsRefusal(input.commits, pull.mergeSha);
  if (content !== null) return content;
  const window = windowOf(pull.mergedAt, target);
  if (isOver(window, input.now))
    return refused(
      'WINDOW_OVER',
      `The deployment window ended ${target.windowSeconds} s after the merge; confirm again.`,
    );
  return {
    kind: 'opened',
    grant: grantOf({ input, approved, mergeSha: pull.mergeSha, closesAt: window.closesAt }),
  };
}

/**
 * No credential without an enforced pass, twice: now, and as recorded before the merge. The policy of now holds what
 * the merge brought, so a merge past the gate could pass under the very policy that it relaxes.
 */
function decisionRefusal({ approved, current, pull, merged }: OpenGrantInput): GrantRefusal | null {
  if (approved === null || approved.head !== pull.head) return noDecision(pull.number);
  if (current.outcome !== 'pass')
    return refused(
      'DECISION_NOT_PASS',
      `The decision on pull request #${pull.number} is ${current.outcome}, not pass.`,
    );
  if (current.mode !== 'enforce')
    return refused(
      'DECISION_NOT_PASS',
      'The policy is in observe mode: no credential without an enforced pass.',
    );
  if (approved.outcome !== 'pass' || approved.mode !== 'enforce')
    return refused('DECISION_NOT_PASS', `Pull request #${pull.number} had not passed when it merged.`);
  if (merged?.outcome === 'blocked')
    return refused('DECISION_NOT_PASS', `What merged of pull request #${pull.number} is blocked.`);
  return null;
}

function noDecision(pull: number): GrantRefusal {
  return refused(
    'DECISION_NOT_PASS',
    `No decision was recorded on the merged head of pull request #${pull}.`,
  );
}

function contentRefusal({ pull, merged, files }: OpenGrantInput, approved: Decision): GrantRefusal | null {
  if (merged === null || files === null)
    return refused(
      'FIRST_PARENT_UNKNOWN',
      'The first parent of the merge commit is not known, so nothing can be compared.',
    );
  if (pull.commitsOnBase !== 1)
    return refused(
      'REBASE_MERGE',
      `Pull request #${pull.number} was rebased into ${pull.commitsOnBase} commits; merge with a merge commit or a squash.`,
    );
  const governed = compareMerge(approved, merged);
  const comparison = governed.kind === 'same' ? compareMerge(files.head, files.merged) : governed;
  if (comparison.kind === 'same') return null;
  const { file, why } = comparison;
  const refusal = refused(
    'MERGE_DIFFERS',
    `What merged is not what was approved: ${file ?? 'the change'}, ${why}.`,
  );
  return file === null ? refusal : { ...refusal, file };
}

/** The merge itself is accounted for by the checks before this one. */
function commitsRefusal(commits: readonly BaseCommit[] | null, mergeSha: string): GrantRefusal | null {
  if (commits === null)
    return refused(
      'HISTORY_UNKNOWN',
      'The commits since the last deployment of the target cannot be listed.',
    );
  const accounting = accountForCommits(commits.filter(({ sha }) => sha !== mergeSha));
  if (accounting.kind === 'accounted') return null;
  const { sha, why } = accounting;
  return { ...refused('UNACCOUNTED_COMMIT', `Commit ${sha} would be deployed too: ${why}.`), sha };
}

function grantOf(from: {
  readonly input: OpenGrantInput;
  readonly approved: Decision;
  readonly mergeSha: string;
  readonly closesAt: number;
}): Grant {
  const { input, approved } = from;
  return {
    id: input.id,
    repositoryId: input.repository.id,
    repository: input.repository.fullName,
    target: input.targetName,
    pull: input.pull.number,
    head: input.pull.head,
    mergeSha: from.mergeSha,
    changeDigest: approved.changeDigest,
    decisionDigest: approved.decisionDigest,
    openedAt: input.now,
    expiresAt: from.closesAt,
  };
}

function refused(code: GrantRefusalCode, why: string): GrantRefusal {
  return { kind: 'refused', code, why };
}
