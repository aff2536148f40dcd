// The flat state of a resource as a tree: how rules find blocks, lists and policy texts without knowing the path syntax.
import { LIMITS } from '../config/limits.ts';
import type { ResourceState } from '../model/change.ts';
import type { JsonValue } from '../model/json.ts';
import { embeddedJson } from './embedded-json.ts';
import { isExpression } from './expression.ts';

/**
 * One block, attribute or list element. Objects, lists of objects and JSON texts are spread into children, so that
 * `ingress = [{ … }]` and `ingress { … }`, a policy in JSON and one in blocks look the same.
 */
export type Node = {
  readonly name: string;
  /** 1-based first line of what is here or below; 0 for an empty root. */
  readonly line: number;
  /** Null on a pure block. */
  readonly value: JsonValue;
  readonly children: readonly Node[];
};

type Entry = {
  readonly path: readonly string[];
  readonly line: number;
  readonly value: JsonValue;
  /** Lines of what is inside, by their segments joined with `/`. */
  readonly lines: ReadonlyMap<string, number>;
  /** Segments of the path that are inside the value. */
  readonly inside: readonly string[];
};

const known = new WeakMap<ResourceState, Node>();

/** Null stands for "does not exist" and gives a node without children. Every rule asks, so trees are kept by state. */
export function treeOf(state: ResourceState | null): Node {
  if (state === null) return build('', [], 0);
  const tree = known.get(state) ?? build('', Object.entries(state).flatMap(entriesOf), 0);
  known.set(state, tree);
  return tree;
}

/** `ingress[0].cidr_blocks` is ingress, 0, cidr_blocks; quotes and brackets are spelling. */
export function segmentsOf(path: string): readonly string[] {
  return (path.match(/"[^"]*"|[^.[\]"]+/g) ?? []).map((part) => part.replaceAll('"', ''));
}

/**
 * By name in any spelling: `publicly_accessible` of Terraform is `PubliclyAccessible` of CloudFormation, and
 * `host_network` of a provider `hostNetwork` of Kubernetes. The exact spelling wins.
 */
export function childOf(node: Node, name: string): Node | undefined {
  const folded = foldName(name);
  return (
    node.children.find((candidate) => candidate.name === name) ??
    node.children.find((candidate) => foldName(candidate.name) === folded)
  );
}

/** A name without case and underscores. */
export function foldName(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** The node and everything below it. */
export function walk(node: Node): readonly Node[] {
  return [node, ...node.children.flatMap(walk)];
}

/** Equal for equal content wherever it stands and in whatever order: how rules tell new from old. */
export function fingerprint(node: Node): string {
  const below = node.children.map((member) => [member.name, fingerprint(member)] as const);
  return JSON.stringify([node.value, below.toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}

function entriesOf([path, { value, line, sensitive, lines = {} }]: [
  string,
  ResourceState[string],
]): readonly Entry[] {
  const visible = sensitive ? { expression: '(sensitive)' } : value;
  const byPlace = new Map(Object.entries(lines).map(([at, number]) => [segmentsOf(at).join('/'), number]));
  return spread({ path: segmentsOf(path), line, value: visible, lines: byPlace, inside: [] });
}

/** A structure as one entry per leaf. Lists of plain values stay one leaf; what is too deep is unknown. */
function spread(entry: Entry): readonly Entry[] {
  if (entry.path.length > LIMITS.yamlDepth) return [{ ...entry, value: { expression: '(too deep)' } }];
  const value = embeddedJson(entry.value) ?? entry.value;
  if (!isStructure(value)) return [{ ...entry, value }];
  return Object.entries(value as { readonly [name: string]: JsonValue }).flatMap(([name, member]) => {
    const inside = [...entry.inside, name];
    const line = entry.lines.get(inside.join('/')) ?? entry.line;
    return spread({ ...entry, path: [...entry.path, name], line, value: member, inside });
  });
}

function isStructure(value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null || isExpression(value)) return false;
  return Array.isArray(value)
    ? value.some((member: JsonValue) => isContainer(member))
    : Object.keys(value).length > 0;
}

function isContainer(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && !isExpression(value);
}

function build(name: string, entries: readonly Entry[], depth: number): Node {
  const groups = Map.groupBy(
    entries.filter((entry) => entry.path.length > depth),
    (entry) => entry.path[depth] ?? '',
  );
  const children = [...groups].map(([below, members]) => build(below, members, depth + 1));
  const own = entries.find((entry) => entry.path.length === depth);
  const line = entries.reduce((least, entry) => Math.min(least, entry.line), entries[0]?.line ?? 0);
  return { name, line, value: own?.value ?? null, children };
}
