// Where the policies of a JSON tree are; called by `iam-policy`.
import type { JsonValue } from '../model/json.ts';
import { toValue } from '../syntax/index.ts';
import type { SyntaxNode } from '../syntax/index.ts';
import { joinPath } from './state.ts';

/** A policy in its tree; `path` is empty for the root, else like `PolicyDocument` or `[0]`. */
export type PlacedPolicy = { readonly path: string; readonly node: SyntaxNode };

/** All policies of a tree, those in the text of a string included, in the order of the file. */
export function policiesIn(node: SyntaxNode, path = ''): readonly PlacedPolicy[] {
  return [...(isPolicy(node) ? [{ path, node }] : []), ...below(node, path)];
}

function below(node: SyntaxNode, path: string): readonly PlacedPolicy[] {
  switch (node.kind) {
    case 'list':
      return node.items.flatMap((item, index) => policiesIn(item, `${path}[${index}]`));
    case 'map':
      return node.entries.flatMap(({ key, value }) => policiesIn(value, joinPath(path, key)));
    case 'scalar':
    case 'alias':
      return [];
  }
}

/** `Version` is optional in IAM, so the statements decide. Spelling is folded: recognising too much is the safe side. */
export function isPolicy(node: SyntaxNode): boolean {
  if (node.kind === 'scalar') return /"statement"\s*:/i.test(node.text) && /"effect"\s*:/i.test(node.text);
  return statements(node).some(
    (item) => item.kind === 'map' && item.entries.some(({ key }) => isKey(key, 'effect')),
  );
}

export function statements(node: SyntaxNode): readonly SyntaxNode[] {
  const found = node.kind === 'map' ? node.entries.filter(({ key }) => isKey(key, 'statement')) : [];
  return found.flatMap(({ value }) => (value.kind === 'list' ? value.items : [value]));
}

/** Whether a key is this lower-case name in any spelling. */
export function isKey(key: string, name: string): boolean {
  return key.toLowerCase() === name;
}

/** A tree as a value without the statements of its policies, which are told one by one. */
export function remainderOf(node: SyntaxNode): JsonValue {
  if (node.kind === 'list') return node.items.map(remainderOf);
  if (node.kind !== 'map') return toValue(node);
  const kept = isPolicy(node) ? node.entries.filter(({ key }) => !isKey(key, 'statement')) : node.entries;
  return Object.fromEntries(kept.map(({ key, value }): [string, JsonValue] => [key, remainderOf(value)]));
}
