// Folders of this repository that Argo CD and Flux objects deploy from; called by `kubernetes`.
import type { SyntaxNode } from '../../syntax/index.ts';
import { childrenOf, member, textOf } from '../tree.ts';
import { resolvePath } from './paths.ts';

/**
 * `spec.source.path`, `spec.sources[].path` and an ApplicationSet's template of Argo CD, `spec.path` of Flux. Nothing
 * says that they mean this repository, but a change is then judged in one environment more, never in one less.
 */
export function gitOpsPaths(document: SyntaxNode): readonly string[] {
  const apiVersion = textOf(member(document, 'apiVersion'));
  const spec = member(document, 'spec');
  if (apiVersion.startsWith('kustomize.toolkit.fluxcd.io/')) return folders(member(spec, 'path'));
  if (!apiVersion.startsWith('argoproj.io/')) return [];
  const application =
    textOf(member(document, 'kind')) === 'ApplicationSet' ? member(member(spec, 'template'), 'spec') : spec;
  const sources = [member(application, 'source'), ...itemsBelow(member(application, 'sources'))];
  return sources.flatMap((source) => folders(member(source, 'path')));
}

function itemsBelow(node: SyntaxNode | undefined): readonly SyntaxNode[] {
  return node === undefined ? [] : childrenOf(node);
}

/** A path that is computed names nothing here; the root of the repository is everything and so says nothing. */
function folders(node: SyntaxNode | undefined): readonly string[] {
  const text = textOf(node);
  const path = text === '' || /[{}$]/.test(text) ? null : resolvePath('', text);
  return path === null || path === '' ? [] : [`${path}/`];
}
