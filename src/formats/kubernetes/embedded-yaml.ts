// YAML that stands as text inside of YAML, read as the tree it is; called for patches of Kustomize and values of charts.
import { parseYaml } from '../../syntax/index.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { resolveTree } from '../resolved-tree.ts';

/** What is no readable structure stays text, which shows as it is. Several documents are a list. */
export function treeInText(node: SyntaxNode, shape: (tree: SyntaxNode) => SyntaxNode): SyntaxNode {
  if (node.kind !== 'scalar') return node;
  const { documents, problems } = parseYaml(node.text);
  const trees = documents.map((document) => resolveTree(document));
  const found = trees.flatMap((tree) =>
    tree.kind === 'ok' && tree.node.kind !== 'scalar' ? [tree.node] : [],
  );
  if (problems.length > 0 || found.length === 0 || found.length < trees.length) return node;
  const placed = found.map((tree) => placedIn(shape(tree), node));
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
