// Scripts into which the text of strangers is pasted before they run; read by workflow-untrusted-trigger.
import { splitExpressions } from '../../syntax/index.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { memberText, stepsIn } from './parts.ts';
import type { Named } from './parts.ts';
import { untrustedIn } from './untrusted-input.ts';

export type Injection = { readonly step: Named; readonly input: string; readonly line: number };

/** Each step and input once. In `env` such a value is a value; in a script it is code. */
export function injectionsIn(tree: Node): readonly Injection[] {
  return stepsIn(tree).flatMap((step) =>
    scriptsOf(step.node).flatMap(({ text, line }) => {
      const expressions = splitExpressions(text).filter(({ kind }) => kind === 'expression');
      const inputs = expressions.map((piece) => untrustedIn(piece.text)).filter((input) => input !== null);
      return [...new Set(inputs)].map((input) => ({ step, input, line }));
    }),
  );
}

/** Actions that run an input of theirs as a program, or hand it to a shell. */
const RUNS_INPUT = /^(?:actions\/github-script|azure\/(?:cli|powershell)|appleboy\/ssh-action)@/i;
const PROGRAM_INPUTS = ['script', 'inlineScript'];

function scriptsOf(step: Node): readonly { readonly text: string; readonly line: number }[] {
  const inputs = RUNS_INPUT.test(memberText(step, 'uses'))
    ? PROGRAM_INPUTS.map((name) => ['with', name])
    : [];
  return [['run'], ...inputs].map((path) => ({
    text: memberText(step, ...path),
    line: lineOf(step, path),
  }));
}

function lineOf(step: Node, path: readonly string[]): number {
  const found = path.reduce<Node | undefined>(
    (at, name) => (at === undefined ? at : childOf(at, name)),
    step,
  );
  return (found ?? step).line;
}
