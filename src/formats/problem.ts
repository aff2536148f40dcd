// Reasons why a side of a file cannot be read; used by formats and by `readFile`.
import type { Problem } from './format.ts';
import type { FormatFile } from './format-file.ts';

/** Why a YAML or JSON file cannot be read, null when it can. */
export function syntaxProblem(file: FormatFile): Problem | null {
  const { problem } = file.syntax();
  if (problem === null) return null;
  const why = problem.code === 'syntax' ? 'parse-error' : problem.code;
  return { line: Math.min(problem.line, file.lines), why, message: problem.message };
}

/** The first of base and head that is no readable YAML or JSON; an absent side is readable. */
export function firstSyntaxProblem(before: FormatFile | null, after: FormatFile | null): Problem | null {
  const head = after === null ? null : syntaxProblem(after);
  const base = before === null ? null : syntaxProblem(before);
  return head ?? (base === null ? null : inBase(base));
}

/** Lines of such a problem are the base's. */
export function inBase(problem: Problem): Problem {
  return { ...problem, message: `in the base: ${problem.message}` };
}
