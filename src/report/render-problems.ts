// Problems of policy files as text for a terminal and as commands of a GitHub workflow. Called by `aigov policy validate`.
import { stopped } from './describe-change.ts';
import { visible } from './escape.ts';
import { createPaint } from './paint.ts';
import type { ShownProblem } from './policy-problem.ts';

/** One line for each problem, as compilers write them, with what to do below. */
export function renderProblems(
  problems: readonly ShownProblem[],
  options: { readonly color: boolean },
): string {
  const paint = createPaint(options.color);
  return problems
    .flatMap(({ source, line, column, severity, code, message, fix }) => {
      const word = severity === 'error' ? paint.bad(severity) : paint.warn(severity);
      return [
        `${visible(source)}:${line}:${column}: ${word}: ${visible(message)} (${code})`,
        `    ${paint.bold('do:')} ${visible(fix)}`,
      ];
    })
    .join('\n');
}

/** A run shows them on the lines of the pull request: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
export function renderWorkflowCommands(problems: readonly ShownProblem[]): string {
  return problems
    .map(({ source, line, column, severity, code, message, fix }) => {
      const place = `file=${property(source)},line=${line},col=${column},title=${property(code)}`;
      return `::${severity} ${place}::${data(`${stopped(message)} ${fix}`)}`;
    })
    .join('\n');
}

/** What a command would take for its end. */
function data(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
