// Patches that stand as text inside a kustomization, read as the trees they are; called by `kustomize`.
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import { treeInText } from '../kubernetes/embedded-yaml.ts';
import { isJsonPatch, spreadJsonPatch } from './json-patch.ts';

/** Members of a kustomization whose texts are YAML when they are no paths. */
const TEXTS: readonly string[] = [
  'patches',
  'patchesJson6902',
  'patchesStrategicMerge',
  'generators',
  'transformers',
  'validators',
];

/** The kustomization with a tree in the place of each text of these members that holds one. */
export function withEmbeddedPatches(root: SyntaxNode): SyntaxNode {
  if (root.kind !== 'map') return root;
  const entries = root.entries.map((entry) =>
    TEXTS.includes(entry.key) ? { ...entry, value: embedded(entry.value) } : entry,
  );
  return { ...root, entries };
}

function embedded(node: SyntaxNode): SyntaxNode {
  switch (node.kind) {
    case 'list':
      return { ...node, items: node.items.map(embedded) };
    case 'map':
      return { ...node, entries: node.entries.map(embeddedMember) };
    case 'scalar':
      return node.style === 'plain' ? node : patchIn(node);
    case 'alias':
      return node;
  }
}

function embeddedMember(entry: SyntaxEntry): SyntaxEntry {
  return entry.key === 'patch' ? { ...entry, value: patchIn(entry.value) } : entry;
}

function patchIn(node: SyntaxNode): SyntaxNode {
  return treeInText(node, (tree) => (isJsonPatch(tree) ? spreadJsonPatch(tree) : tree));
}
