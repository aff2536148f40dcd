// JSON patches (RFC 6902) as the objects they touch, so that rules see what they set; called by `kustomize`.
import { LIMITS } from '../../config/limits.ts';
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import { member, textOf } from '../tree.ts';

const OPERATIONS: readonly string[] = ['add', 'remove', 'replace', 'move', 'copy', 'test'];

/** A list of operations, nothing else. */
export function isJsonPatch(node: SyntaxNode): boolean {
  return node.kind === 'list' && node.items.length > 0 && node.items.every(isOperation);
}

function isOperation(node: SyntaxNode): boolean {
  return OPERATIONS.includes(textOf(member(node, 'op'))) && textOf(member(node, 'path')).startsWith('/');
}

/**
 * `{op: add, path: /spec/hostNetwork, value: true}` becomes `{op: add, path: …, spec: {hostNetwork: true}}`. A test
 * sets nothing and stays as it is.
 */
export function spreadJsonPatch(patch: SyntaxNode): SyntaxNode {
  return patch.kind === 'list' ? { ...patch, items: patch.items.map(spreadOperation) } : patch;
}

/** No object of Kubernetes is so deep, and each step of each operation is a node for the rules to look at. */
const DEEPEST = LIMITS.yamlDepth / 2;

function spreadOperation(operation: SyntaxNode): SyntaxNode {
  if (operation.kind !== 'map' || textOf(member(operation, 'op')) === 'test') return operation;
  const steps = textOf(member(operation, 'path'))
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const value = operation.entries.find(({ key }) => key === 'value');
  const line = value?.keyLine ?? operation.line;
  if (steps.length > DEEPEST) return operation;
  const touched = steps.reduceRight<SyntaxNode>(
    (below, key) => ({ ...scalarAt(operation), kind: 'map', entries: [entryOf(key, below, line)] }),
    value?.value ?? scalarAt(operation),
  );
  const told = operation.entries.filter(({ key }) => key !== 'value');
  return { ...operation, entries: [...told, ...(touched.kind === 'map' ? touched.entries : [])] };
}

/** Null: what is removed, and what comes from elsewhere, is not there any more or not known. */
function scalarAt({ line, column, endLine }: SyntaxNode): Extract<SyntaxNode, { kind: 'scalar' }> {
  return {
    kind: 'scalar',
    text: '',
    source: '',
    style: 'plain',
    tag: null,
    anchor: null,
    line,
    column,
    endLine,
  };
}

function entryOf(key: string, value: SyntaxNode, keyLine: number): SyntaxEntry {
  return { key, keyLine, keyColumn: 1, merge: false, value };
}
