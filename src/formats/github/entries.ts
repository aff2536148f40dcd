// A positioned tree of a workflow as flat attributes with their lines; called for every part of it.
import type { JsonValue } from '../../model/json.ts';
import { toValue } from '../../syntax/index.ts';
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import { joinPath } from '../state.ts';
import type { Entry } from '../state.ts';
import { holdsNamedValues, shownValue } from './mask.ts';

/** Names of list items that keep them paired with the other side; see `pairItems`. */
export type ItemNames = ReadonlyMap<SyntaxNode, string>;

type Place = {
  readonly path: string;
  /** Of the key, since a block text begins a line below. */
  readonly line: number;
  /** Last key of the path. */
  readonly key: string;
  /** The key names its value, so that a secret's name hides it. */
  readonly named: boolean;
};

type Reading = {
  readonly names: ItemNames;
  /** Whether every key names its value; else only those below `env`, `with` and the like. */
  readonly allNamed: boolean;
};

/** Members of a map as attributes; `base` is the path in front of all. */
export function membersOf(
  entries: readonly SyntaxEntry[],
  given: Partial<Reading> & { readonly base?: string } = {},
): readonly Entry[] {
  const { names = NO_NAMES, allNamed = false, base = '' } = given;
  return entries.flatMap(({ key, keyLine, value }) =>
    entriesOf(value, { path: joinPath(base, key), line: keyLine, key, named: allNamed }, { names, allNamed }),
  );
}

const NO_NAMES: ItemNames = new Map();

function entriesOf(node: SyntaxNode, place: Place, reading: Reading): readonly Entry[] {
  if (node.kind === 'map' && node.entries.length > 0) {
    const named = reading.allNamed || holdsNamedValues(place.key);
    return node.entries.flatMap(({ key, keyLine, value }) =>
      entriesOf(value, { path: joinPath(place.path, key), line: keyLine, key, named }, reading),
    );
  }
  if (node.kind !== 'list' || !node.items.some(isCollection)) return leaf(node, place);
  const own = node.items.flatMap((item, index) => {
    const name = reading.names.get(item);
    const path = name === undefined ? `${place.path}[${index}]` : itemPath(place.path, name);
    return entriesOf(item, { ...place, path, line: item.line }, reading);
  });
  return [...orderOf(node.items, place, reading.names), ...own];
}

/** Items that have names show their order on its own: a scan after the deployment is no scan before it. */
function orderOf(items: readonly SyntaxNode[], { path, line }: Place, names: ItemNames): readonly Entry[] {
  const order = items.map((item) => names.get(item)).filter((name) => name !== undefined);
  return order.length < items.length ? [] : [{ path, line, compare: order, shown: order, sensitive: false }];
}

/** `steps[build]`, `steps["Run tests"]`. */
function itemPath(path: string, name: string): string {
  return /^[\w-]+$/.test(name) ? `${path}[${name}]` : `${path}[${JSON.stringify(name)}]`;
}

/** What is null is absent, as GitHub takes it. */
function leaf(node: SyntaxNode, { path, line, key, named }: Place): readonly Entry[] {
  const compare = valueOf(node, key);
  if (compare === null) return [];
  const shown = shownValue(compare, named ? key : null);
  return [{ path, line, compare, shown, sensitive: shown !== compare }];
}

/** Programs stay text; conditions and what holds `${{ }}` are expressions that only a run resolves. */
function valueOf(node: SyntaxNode, key: string): JsonValue {
  if (node.kind === 'list') return node.items.map((item) => valueOf(item, key));
  if (node.kind !== 'scalar' || key === 'run' || key === 'script') return plainValue(node);
  if (node.text.includes('${{')) return { expression: node.text };
  const value = toValue(node);
  return key === 'if' && typeof value === 'string' ? { expression: value } : value;
}

function plainValue(node: SyntaxNode): JsonValue {
  return node.kind === 'scalar' ? node.text : toValue(node);
}

function isCollection(node: SyntaxNode): boolean {
  return node.kind !== 'scalar';
}
