// The objects of a manifest's documents, members of lists one by one; called by `kubernetes`, `helm` and `kustomize`.
import type { SyntaxNode } from '../../syntax/index.ts';
import { itemsOf, member, textOf } from '../tree.ts';

export type ManifestObject = {
  /** `group/Kind/namespace/name`: `core` for the core group, `*` for one that a template computes, `-` for what is not given. */
  readonly address: string;
  /** API group, `core` for the core group. */
  readonly group: string;
  /** The kind. */
  readonly type: string;
  readonly node: SyntaxNode;
};

/** A document in parts: its objects, and `others` for what is none. */
export type ManifestParts = {
  readonly objects: readonly ManifestObject[];
  readonly others: readonly SyntaxNode[];
};

type Named = { readonly apiVersion: string; readonly kind: string };

export function isObject(node: SyntaxNode): boolean {
  const { apiVersion, kind } = namedBy(node);
  return apiVersion !== '' && kind !== '';
}

/**
 * As kubectl reads: whatever has `items` is a list, and a member without a kind of its own has the list's without the
 * ending `List` (decodeToList in k8s.io/apimachinery, unstructured/helpers.go). A list of another kind may be an
 * object to other readers, so it is told as one too. A document without content is nothing.
 */
export function manifestParts(node: SyntaxNode, inherited: Named | null = null): ManifestParts {
  if (node.kind === 'scalar' && node.text === '') return { objects: [], others: [] };
  const own = namedBy(node);
  const named = own.kind === '' && inherited !== null ? inherited : own;
  if (named.apiVersion === '' || named.kind === '') return { objects: [], others: [node] };
  const object = objectOf(node, named);
  const items = member(node, 'items');
  if (items?.kind !== 'list') return { objects: [object], others: [] };
  const of = { apiVersion: named.apiVersion, kind: named.kind.replace(/List$/, '') };
  const members = itemsOf(items).map((item) => manifestParts(item, of));
  return {
    objects: [...(named.kind.endsWith('List') ? [] : [object]), ...members.flatMap(({ objects }) => objects)],
    others: members.flatMap(({ others }) => others),
  };
}

function namedBy(node: SyntaxNode): Named {
  return { apiVersion: textOf(member(node, 'apiVersion')), kind: textOf(member(node, 'kind')) };
}

function objectOf(node: SyntaxNode, { apiVersion, kind }: Named): ManifestObject {
  const metadata = member(node, 'metadata');
  const name = textOf(member(metadata, 'name')) || textOf(member(metadata, 'generateName'));
  const group = groupOf(apiVersion);
  const namespace = textOf(member(metadata, 'namespace'));
  const address = [group, kind, plainAction(namespace) || '-', plainAction(name) || '-'].join('/');
  return { address, group, type: kind, node };
}

/** A name that a template computes is the same name in quotes, and without the spaces around it. */
function plainAction(name: string): string {
  if (!name.includes('{{')) return name;
  return name.replaceAll(/\s{0,9}\|\s{0,9}s?quote\s{0,9}(?=-?\}\})/g, ' ');
}

function groupOf(apiVersion: string): string {
  if (apiVersion.includes('{{')) return '*';
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : 'core';
}
