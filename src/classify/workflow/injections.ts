// Scripts into which the text of strangers is pasted before they run; read by workflow-untrusted-trigger.
import { splitExpressions } from '../../syntax/index.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { variableIn } from './origin.ts';
import type { Scope } from './origin.ts';
import { memberText, stepsIn } from './parts.ts';
import type { Named } from './parts.ts';
import { untrustedIn } from './untrusted-input.ts';

export type Injection = { readonly step: Named; readonly input: string; readonly line: number };

/** Each step and input once. In `env` such a value is a value; in a script it is code. `workflow`: what stands around a job. */
export function injectionsIn(tree: Node, workflow: Node | undefined): readonly Injection[] {
  return stepsIn(tree).flatMap((step) => {
    const scope = { step: step.node, job: tree, workflow };
    return scriptsOf(step.node).flatMap(({ text, line }) => {
      const inputs = expressionsOf(text).flatMap((expression) => inputOf(expression, scope));
      return [...new Set(inputs)].map((input) => ({ step, input, line }));
    });
  });
}

/** `${{ env.TITLE }}` is pasted like what the variable was set to; `$TITLE` is not. */
function inputOf(expression: string, scope: Scope): readonly string[] {
  const own = untrustedIn(expression);
  if (own !== null) return [own];
  const names = [...expression.matchAll(/(?<![\w.-])env(?:\.|\[\s{0,9}')([A-Za-z_][\w-]{0,99})/gi)];
  return names.flatMap(([, name = '']) => {
    const set = expressionsOf(variableIn(scope, name) ?? '').map((piece) => untrustedIn(piece));
    return set.filter((input) => input !== null).slice(0, 1);
  });
}

function expressionsOf(text: string): readonly string[] {
  return splitExpressions(text)
    .filter(({ kind }) => kind === 'expression')
    .map((piece) => piece.text);
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
