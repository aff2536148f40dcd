// The base of a resource under the paths of its head, so that an inserted element is one change; called by the formats.
import type { JsonValue } from '../../model/json.ts';
import { sameJson } from '../../model/same-json.ts';
import type { Entry } from '../state.ts';
import { elementsOf, levelOf, numberContents } from './element-tree.ts';
import type { Level } from './element-tree.ts';
import { createMatching, matchElements } from './match-elements.ts';
import type { Matching } from './match-elements.ts';

export type Aligned<E extends Entry> = { readonly before: readonly E[]; readonly after: readonly E[] };

/**
 * Elements of lists are the same element where they say the same or have one name, wherever they stand: `rule[2]` of the
 * base becomes `rule[3]` when one was inserted above it. Numbers are those of the head. An element that is gone keeps its
 * own, written `rule[was 2]` where the head has another with that number. Where common elements stand in another order,
 * both sides get an attribute `rule[order]` that says so, unless `isSet` says of the path of a list that order means
 * nothing.
 */
export function alignEntries<E extends Entry>(
  before: readonly E[],
  after: readonly E[],
  isSet: (path: string) => boolean = () => false,
): Aligned<E> {
  if (!hasSecond(before) && !hasSecond(after)) return { before, after };
  const isInList = listsOf([...before, ...after]);
  const [old, now] = [before.filter(isInList), after.filter(isInList)];
  if (areSame(old, now)) return { before, after };
  const contents = numberContents();
  const walk: Walk<E> = { matching: createMatching(contents), isSet, paths: new Map(), moves: [] };
  alignLevels({ old: levelOf(old, contents), now: levelOf(now, contents), path: '' }, walk);
  const renamed = before.map((entry) => {
    const path = walk.paths.get(entry);
    return path === undefined ? entry : { ...entry, path };
  });
  return {
    before: [...renamed, ...walk.moves.map(({ before: entry }) => entry)],
    after: [...after, ...walk.moves.map(({ after: entry }) => entry)],
  };
}

/** Only where a list has a second element can one be taken for another. */
function hasSecond(entries: readonly Entry[]): boolean {
  return entries.some(({ path }) => path.includes('[1]'));
}

/** What is outside of all lists keeps its path. A list that is also something else as a whole is none. */
function listsOf(entries: readonly Entry[]): (entry: Entry) => boolean {
  const lists = new Set(entries.map(({ path }) => path.slice(0, Math.max(0, path.indexOf('[')))));
  return ({ path }) => path.includes('[') || lists.has(path);
}

/** Lists that say the same in the same order have nothing to align. */
function areSame(old: readonly Entry[], now: readonly Entry[]): boolean {
  return (
    old.length === now.length &&
    old.every((entry, at) => {
      const other = now[at];
      return other !== undefined && entry.path === other.path && sameJson(entry.compare, other.compare);
    })
  );
}

type Walk<E extends Entry> = {
  readonly matching: Matching;
  readonly isSet: (path: string) => boolean;
  /** New paths of the base's attributes, where they change. */
  readonly paths: Map<E, string>;
  /** The attributes that tell of another order, one for each side. */
  readonly moves: { readonly before: E; readonly after: E }[];
};

type Levels<E extends Entry> = {
  readonly old: Level<E>;
  readonly now: Level<E> | null;
  /** Where `old` stands from now on. */
  readonly path: string;
};

function alignLevels<E extends Entry>({ old, now, path }: Levels<E>, walk: Walk<E>): void {
  for (const entry of old.entries) if (entry.path !== path) walk.paths.set(entry, path);
  const [left, right] = [elementsOf(old), now === null ? null : elementsOf(now)];
  if (left !== null && right !== null) {
    alignLists({ left, right, path }, walk);
    return;
  }
  for (const [step, child] of old.children)
    alignLevels({ old: child, now: now?.children.get(step) ?? null, path: `${path}${step}` }, walk);
}

type Lists<E extends Entry> = {
  readonly left: readonly Level<E>[];
  readonly right: readonly Level<E>[];
  readonly path: string;
};

function alignLists<E extends Entry>({ left, right, path }: Lists<E>, walk: Walk<E>): void {
  const partners = matchElements(left, right, walk.matching);
  for (const [index, element] of left.entries()) {
    const partner = partners[index] ?? null;
    const gone = index < right.length ? `was ${index}` : String(index);
    const now = partner === null ? null : (right[partner] ?? null);
    alignLevels({ old: element, now, path: `${path}[${partner ?? gone}]` }, walk);
  }
  const order = partners.filter((partner) => partner !== null);
  const sorted = order.toSorted((a, b) => a - b);
  const place = order.findIndex((partner, index) => partner !== sorted[index]);
  if (place !== -1 && !walk.isSet(path)) tellOrder({ left, right, path, order, sorted, place }, walk);
}

/** Numbers of common elements in the head, as they stand in the base and in the head, and the first place that differs. */
type Moved<E extends Entry> = Lists<E> & {
  readonly order: readonly number[];
  readonly sorted: readonly number[];
  readonly place: number;
};

function tellOrder<E extends Entry>(
  { left, right, path, order, sorted, place }: Moved<E>,
  walk: Walk<E>,
): void {
  const [before, after] = [firstEntry(left[place]), firstEntry(right[sorted[place] ?? 0])];
  if (before === null || after === null) return;
  const names = order.map((index) => nameIn(right[index]) ?? index);
  const isNamed = new Set(names).size === names.length && names.every((name) => typeof name === 'string');
  const told = (index: number): string | number => (isNamed ? (nameIn(right[index]) ?? index) : index);
  walk.moves.push({
    before: orderEntry(before, path, order.map(told)),
    after: orderEntry(after, path, sorted.map(told)),
  });
}

function orderEntry<E extends Entry>(entry: E, path: string, order: JsonValue): E {
  return {
    ...entry,
    path: `${path}[order]`,
    compare: order,
    shown: order,
    sensitive: false,
    tellsOrder: true,
  };
}

function firstEntry<E extends Entry>(level: Level<E> | undefined): E | null {
  if (level === undefined) return null;
  const [own] = level.entries;
  if (own !== undefined) return own;
  for (const child of level.children.values()) {
    const below = firstEntry(child);
    if (below !== null) return below;
  }
  return null;
}

/** How people call an element, where it says so in plain words. */
function nameIn(element: Level | undefined): string | null {
  for (const step of ['.sid', '.Sid', '.name', '.Name', '.id', '.Id']) {
    const [entry] = element?.children.get(step)?.entries ?? [];
    if (entry !== undefined && !entry.sensitive && typeof entry.shown === 'string') return entry.shown;
  }
  return null;
}
