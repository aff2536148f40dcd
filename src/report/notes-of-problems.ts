// Notes on the lines of an edited policy: what is wrong with it, and what probably is not meant. Called by renderCheckRun.
import { TITLE_LIMIT, lines, sentence } from './annotation-text.ts';
import { plain } from './escape.ts';
import type { ShownProblem } from './policy-problem.ts';
import type { Annotation } from './publisher.ts';

export function notesOfProblems(problems: readonly ShownProblem[]): readonly Annotation[] {
  return problems.map(({ source, line, code, severity, message, fix }) => ({
    path: source,
    ...lines({ startLine: line, endLine: line }),
    level: severity === 'error' ? 'failure' : 'warning',
    title: plain(`policy: ${code}`, TITLE_LIMIT),
    message: `${sentence(message)}\n${sentence(fix)}`,
  }));
}
