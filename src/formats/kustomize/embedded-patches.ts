// Patches that stand as text inside a kustomization, read as the trees they are; called by `kustomize`.
import { parseYaml } from '../../syntax/index.ts';
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import { resolveTree } from '../resolved-tree.ts';
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
      return node.style === 'plain' ? node : treeIn(node);
    case 'alias':
      return node;
  }
}

function embeddedMember(entry: SyntaxEntry): SyntaxEntry {
  return entry.key === 'patch' ? { ...entry, value: treeIn(entry.value) } : entry;
}

/** What is no readable structure stays text: the build refuses it, and the text shows as it is. */
function treeIn(node: SyntaxNode): SyntaxNode {
  if (node.kind !== 'scalar') return node;
  const { documents, problems } = parseYaml(node.text);
  const trees = documents
    .map((document) => resolveTree(document))
    .map((tree) => (tree.kind === 'ok' ? tree.node : null));
  const found = trees.filter((tree) => tree !== null && tree.kind !== 'scalar');
  if (problems.length > 0 || found.length === 0 || found.length < trees.length) return node;
  const placed = found.map((tree) => placedIn(isJsonPatch(tree) ? spreadJsonPatch(tree) : tree, node));
  const [only] = placed;
  return placed.length === 1 && only !== undefined ? only : { ...node, kind: 'list', items: placed };
}

/** Lines of the text become lines of the file; exact in a literal block, inside of the value in any case. */
function placedIn(tree: SyntaxNode, text: SyntaxNode): SyntaxNode {
  const line = (inner: number): number => Math.min(text.line + inner - 1, text.endLine);
  const place = { line: line(tree.line), endLine: line(tree.endLine) };
  if (tree.kind === 'list')
    return { ...tree, ...place, items: tree.items.map((item) => placedIn(item, text)) };
  if (tree.kind !== 'map') return { ...tree, ...place };
  const entries = tree.entries.map((entry) => ({
    ...entry,
    keyLine: line(entry.keyLine),
    value: placedIn(entry.value, text),
  }));
  return { ...tree, ...place, entries };
}
