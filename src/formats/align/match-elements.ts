// Which element of a list in the base is which in the head; called by `alignEntries`.
import { LIMITS } from '../../config/limits.ts';
import { canonicalJson } from '../../model/canonical.ts';
import { leavesOf } from './element-tree.ts';
import type { Contents, Level } from './element-tree.ts';

export type Matching = {
  readonly contents: Contents;
  /** Leaves that may still be compared; what comes after is matched by keys and order alone. */
  readonly spend: (leaves: number) => boolean;
};

/** Members that name an element, without case and underscores; what one step gives decides before the next. */
const NAMES: readonly RegExp[] = [
  /^sid$/,
  /^name$/,
  /^key$/,
  /^id$/,
  /name$/,
  /^ruleno$|^rulenumber$/,
  /^path$/,
];
/** Members that tell elements apart where nothing else does, each with what completes it. */
const HINTS: readonly (readonly RegExp[])[] = [
  [/^pathpattern$/],
  [/^host$/],
  [/^port$/, /^protocol$/],
  [/^fromport$/, /^toport$/, /^(?:ip)?protocol$/],
  [/^priority$/],
  [/^description$/],
  [/^type$/],
];
/** Of the leaves of two elements, the part that must be the same for one to be the other. */
const ALIKE = 0.5;

/** A budget for one pair of resources: input is written by strangers, and comparing each with each grows by the square. */
export function createMatching(contents: Contents): Matching {
  let left: number = LIMITS.alikeLeaves;
  return {
    contents,
    spend: (leaves) => {
      if (leaves > left) return false;
      left -= leaves;
      return true;
    },
  };
}

/**
 * For each element of the base its number in the head, null for one that is gone. Equal ones first, then those of one
 * name, then the most alike, and what remains between the same neighbours in its order.
 */
export function matchElements(
  old: readonly Level[],
  now: readonly Level[],
  matching: Matching,
): readonly (number | null)[] {
  if (old.length === 1 && now.length === 1) return [0];
  const pairs = createPairs(old.length, now.length);
  matchEnds(old, now, pairs);
  matchBy(({ content }) => String(content), { ...freeOf(old, now, pairs), pairs, repeated: true });
  const free = freeOf(old, now, pairs);
  for (const name of NAMES) matchBy((element) => namedBy([name], element), { ...free, pairs });
  matchAlike({ ...freeOf(old, now, pairs), pairs }, matching);
  for (const names of HINTS) matchBy((element) => namedBy(names, element), { ...free, pairs });
  matchNeighbours(pairs);
  return pairs.partners;
}

/** What is found so far: for each element of the base its number in the head, and which of the head are taken. */
type Pairs = { readonly partners: (number | null)[]; readonly taken: boolean[] };

function createPairs(old: number, now: number): Pairs {
  return { partners: Array<number | null>(old).fill(null), taken: Array<boolean>(now).fill(false) };
}

function pair({ partners, taken }: Pairs, old: number, now: number): void {
  partners[old] = now;
  taken[now] = true;
}

/** An element that has no partner yet. */
type Free = {
  readonly index: number;
  readonly element: Level;
  readonly content: number;
  /** Its own members: folded name and value. */
  readonly members: readonly (readonly [name: string, value: string])[];
};

type Frees = { readonly old: readonly Free[]; readonly now: readonly Free[] };

function freeOf(old: readonly Level[], now: readonly Level[], { partners, taken }: Pairs): Frees {
  return {
    old: old.flatMap((element, index) => (partners[index] === null ? [freed(element, index)] : [])),
    now: now.flatMap((element, index) => (taken[index] === false ? [freed(element, index)] : [])),
  };
}

function freed(element: Level, index: number): Free {
  const members = [...element.children.values()].flatMap(({ step, entries }) =>
    entries.map(({ compare }) => [foldStep(step), canonicalJson(compare)] as const),
  );
  return { index, element, content: element.content, members };
}

function foldStep(step: string): string {
  return step.replaceAll(/[._]/g, '').toLowerCase();
}

/** Equal beginnings and ends belong together, also where the same element stands there several times. */
function matchEnds(old: readonly Level[], now: readonly Level[], pairs: Pairs): void {
  const least = Math.min(old.length, now.length);
  const isEqual = (i: number, j: number): boolean => old[i]?.content === now[j]?.content;
  let first = 0;
  while (first < least && isEqual(first, first)) {
    pair(pairs, first, first);
    first += 1;
  }
  for (let last = 1; last <= least - first && isEqual(old.length - last, now.length - last); last += 1)
    pair(pairs, old.length - last, now.length - last);
}

/** One by one in their order where they may be `repeated`; else only those that are the only one on both sides. */
function matchBy(
  keyOf: (element: Free) => string | null,
  given: Frees & { readonly pairs: Pairs; readonly repeated?: boolean },
): void {
  const { pairs, repeated = false } = given;
  const candidates = Map.groupBy(
    given.now.filter(({ index }) => pairs.taken[index] === false),
    keyOf,
  );
  const lost = given.old.filter(({ index }) => pairs.partners[index] === null);
  for (const [key, left] of Map.groupBy(lost, keyOf)) {
    const right = candidates.get(key) ?? [];
    if (key === null || (!repeated && (left.length > 1 || right.length > 1))) continue;
    for (const [place, { index }] of left.entries()) {
      const partner = right[place];
      if (partner !== undefined) pair(pairs, index, partner.index);
    }
  }
}

/** Null where the element does not give the first of them. */
function namedBy(names: readonly RegExp[], { members }: Free): string | null {
  const values = names.map((name) => members.find(([member]) => name.test(member))?.[1] ?? null);
  return values[0] === null ? null : JSON.stringify(values);
}

function matchAlike(
  { old, now, pairs }: Frees & { readonly pairs: Pairs },
  { contents, spend }: Matching,
): void {
  const sizeOf = (frees: readonly Free[]): number =>
    frees.reduce((sum, { element }) => sum + element.size, 0);
  if (!spend(sizeOf(old) * now.length + sizeOf(now) * old.length)) return;
  const said = (frees: readonly Free[]) =>
    frees.map(({ index, element }) => ({ index, set: new Set(leavesOf(element, contents)) }));
  const right = said(now);
  const scored = said(old).flatMap((one) =>
    right.map((other) => ({
      old: one.index,
      now: other.index,
      score: (2 * one.set.intersection(other.set).size) / (one.set.size + other.set.size),
    })),
  );
  const best = scored
    .filter(({ score }) => score >= ALIKE)
    .toSorted((a, b) => b.score - a.score || a.old - b.old || a.now - b.now);
  for (const one of best)
    if (pairs.partners[one.old] === null && pairs.taken[one.now] === false) pair(pairs, one.old, one.now);
}

/** What has become another thing in the same place: right behind the same neighbour. */
function matchNeighbours(pairs: Pairs): void {
  let last = -1;
  for (const [index, partner] of pairs.partners.entries()) {
    if (partner !== null) last = partner;
    else if (pairs.taken[last + 1] === false) {
      last += 1;
      pair(pairs, index, last);
    }
  }
}
