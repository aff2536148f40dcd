// The tree of a masked template with the computed parts told as what they are: unknown. Called by `readTemplate`.
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import { EXPRESSION_TAG } from '../tree.ts';
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
        entries: bothBranches(
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
  const printed = isEmpty(value) ? looseBetween(entry.keyLine + 1, until, holes).filter(prints) : [];
  if (printed.length === 0) return { ...entry, key, value: restoreHoles(value, holes, until) };
  const text = printed.map(({ source }) => source).join(' ');
  return { ...entry, key, value: expression({ ...value, line: entry.keyLine }, text) };
}

/** Nothing stands behind the name; actions below it may print its value. */
function isEmpty(value: SyntaxNode): boolean {
  return value.kind === 'scalar' && value.style !== 'quoted' && value.text.trim() === '';
}

/** Unknown where a hole is in the text, and where an action stood on a line of its own inside of it or at its end. */
function restoreScalar(node: Scalar, holes: Holes, until: number): SyntaxNode {
  const inside = node.endLine > node.line && looseBetween(node.line, node.endLine + 1, holes).length > 0;
  const behind = node.style === 'block' && looseBetween(node.endLine + 1, until, holes).some(prints);
  if (inside || behind) return expression(node, holes.lines.slice(node.line - 1, node.endLine).join('\n'));
  const text = withSources(node.text, holes);
  return text === node.text ? node : expression(node, text);
}

function prints({ kind }: Action): boolean {
  return kind === 'output';
}

/** From a line up to, and without, another. */
function looseBetween(from: number, until: number, { loose }: Holes): readonly Action[] {
  const start = firstAt(loose, from);
  const end = firstAt(loose, until);
  return start < end ? loose.slice(start, end) : [];
}

/** Index of the first that is on this line or below, by halving: a template may have a hundred thousand. */
function firstAt(loose: readonly Action[], line: number): number {
  let [low, high] = [0, loose.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((loose[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

function withSources(text: string, { sources }: Holes): string {
  return text.replaceAll(HOLE, (_hole, number: string) => sources[Number(number)] ?? '');
}

function expression(node: SyntaxNode, text: string): Scalar {
  const { line, column, endLine, anchor } = node;
  return {
    kind: 'scalar',
    text,
    source: text,
    style: 'block',
    tag: EXPRESSION_TAG,
    anchor,
    line,
    column,
    endLine,
  };
}

/** A name given twice stands in two branches of an `if`: what both may give is joined, never the last alone. */
function bothBranches(entries: readonly SyntaxEntry[]): readonly SyntaxEntry[] {
  const result = new Map<string, SyntaxEntry>();
  for (const entry of entries) {
    const known = result.get(entry.key);
    result.set(
      entry.key,
      known === undefined ? entry : { ...known, value: either(known.value, entry.value) },
    );
  }
  return [...result.values()];
}

function either(one: SyntaxNode, other: SyntaxNode): SyntaxNode {
  if (one.kind === 'map' && other.kind === 'map')
    return { ...one, endLine: other.endLine, entries: bothBranches([...one.entries, ...other.entries]) };
  if (one.kind === 'list' && other.kind === 'list')
    return { ...one, endLine: other.endLine, items: [...one.items, ...other.items] };
  if (one.kind !== 'scalar') return one;
  if (other.kind !== 'scalar') return other;
  return one.text === other.text && one.tag === other.tag
    ? one
    : expression(one, `${one.text} or ${other.text}`);
}
