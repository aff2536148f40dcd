// All lints over one layer, with places. Called by `validatePolicies`.
import { locate, pathText } from '../locate.ts';
import type { PolicyProblem } from '../problem.ts';
import type { LintInput } from './lint.ts';
import { LINTS } from './registry.ts';

export function lintPolicy(input: LintInput): readonly PolicyProblem[] {
  return LINTS.flatMap(({ code, find }) =>
    find(input).map(({ path, message }) => ({
      code,
      severity: 'warning' as const,
      message,
      ...locate(input.root, path),
      path: pathText(path),
    })),
  );
}
