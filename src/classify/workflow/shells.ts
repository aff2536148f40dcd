// Programs that scripts of a workflow are handed to; read by workflow-hidden-program.
import { childOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { memberText, stepsIn } from './parts.ts';

export type Shell = { readonly command: string; readonly line: number };

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell, with options of their own. */
const USUAL =
  /^(?:\/(?:usr\/)?bin\/(?:env )?)?(?:bash|sh|zsh|dash|fish|nu|pwsh|powershell|python3?|node|perl|ruby|cmd|msys2|Rscript|julia)(?: (?:--?[A-Za-z][\w-]{0,30}|pipefail|errexit|nounset|\/[A-Za-z]))*(?: ["']?\{0\}["']?)?$/;

/** Shells of steps, and the default of a job or a workflow, that are none of the usual ones. */
export function strangeShells(tree: Node): readonly Shell[] {
  const defaults = childOf(tree, 'defaults');
  const run = defaults === undefined ? undefined : childOf(defaults, 'run');
  const holders = [...(run === undefined ? [] : [run]), ...stepsIn(tree).map(({ node }) => node)];
  return holders.flatMap((holder) => {
    const line = childOf(holder, 'shell')?.line ?? holder.line;
    return commandsOf(memberText(holder, 'shell').trim(), tree)
      .filter((command) => command !== '' && !USUAL.test(command))
      .map((command) => ({ command, line }));
  });
}

/** `${{ matrix.shell }}` is each of the values that the matrix of the job gives it. */
function commandsOf(written: string, job: Node): readonly string[] {
  const key = /^\$\{\{\s{0,9}matrix\.([\w-]+)\s{0,9}\}\}$/.exec(written)?.[1];
  const strategy = childOf(job, 'strategy');
  if (key === undefined || strategy === undefined) return [written];
  const named = walk(strategy).filter(({ name }) => name === key);
  const { known, unknown } = textsOf(named[0]);
  const others = named.slice(1).map(textsOf);
  const all = [...known, ...others.flatMap((one) => one.known)];
  const isKnown = all.length > 0 && unknown.length === 0 && others.every((one) => one.unknown.length === 0);
  return isKnown ? all : [written];
}
