// One value that a kustomization copies into an object, and the object with it; called by `builtObjects` and `copiedChanges`.
import { LIMITS } from '../../config/limits.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { expressionNode } from '../helm/expression-node.ts';
import { isSecretPath } from '../kubernetes/secrets.ts';
import { childrenOf, textOf } from '../tree.ts';
import type { BuiltObject } from './built-objects.ts';
import { valueAt, withValueAt } from './field-path.ts';
import type { Step } from './field-path.ts';
import type { Part, Source } from './replacement.ts';
import { selects } from './selectors.ts';
import type { Renaming } from './selectors.ts';

export type Copy =
  | {
      readonly kind: 'field';
      /** Path of the kustomization that says so. */
      readonly by: string;
      readonly path: readonly Step[];
      readonly part: Part;
      readonly create: boolean;
      readonly value: SyntaxNode;
    }
  | { readonly kind: 'var'; readonly by: string; readonly name: string; readonly value: SyntaxNode };

const NOWHERE = { line: 1, column: 1, endLine: 1, anchor: null };

/** What a source says among these objects; the source in words where it cannot be told, and where it is a secret. */
export function copyOf(source: Source, objects: readonly BuiltObject[], renaming: Renaming): SyntaxNode {
  if (source.kind === 'written') return source.value;
  const unknown = expressionNode(NOWHERE, source.said);
  const found = objects.find(({ object }) => selects(source.of, object, renaming));
  if (found === undefined || isSecret(found, source.path)) return unknown;
  const trees = [appliedTo(found.object.node, found.copies), ...found.patches].toReversed();
  const value = trees.map((tree) => valueAt(tree, source.path)).find((one) => one !== undefined);
  if (value === undefined || isLarge(value)) return unknown;
  return source.part === null ? value : partOf(value, source.part);
}

function isSecret({ object }: BuiltObject, path: readonly Step[]): boolean {
  const names = path.map((step) => (typeof step === 'string' ? step : step.value));
  const isData = names[0] !== 'metadata' && object.type === 'Secret';
  return isData || isSecretPath(names, { always: null, deep: true });
}

/** Copies of copies would grow without end. */
function isLarge(node: SyntaxNode): boolean {
  let [count, letters] = [0, 0];
  const queue = [node];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    count += 1;
    letters += textOf(next).length;
    if (count > LIMITS.copiedNodes || letters > LIMITS.copiedLetters) return true;
    queue.push(...childrenOf(next));
  }
  return false;
}

function partOf(value: SyntaxNode, part: NonNullable<Part>): SyntaxNode {
  if (value.kind !== 'scalar' || value.tag === 'expression') return value;
  const text = value.text.split(part.delimiter)[part.index];
  return text === undefined
    ? expressionNode(value, value.text)
    : { ...value, text, source: text, style: 'quoted' };
}

/** The same tree where nothing of it is meant. */
export function appliedTo(node: SyntaxNode, copies: readonly Copy[]): SyntaxNode {
  return copies.reduce((tree, copy) => {
    if (copy.kind === 'var') return withVar(tree, `$(${copy.name})`, copy.value);
    const { path, create, part, value } = copy;
    return withValueAt(tree, path, {
      create,
      value: (old) => (part === null ? value : joined(old, value, part)),
    });
  }, node);
}

/** One part of a text in place of another: before all with an index below 0, behind all with one beyond them. */
function joined(
  old: SyntaxNode | undefined,
  value: SyntaxNode,
  { delimiter, index }: NonNullable<Part>,
): SyntaxNode {
  if (old?.kind !== 'scalar' || value.kind !== 'scalar') return value;
  const parts = old.text.split(delimiter);
  const all =
    index < 0
      ? [value.text, ...parts]
      : index >= parts.length
        ? [...parts, value.text]
        : parts.with(index, value.text);
  const text = all.join(delimiter);
  if (value.tag === 'expression') return expressionNode(value, text);
  return { ...old, text, source: text, style: old.style === 'plain' ? 'quoted' : old.style };
}

function withVar(node: SyntaxNode, name: string, value: SyntaxNode): SyntaxNode {
  switch (node.kind) {
    case 'list': {
      const items = node.items.map((item) => withVar(item, name, value));
      return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
    }
    case 'map': {
      const entries = node.entries.map((entry) => {
        const below = withVar(entry.value, name, value);
        return below === entry.value ? entry : { ...entry, value: below };
      });
      return entries.every((entry, index) => entry === node.entries[index]) ? node : { ...node, entries };
    }
    case 'scalar': {
      if (!node.text.includes(name) || value.kind !== 'scalar') return node;
      const times = node.text.split(name).length - 1;
      if (node.text.length + times * value.text.length > LIMITS.copiedLetters)
        return expressionNode(node, node.text);
      const text = node.text.replaceAll(name, () => value.text);
      return value.tag === 'expression' ? expressionNode(node, text) : { ...node, text, source: text };
    }
    case 'alias':
      return node;
  }
}
