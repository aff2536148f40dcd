// Which files of this repository a workflow or an action runs: local actions, reusable workflows, programs that its steps start, values that it gives to Helm. Asked by those formats.
import type { SyntaxNode } from '../../syntax/index.ts';
import { valuesOfCommands } from '../helm/values-paths.ts';
import { childrenOf, textOf } from '../tree.ts';
import { normalPath } from './normal-path.ts';
import { programsRun } from './programs-run.ts';

/** A file, or a folder with a trailing `/`: what changes in there is run as well. Each once. */
export function pulledIn(root: SyntaxNode): readonly string[] {
  const uses = textsBelow(root, 'uses').flatMap(pathsOf);
  const scripts = textsBelow(root, 'run');
  // A step stands in the checkout, or in a folder that some part of the file names.
  const folders = ['', ...new Set(textsBelow(root, 'working-directory'))];
  const programs = scripts.flatMap((script) => programsRun(script, folders));
  return [...new Set([...uses, ...programs, ...scripts.flatMap(valuesOfCommands)])];
}

/** The tree shares what aliases stand for, so every node is looked at once. */
function textsBelow(root: SyntaxNode, key: string): readonly string[] {
  const seen = new Set<SyntaxNode>();
  const found: string[] = [];
  const visit = (node: SyntaxNode): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'map') {
      const named = node.entries.filter((entry) => entry.key === key);
      found.push(...named.map(({ value }) => textOf(value)));
    }
    childrenOf(node).forEach(visit);
  };
  visit(root);
  return found;
}

/**
 * `./path` is read from the checkout, `$/path` from the commit that the workflow itself is of
 * (https://github.blog/changelog/2026-07-30-reference-same-repository-actions-with-self-repository-syntax/). `owner/repo/.github/workflows/x.yml@ref` may well be this repository by its full
 * name; if it is another, the same path here is judged a little too strictly.
 */
function pathsOf(uses: string): readonly string[] {
  const remote = /^[^./\s][^/\s]*\/[^/\s]+\/(\.github\/workflows\/[^/@\s]+)@/.exec(uses)?.[1];
  if (remote !== undefined) return [remote];
  if (!/^[.$]\//.test(uses)) return [];
  const path = normalPath(uses.slice(2));
  if (path === null) return [];
  if (/\.ya?ml$/i.test(path)) return [path];
  return path === '' ? ['action.yml', 'action.yaml'] : [`${path}/`];
}
