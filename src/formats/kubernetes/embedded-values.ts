// Values of charts and patches that objects of Argo CD, Flux and k3s hold as text; called by `objectSubject`.
import type { SyntaxNode } from '../../syntax/index.ts';
import { isJsonPatch, spreadJsonPatch } from '../kustomize/json-patch.ts';
import { treeInText } from './embedded-yaml.ts';

/** `spec.source.helm.values` of Argo CD, `spec.valuesContent` of the Helm controller of k3s, and patches for what they deploy. */
const HOLDERS: ReadonlyMap<string, RegExp> = new Map([
  ['argoproj.io', /(?:^|\/)(?:helm\/values|kustomize\/patches\/patch)$/],
  ['kustomize.toolkit.fluxcd.io', /^spec\/patches\/patch$/],
  ['helm.toolkit.fluxcd.io', /^spec\/postRenderers\/kustomize\/patches\/patch$/],
  ['helm.cattle.io', /^spec\/valuesContent$/],
]);

/** The object with a tree in the place of such a text, so that what it sets is seen. */
export function withEmbeddedValues(object: SyntaxNode, group: string): SyntaxNode {
  const holder = HOLDERS.get(group);
  return holder === undefined ? object : embedded(object, { holder, path: '' });
}

function shaped(tree: SyntaxNode): SyntaxNode {
  return isJsonPatch(tree) ? spreadJsonPatch(tree) : tree;
}

type Place = { readonly holder: RegExp; readonly path: string };

function embedded(node: SyntaxNode, { holder, path }: Place): SyntaxNode {
  if (node.kind === 'list')
    return { ...node, items: node.items.map((item) => embedded(item, { holder, path })) };
  if (node.kind !== 'map') return holder.test(path) ? treeInText(node, shaped) : node;
  const entries = node.entries.map((entry) => ({
    ...entry,
    value: embedded(entry.value, { holder, path: path === '' ? entry.key : `${path}/${entry.key}` }),
  }));
  return { ...node, entries };
}
