// What the content of a change says about where it takes effect: namespaces, workspaces, accounts. Called by environments.ts.
import type { ParsedChange } from '../model/change.ts';
import type { JsonValue } from '../model/json.ts';
import { childOf, treeOf, walk } from './state-tree.ts';
import type { Node } from './state-tree.ts';
import { textsOf } from './values.ts';

export type Whereabouts = {
  readonly names: readonly string[];
  /** Something is computed, so the names may not be all. */
  readonly unknown: boolean;
};

/** Resource types whose `namespace` argument is one of Kubernetes; elsewhere the word means other things. */
const CLUSTER_TYPE = /^(kubernetes|kubectl|helm|argocd|flux)_/;
const NAMESPACE_TYPE = /^kubernetes_namespace(_v1)?$/;

/** Namespaces of Kubernetes objects and of Terraform resources that make them, on both sides. */
export function namespacesIn(change: ParsedChange): Whereabouts {
  const type = change.type ?? '';
  if (change.format === 'kubernetes') return namespacesOfObject(change);
  if (change.format.startsWith('terraform') && !CLUSTER_TYPE.test(type)) return joined([]);
  const trees = sidesOf(change);
  const named = trees.flatMap(walk).filter(({ name }) => name === 'namespace');
  const own = NAMESPACE_TYPE.test(type) ? trees.flatMap(namesOfMetadata) : [];
  return joined([...named, ...own]);
}

/** Names in `cloud` and `backend` blocks, of the root module too, and of remote states; and what an expression compares the workspace with. By tags or behind a prefix it could be any. */
export function workspacesIn(change: ParsedChange): Whereabouts {
  const trees = sidesOf(change);
  const nodes = trees.flatMap(walk);
  const blocks = nodes.filter(({ name }) => name === 'workspaces').flatMap(walk);
  const told = joined([...blocks, ...nodes.filter(({ name }) => name === 'workspace')]);
  const compared = nodes.flatMap((node) => textsOf(node).unknown).flatMap(quotedBesideWorkspace);
  const around = change.places?.workspaces ?? [];
  const isChosen = blocks.some(({ name }) => name === 'tags' || name === 'prefix') || around.includes('*');
  return { names: [...told.names, ...compared, ...around], unknown: told.unknown || isChosen };
}

/** Every word of every value, the settings of the root module's providers included: an account id counts wherever it stands. */
export function accountsIn(change: ParsedChange): ReadonlySet<string> {
  const shown = change.attributes.flatMap(({ before, after }) => [before, after]);
  const states = sidesOf(change).flatMap(walk);
  const surrounding = change.places?.accounts ?? [];
  return new Set([...shown, ...states.map(({ value }) => value), ...surrounding].flatMap(wordsOf));
}

/**
 * An address is `group/Kind/namespace/name`, with `-` for none; a Namespace lies in itself. Argo CD and Flux objects
 * also say into which namespace they deploy. What a later step fills in (`${…}`, `{{ … }}`) could be any.
 */
function namespacesOfObject(change: ParsedChange): Whereabouts {
  const [, kind = '', namespace = '-', name = '-'] = change.address.split('/');
  const own = [namespace, kind === 'Namespace' ? name : '-'].filter((part) => part !== '-');
  const nodes = sidesOf(change).flatMap(walk);
  const targets = nodes.filter((node) => node.name === 'targetNamespace').map(textsOf);
  const destinations = nodes
    .filter((node) => node.name === 'destination')
    .map((node) => textsOf(childOf(node, 'namespace')));
  const told = [...targets, ...destinations];
  const names = [...own, ...told.flatMap(({ known }) => known)];
  const computed = names.filter((text) => /\{\{|\$[{(]/.test(text));
  return {
    names: names.filter((text) => !computed.includes(text)),
    unknown: computed.length > 0 || told.some(({ unknown }) => unknown.length > 0),
  };
}

function sidesOf(change: ParsedChange): readonly Node[] {
  return [treeOf(change.before), treeOf(change.after)];
}

function namesOfMetadata(tree: Node): readonly Node[] {
  const metadata = childOf(tree, 'metadata');
  return metadata === undefined ? [] : walk(metadata).filter(({ name }) => name === 'name');
}

function joined(nodes: readonly Node[]): Whereabouts {
  const texts = nodes.map(textsOf);
  return {
    names: texts.flatMap(({ known }) => known),
    unknown: texts.some(({ unknown }) => unknown.length > 0),
  };
}

function quotedBesideWorkspace(source: string): readonly string[] {
  if (!source.includes('terraform.workspace')) return [];
  return [...source.matchAll(/"([^"$]*)"/g)].map(([, word = '']) => word);
}

function wordsOf(value: JsonValue): readonly string[] {
  if (typeof value === 'number') return [String(value), String(value).padStart(12, '0')];
  if (typeof value === 'string') return value.match(/[\w-]+/g) ?? [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((member: JsonValue) => wordsOf(member));
}
