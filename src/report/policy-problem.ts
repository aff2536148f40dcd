// A problem of a policy file as the renderers of this stage take it; the policy stage finds it.

export type ShownProblem = {
  /** File. */
  readonly source: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** Stable; docs/policy/problems.md says more about each. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** What to do, in one sentence. */
  readonly fix: string;
};
