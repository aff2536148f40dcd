// How the parser gives up: thrown by `Tokens` and the parse functions, caught by `parseHcl` and nowhere else.

/** `line` is 1-based. `message` never quotes the text, which may hold a secret. */
export type HclProblem = { readonly line: number | null; readonly why: string; readonly message: string };

/** Unwinds the whole recursion at the first offence: a file is read in full or not at all. */
export class Refusal extends Error {
  readonly problem: HclProblem;

  constructor(problem: HclProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** What is not HCL. */
export function syntaxError(line: number, message: string): Refusal {
  return new Refusal({ line, why: 'parse-error', message });
}
