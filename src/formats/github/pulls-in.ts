// Which files of this repository a workflow or an action runs: local actions and reusable workflows. Asked by those formats.
import type { SyntaxNode } from '../../syntax/index.ts';
import { childrenOf, textOf } from '../tree.ts';

/** A file, or a folder with a trailing `/`: what changes in there is run as well. Each once. */
export function pulledIn(root: SyntaxNode): readonly string[] {
  return [...new Set(usesBelow(root).flatMap(pathsOf))];
}

/** The tree shares what aliases stand for, so every node is looked at once. */
function usesBelow(root: SyntaxNode): readonly string[] {
  const seen = new Set<SyntaxNode>();
  const found: string[] = [];
  const visit = (node: SyntaxNode): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'map') {
      const uses = node.entries.filter(({ key }) => key === 'uses').map(({ value }) => textOf(value));
      found.push(...uses);
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
  const path = normal(uses.slice(2));
  if (path === null) return [];
  if (/\.ya?ml$/i.test(path)) return [path];
  return path === '' ? ['action.yml', 'action.yaml'] : [`${path}/`];
}

/** `./a/../b/` is `b`; null outside of the repository. */
function normal(path: string): string | null {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.pop() === undefined) return null;
  }
  return kept.join('/');
}
