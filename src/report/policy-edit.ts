// What is told about an edit of the policy beside the decision, and outside of its digest. Gathered by the steps, rendered by this stage.
import type { Outcome } from '../model/words.ts';
import type { ShownProblem } from './policy-problem.ts';

export type PolicyEdit = {
  /** Of the policy as it would be: every error, and the warnings that it does not have today. */
  readonly problems: readonly ShownProblem[];
  readonly replay: PolicyReplay;
};

export type PolicyReplay =
  | {
      readonly kind: 'done';
      /** Decisions that were made again, of all repositories that use what is edited. */
      readonly decisions: number;
      /** So many of these are of other repositories. */
      readonly foreign: number;
      /** There was no time for so many more. */
      readonly left: number;
      /** So many could not be made again: their evidence is gone. */
      readonly gone: number;
      /** So many could not be made again: what is edited newly extends files that nobody read yet. */
      readonly unread: number;
      /** Decisions of so many other repositories were not looked at. */
      readonly unseen: number;
      /** Other repositories are left out: whoever opened the pull request may not read them. */
      readonly withheld: boolean;
      /** Other outcomes, one entry for each decision, the latest first. */
      readonly changed: readonly ReplayChange[];
    }
  /** Why there is none, in a clause of ours. */
  | { readonly kind: 'none'; readonly why: string };

export type ReplayChange = {
  /** Null for one of another repository: who reads this need not be allowed to read that. */
  readonly pull: number | null;
  readonly from: Outcome;
  readonly to: Outcome;
};
