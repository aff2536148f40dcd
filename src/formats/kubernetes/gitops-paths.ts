// Folders of this repository that Argo CD and Flux objects deploy from, and files of values; called by `kubernetes`.
import type { SyntaxNode } from '../../syntax/index.ts';
import { valuesPath } from '../helm/values-paths.ts';
import { childrenOf, itemsOf, member, textOf } from '../tree.ts';
import { resolvePath } from './paths.ts';

/**
 * `spec.source.path`, `spec.sources[].path` and an ApplicationSet's template of Argo CD, `spec.path` of Flux. Nothing
 * says that they mean this repository, but a change is then judged in one environment more, never in one less.
 */
export function gitOpsPaths(document: SyntaxNode): readonly string[] {
  const apiVersion = textOf(member(document, 'apiVersion'));
  const spec = member(document, 'spec');
  if (apiVersion.startsWith('kustomize.toolkit.fluxcd.io/')) return folders(member(spec, 'path'));
  if (apiVersion.startsWith('helm.toolkit.fluxcd.io/')) return valuesOfRelease(spec);
  if (!apiVersion.startsWith('argoproj.io/')) return [];
  const application =
    textOf(member(document, 'kind')) === 'ApplicationSet' ? member(member(spec, 'template'), 'spec') : spec;
  const sources = [member(application, 'source'), ...itemsBelow(member(application, 'sources'))];
  return sources.flatMap((source) => [...folders(member(source, 'path')), ...valuesOfSource(source)]);
}

/** From the folder of the source; `/…` and, with the name of another source, `$name/…` from the root of a repository. */
function valuesOfSource(source: SyntaxNode | undefined): readonly string[] {
  const folder = textOf(member(source, 'path'));
  return itemsOf(member(member(source, 'helm'), 'valueFiles')).flatMap((item) => {
    const text = textOf(item);
    const fromRoot = /^(?:\$[\w-]+)?\/(.*)$/.exec(text)?.[1];
    return fromRoot === undefined ? valuesPath('', `${folder}/${text}`) : valuesPath('', fromRoot);
  });
}

/** https://fluxcd.io/flux/components/helm/helmreleases/: from the root of the repository that the chart is in. */
function valuesOfRelease(spec: SyntaxNode | undefined): readonly string[] {
  const chart = member(member(spec, 'chart'), 'spec');
  return itemsOf(member(chart, 'valuesFiles')).flatMap((item) => valuesPath('', textOf(item)));
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
