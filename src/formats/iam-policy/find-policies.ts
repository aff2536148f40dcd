// Where the policies of a YAML or JSON tree are; called by `iam-policy` and its parts.
import type { JsonValue } from '../../model/json.ts';
import { toValue } from '../../syntax/index.ts';
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import { joinPath } from '../state.ts';

/** A policy in its tree. */
export type PlacedPolicy = {
  /** Empty for the root, else like `PolicyDocument` or `[0]`. */
  readonly path: string;
  readonly node: SyntaxNode;
  /** What holds the statements: a member of the node, as spelled; empty where the node itself is the list or the one statement. */
  readonly name: string;
  readonly statements: readonly SyntaxNode[];
};

/** All policies of a tree in the order of the file. Those in the text of a string are part of what stands around. */
export function policiesIn(node: SyntaxNode, path = ''): readonly PlacedPolicy[] {
  const own = policyAt(node, path);
  return own === null ? below(node, path) : [own, ...below(without(node, own), path)];
}

/** Whether there is a policy in any form. Spelling is folded: recognising too much is the safe side. */
export function holdsPolicy(node: SyntaxNode): boolean {
  return policiesIn(node).length > 0 || someScalar(node, isPolicyText);
}

/** A tree as a value without the statements of its policies, which are told with their policy. */
export function remainderOf(node: SyntaxNode): JsonValue {
  const own = policyAt(node, '');
  if (own !== null && own.name === '') return [];
  if (node.kind === 'list') return node.items.map(remainderOf);
  if (node.kind !== 'map' || node.tag !== null) return toValue(node);
  const kept = node.entries.filter(({ key }) => own === null || key !== own.name);
  return Object.fromEntries(kept.map(({ key, value }): [string, JsonValue] => [key, remainderOf(value)]));
}

/** Whether a key is this lower-case name in any spelling. */
export function isKey(key: string, name: string): boolean {
  return key.toLowerCase() === name;
}

function policyAt(node: SyntaxNode, path: string): PlacedPolicy | null {
  if (node.kind === 'list') {
    const listed = node.items.filter(isLoneStatement);
    return listed.length === 0 ? null : { path, node, name: '', statements: node.items };
  }
  if (isLoneStatement(node)) return { path, node, name: '', statements: [node] };
  const held = statementEntry(node);
  return held === undefined ? null : { path, node, name: held.key, statements: membersOf(held.value) };
}

/** `Version` is optional in IAM, so the statements decide; one behind an alias may be any. */
function statementEntry(node: SyntaxNode): SyntaxEntry | undefined {
  return entriesOf(node).find(
    ({ key, value }) =>
      isKey(key, 'statement') &&
      membersOf(value).some((item) => item.kind === 'alias' || has(item, 'effect')),
  );
}

function membersOf(value: SyntaxNode): readonly SyntaxNode[] {
  return value.kind === 'list' ? value.items : [value];
}

/** A statement as tools take them without a document around. */
function isLoneStatement(node: SyntaxNode): boolean {
  const effect = entriesOf(node).find(({ key }) => isKey(key, 'effect'))?.value;
  const ofIam = effect?.kind === 'scalar' && /^(?:allow|deny)$/i.test(effect.text);
  return ofIam && ['action', 'actions', 'notaction', 'notactions'].some((name) => has(node, name));
}

function has(node: SyntaxNode, name: string): boolean {
  return entriesOf(node).some(({ key }) => isKey(key, name));
}

function entriesOf(node: SyntaxNode): readonly SyntaxEntry[] {
  return node.kind === 'map' ? node.entries : [];
}

/** What is left to search once a policy is found. */
function without(node: SyntaxNode, { name }: PlacedPolicy): SyntaxNode {
  if (node.kind === 'map' && name !== '')
    return { ...node, entries: node.entries.filter(({ key }) => key !== name) };
  return node.kind === 'list'
    ? { ...node, items: [] }
    : node.kind === 'map'
      ? { ...node, entries: [] }
      : node;
}

function below(node: SyntaxNode, path: string): readonly PlacedPolicy[] {
  if (node.kind === 'list') return node.items.flatMap((item, index) => policiesIn(item, `${path}[${index}]`));
  return entriesOf(node).flatMap(({ key, value }) => policiesIn(value, joinPath(path, key)));
}

function isPolicyText(text: string): boolean {
  return /"statement"\s*:/i.test(text) && /"effect"\s*:/i.test(text);
}

function someScalar(node: SyntaxNode, test: (text: string) => boolean): boolean {
  if (node.kind === 'scalar') return test(node.text);
  const inside = node.kind === 'list' ? node.items : entriesOf(node).map(({ value }) => value);
  return inside.some((one) => someScalar(one, test));
}
