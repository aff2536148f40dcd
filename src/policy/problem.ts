// What can be wrong with a policy text, with a place; part of the face of the policy stage.
import type { ProblemCode } from './problem-codes.ts';

export type PolicyProblem = {
  /** Stable; `PROBLEM_CODES` says what it means and what to do. */
  readonly code: ProblemCode;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** `rules[0].when.kinds`; empty for the document. */
  readonly path: string;
  /** Set where it stands in another file than the policy itself. */
  readonly file?: string;
};
