// Manifests whose kind, version or name stands behind an alias; called by `kubernetes`.
import type { SyntaxNode } from '../syntax/index.ts';
import { itemsOf, member, mergeOf } from './tree.ts';

const OF_OBJECT = ['apiVersion', 'kind', 'metadata', 'items'];
const OF_METADATA = ['name', 'generateName', 'namespace'];

/** 1-based line of the first alias or merge key that decides what an object, or a member of a list, is; else null. */
export function borrowedLine(object: SyntaxNode): number | null {
  const metadata = member(object, 'metadata');
  const own =
    borrowedMember(object, OF_OBJECT) ??
    (metadata === undefined ? null : borrowedMember(metadata, OF_METADATA));
  if (own !== null) return own;
  return (
    itemsOf(member(object, 'items'))
      .map(borrowedLine)
      .find((line) => line !== null) ?? null
  );
}

function borrowedMember(node: SyntaxNode, keys: readonly string[]): number | null {
  if (node.kind === 'alias') return node.line;
  const alias = keys.map((key) => member(node, key)).find((value) => value?.kind === 'alias');
  return mergeOf(node)?.keyLine ?? alias?.line ?? null;
}
