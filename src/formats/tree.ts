// Short questions to positioned YAML and JSON trees; used by the formats that recognise files by content.
import type { SyntaxEntry, SyntaxNode } from '../syntax/index.ts';

/**
 * Tag of a scalar whose text is the source of a value that nobody knows yet: `toValue` makes `{expression: …}` of it.
 * Every tag of YAML starts with `!`, so no file can have it.
 */
export const EXPRESSION_TAG = 'expression';

/** The value under a key, undefined for other nodes. Of a doubled key the last, as most readers take it. */
export function member(node: SyntaxNode | undefined, key: string): SyntaxNode | undefined {
  return node?.kind === 'map' ? node.entries.findLast((entry) => entry.key === key)?.value : undefined;
}

export function hasKeys(node: SyntaxNode, ...keys: readonly string[]): boolean {
  return keys.every((key) => member(node, key) !== undefined);
}

/** Decoded text of a scalar, empty for everything else. */
export function textOf(node: SyntaxNode | undefined): string {
  return node?.kind === 'scalar' ? node.text : '';
}

export function itemsOf(node: SyntaxNode | undefined): readonly SyntaxNode[] {
  return node?.kind === 'list' ? node.items : [];
}

/** A `<<` in any spelling: some readers merge only the plain one, others also one in quotes. */
export function mergeOf(node: SyntaxNode | undefined): SyntaxEntry | undefined {
  return node?.kind === 'map' ? node.entries.find(({ key }) => key === '<<') : undefined;
}

/** What a node says is written elsewhere: it is an alias or takes members of one. */
export function isBorrowed(node: SyntaxNode | undefined): boolean {
  return node?.kind === 'alias' || mergeOf(node) !== undefined;
}

/** Nodes directly below. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.kind === 'list') return node.items;
  return node.kind === 'map' ? node.entries.map(({ value }) => value) : [];
}

export function hasAlias(node: SyntaxNode): boolean {
  return node.kind === 'alias' || childrenOf(node).some(hasAlias);
}
