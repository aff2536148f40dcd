// The tree of a masked template with the computed parts told as what they are: unknown. Called by `readTemplate`.
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import { actionsBetween } from './actions-between.ts';
import { expressionNode } from './expression-node.ts';
import { joinBranches } from './join-branches.ts';
import { HOLE } from './mask-template.ts';
import type { Action } from './scan-actions.ts';

type Scalar = Extract<SyntaxNode, { kind: 'scalar' }>;

export type Holes = {
  readonly sources: readonly string[];
  /** Actions outside of any value, by line. */
  readonly loose: readonly Action[];
  /** Lines of the template as written. */
  readonly lines: readonly string[];
};

/** `until`: first line behind the node, where its parent's next member or the text's end is. */
export function restoreHoles(node: SyntaxNode, holes: Holes, until: number): SyntaxNode {
  switch (node.kind) {
    case 'map':
      return {
        ...node,
        entries: joinBranches(
          node.entries.map((entry, index) =>
            restoreEntry(entry, holes, node.entries[index + 1]?.keyLine ?? until),
          ),
        ),
      };
    case 'list':
      return {
        ...node,
        items: node.items.map((item, index) =>
          restoreHoles(item, holes, node.items[index + 1]?.line ?? until),
        ),
      };
    case 'scalar':
      return restoreScalar(node, holes, until);
    case 'alias':
      return node;
  }
}

function restoreEntry(entry: SyntaxEntry, holes: Holes, until: number): SyntaxEntry {
  const { value } = entry;
  const key = withSources(entry.key, holes);
  const printed = isEmpty(value) ? actionsBetween(holes.loose, entry.keyLine + 1, until).filter(prints) : [];
  if (printed.length === 0) return { ...entry, key, value: restoreHoles(value, holes, until) };
  const text = printed.map(({ source }) => source).join(' ');
  return { ...entry, key, value: expressionNode({ ...value, line: entry.keyLine }, text) };
}

/** Nothing stands behind the name; actions below it may print its value. */
function isEmpty(value: SyntaxNode): boolean {
  return value.kind === 'scalar' && value.style !== 'quoted' && value.text.trim() === '';
}

/** Unknown where a hole is in the text, and where an action stood on a line of its own inside of it or at its end. */
function restoreScalar(node: Scalar, holes: Holes, until: number): SyntaxNode {
  const inside =
    node.endLine > node.line && actionsBetween(holes.loose, node.line, node.endLine + 1).length > 0;
  const behind = node.style === 'block' && actionsBetween(holes.loose, node.endLine + 1, until).some(prints);
  if (inside || behind)
    return expressionNode(node, holes.lines.slice(node.line - 1, node.endLine).join('\n'));
  const text = withSources(node.text, holes);
  return text === node.text ? node : expressionNode(node, text);
}

function prints({ kind }: Action): boolean {
  return kind === 'output';
}

function withSources(text: string, { sources }: Holes): string {
  return text.replaceAll(HOLE, (_hole, number: string) => sources[Number(number)] ?? '');
}
