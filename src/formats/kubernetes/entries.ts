// Two trees as flat attributes whose paths agree; called by the formats of the Kubernetes family.
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import { joinPath } from '../state.ts';
import type { Entry } from '../state.ts';
import { listLabels, placesOfNew } from './list-labels.ts';
import { meaningOf, shownOf } from './meaning.ts';
import { SECRET_DATA, isNamedSecret, isSecretObject, isSecretPath, mayBeSecret } from './secrets.ts';
import type { SecretPlaces } from './secrets.ts';

/** What stands at one place of the base and of the head. */
type Sides<T> = readonly [before: T, after: T];
type Nodes = Sides<SyntaxNode | null>;

type Place = {
  readonly path: string;
  /** Names and labels from the root. */
  readonly segments: readonly string[];
  /** 1-based lines where the name stands. */
  readonly lines: Sides<number>;
  /** The map around says by its `name` that its `value` is a secret. */
  readonly announced: boolean;
  /** Inside of the data of a Secret, wherever that object is embedded. */
  readonly secret: boolean;
};

type Walk = { readonly places: SecretPlaces; readonly found: Sides<Entry[]> };

/**
 * One entry per scalar, per list of plain values and per empty map or list. Maps are entered (`spec.replicas`), lists of
 * maps too (`containers[app].image`, see `listLabels`).
 */
export function treeEntries(nodes: Nodes, places: SecretPlaces): Sides<readonly Entry[]> {
  const [before, after] = nodes;
  const found: Sides<Entry[]> = [[], []];
  const lines = [before?.line ?? 1, after?.line ?? 1] as const;
  enter(nodes, { path: '', segments: [], lines, announced: false, secret: false }, { places, found });
  return found;
}

function enter(nodes: Nodes, place: Place, walk: Walk): void {
  const [before, after] = nodes;
  const shapes = nodes.filter((node) => node !== null).map(shapeOf);
  if (shapes.length === 2 && shapes[0] !== shapes[1]) {
    enter([before, null], place, walk);
    enter([null, after], place, walk);
  } else if (shapes[0] === 'map') enterMaps(nodes, place, walk);
  else if (shapes[0] === 'list') enterLists(nodes, place, walk);
  else
    for (const side of [0, 1] as const) {
      const node = nodes[side];
      if (node !== null) walk.found[side].push(leaf(node, { ...place, side }, walk));
    }
}

/** `list`: one whose elements are entered. */
function shapeOf(node: SyntaxNode): 'map' | 'list' | 'leaf' {
  if (node.kind === 'map') return node.entries.length > 0 ? 'map' : 'leaf';
  const structured = node.kind === 'list' && node.items.some(({ kind }) => kind === 'map' || kind === 'list');
  return structured ? 'list' : 'leaf';
}

function enterMaps([before, after]: Nodes, place: Place, walk: Walk): void {
  const [old, now] = [membersOf(before), membersOf(after)];
  const sides = [before, after].filter((node) => node !== null);
  const announced = sides.some(isNamedSecret);
  const isSecret = sides.some(isSecretObject);
  for (const key of new Set([...now.keys(), ...old.keys()])) {
    const [left, right] = [old.get(key), now.get(key)];
    const below: Place = {
      path: joinPath(place.path, key),
      segments: [...place.segments, key],
      lines: [left?.keyLine ?? place.lines[0], right?.keyLine ?? place.lines[1]],
      announced,
      secret: place.secret || (isSecret && SECRET_DATA.includes(key)),
    };
    enter([left?.value ?? null, right?.value ?? null], below, walk);
  }
}

function membersOf(node: SyntaxNode | null): ReadonlyMap<string, SyntaxEntry> {
  return new Map(node?.kind === 'map' ? node.entries.map((entry) => [entry.key, entry]) : []);
}

function enterLists([before, after]: Nodes, place: Place, walk: Walk): void {
  const [left, right] = [elementsOf(before), elementsOf(after)];
  const [leftLabels, rightLabels] = listLabels(left, right);
  const places = placesOfNew(leftLabels, rightLabels);
  for (const side of [0, 1] as const)
    if (places !== null) walk.found[side].push(orderIn(places[side], place, side));
  const old = new Map(left.map((node, index) => [leftLabels[index] ?? '', node]));
  const now = new Map(right.map((node, index) => [rightLabels[index] ?? '', node]));
  for (const label of new Set([...now.keys(), ...old.keys()])) {
    const nodes: Nodes = [old.get(label) ?? null, now.get(label) ?? null];
    const below: Place = {
      path: `${place.path}${label}`,
      segments: [...place.segments, label],
      lines: [nodes[0]?.line ?? place.lines[0], nodes[1]?.line ?? place.lines[1]],
      announced: false,
      secret: place.secret,
    };
    enter(nodes, below, walk);
  }
}

function orderIn(names: readonly string[], { path, lines }: Place, side: 0 | 1): Entry {
  return {
    path: `${path}[order]`,
    line: lines[side],
    compare: names,
    shown: names,
    sensitive: false,
    tellsOrder: true,
  };
}

function elementsOf(node: SyntaxNode | null): readonly SyntaxNode[] {
  return node?.kind === 'list' ? node.items : [];
}

function leaf(node: SyntaxNode, at: Place & { readonly side: 0 | 1 }, { places }: Walk): Entry {
  const announced = at.announced && at.segments.at(-1)?.toLowerCase() === 'value';
  return {
    path: at.path,
    line: at.lines[at.side],
    compare: meaningOf(node),
    shown: shownOf(node),
    sensitive: mayBeSecret(node) && (announced || at.secret || isSecretPath(at.segments, places)),
  };
}
