// Values of charts that Argo CD and k3s objects hold as text; called by `objectSubject`.
import type { SyntaxNode } from '../../syntax/index.ts';
import { treeInText } from './embedded-yaml.ts';

/** `spec.source.helm.values` of Argo CD, `spec.valuesContent` of the Helm controller of k3s. */
const HOLDERS: ReadonlyMap<string, RegExp> = new Map([
  ['argoproj.io', /(?:^|\/)helm\/values$/],
  ['helm.cattle.io', /^spec\/valuesContent$/],
]);

/** The object with a tree in the place of such a text, so that what it sets is seen. */
export function withEmbeddedValues(object: SyntaxNode, group: string): SyntaxNode {
  const holder = HOLDERS.get(group);
  return holder === undefined ? object : embedded(object, { holder, path: '' });
}

type Place = { readonly holder: RegExp; readonly path: string };

function embedded(node: SyntaxNode, { holder, path }: Place): SyntaxNode {
  if (node.kind === 'list')
    return { ...node, items: node.items.map((item) => embedded(item, { holder, path })) };
  if (node.kind !== 'map') return holder.test(path) ? treeInText(node, (tree) => tree) : node;
  const entries = node.entries.map((entry) => ({
    ...entry,
    value: embedded(entry.value, { holder, path: path === '' ? entry.key : `${path}/${entry.key}` }),
  }));
  return { ...node, entries };
}
