// The flat state of a resource as a tree: how rules find blocks, lists and policy texts without knowing the path syntax.
import { LIMITS } from '../config/limits.ts';
import type { ResourceState } from '../model/change.ts';
import type { JsonValue } from '../model/json.ts';
import { ANOTHER_SENSITIVE, SENSITIVE } from '../model/words.ts';
import { embeddedJson } from './embedded-json.ts';
import { isExpression } from './expression.ts';
import { remembered } from '../model/memory.ts';

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

const NOTHING: Node = { name: '', line: 0, value: null, children: [] };

/** Null stands for "does not exist" and gives a node without children. Every rule asks, so trees are kept by state. */
export function treeOf(state: ResourceState | null): Node {
  return state === null ? NOTHING : treeOfState(state);
}

const treeOfState = remembered((state: ResourceState) =>
  build('', Object.entries(state).flatMap(entriesOf), 0),
);

/** `ingress[0].cidr_blocks` is ingress, 0, cidr_blocks; quotes and brackets are spelling. */
export function segmentsOf(path: string): readonly string[] {
  return (path.match(/"[^"]*"|[^.[\]"]+/g) ?? []).map((part) => part.replaceAll('"', ''));
}

/**
 * By name in any spelling: `publicly_accessible` of Terraform is `PubliclyAccessible` of CloudFormation, and
 * `host_network` of a provider `hostNetwork` of Kubernetes. The exact spelling wins.
 */
export function childOf(node: Node, name: string): Node | undefined {
  return node.children.length > FEW ? inIndex(indexOf(node), name) : inList(node.children, name);
}

/** Children that are looked through faster than an index is made. */
const FEW = 12;

type Index = { readonly exact: ReadonlyMap<string, Node>; readonly folded: ReadonlyMap<string, Node> };

/** A resource may have ten thousand attributes, and every rule asks for some by name. */
const indexOf = remembered(({ children }: Node): Index => {
  // Of several with one name the first counts.
  const backwards = children.toReversed();
  return {
    exact: new Map(backwards.map((child) => [child.name, child])),
    folded: new Map(backwards.map((child) => [foldName(child.name), child])),
  };
});

function inIndex({ exact, folded }: Index, name: string): Node | undefined {
  return exact.get(name) ?? folded.get(foldName(name));
}

function inList(children: readonly Node[], name: string): Node | undefined {
  const exact = children.find((child) => child.name === name);
  if (exact !== undefined || children.length === 0) return exact;
  const folded = foldName(name);
  return children.find((child) => foldName(child.name) === folded);
}

const foldedNames = new Map<string, string>();
const MOST_FOLDED_NAMES = 20_000;

/** A name without case and underscores. A few thousand names make up all that people write, and each is asked for often. */
export function foldName(name: string): string {
  const known = foldedNames.get(name);
  if (known !== undefined) return known;
  const folded = name.replaceAll('_', '').toLowerCase();
  if (foldedNames.size >= MOST_FOLDED_NAMES) foldedNames.clear();
  if (name.length <= 100) foldedNames.set(name, folded);
  return folded;
}

/** The node and everything below it, each before what is below it. */
export const walk: (node: Node) => readonly Node[] = remembered((node: Node) => {
  const found: Node[] = [];
  const visit = (each: Node): void => {
    found.push(each);
    for (const child of each.children) visit(child);
  };
  visit(node);
  return found;
});

/** Equal for equal content wherever it stands and in whatever order: how rules tell new from old. */
export function fingerprint({ value, children }: Node): string {
  if (children.length === 0) return JSON.stringify(value);
  // Written side by side, never as a text in a text: that would double with every level.
  const below = children.map((child) => `${JSON.stringify(child.name)}:${fingerprint(child)}`);
  return `${JSON.stringify(value)}{${below.toSorted().join(',')}}`;
}

function entriesOf([path, { value, line, sensitive, lines = {} }]: [
  string,
  ResourceState[string],
]): readonly Entry[] {
  const visible = sensitive
    ? { expression: value === ANOTHER_SENSITIVE ? ANOTHER_SENSITIVE : SENSITIVE }
    : value;
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
