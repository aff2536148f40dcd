// Short questions to positioned YAML and JSON trees; used by the formats that recognise files by content.
import type { SyntaxNode } from '../syntax/index.ts';

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
