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
      /** Decisions that were made again. */
      readonly decisions: number;
      /** There was no time for so many more. */
      readonly left: number;
      /** So many could not be made again: their evidence is gone. */
      readonly gone: number;
      /** Other outcomes, one entry for each decision, the latest first. */
      readonly changed: readonly { readonly pull: number; readonly from: Outcome; readonly to: Outcome }[];
    }
  /** Why there is none, in a clause of ours. */
  | { readonly kind: 'none'; readonly why: string };
