// What can be wrong with a policy text, with a place; part of the face of the policy stage.

export type PolicyProblem = {
  /** Stable kebab-case word, e.g. `unknown-key`, `duplicate-key`, `glob`. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** `rules[0].when.kinds`; empty for the document. */
  readonly path: string;
};
