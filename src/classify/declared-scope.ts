// Is a change inside of what the description declares? Called by the rule outside-declared-scope.
import type { ScopePart } from '../model/declaration.ts';
import { matchesNameGlob, matchesPathGlob } from '../model/plain-glob.ts';
import type { Outlined } from './finding.ts';

type Key = keyof ScopePart;
type Holds = (words: readonly string[], thing: Outlined) => boolean;

/** What is not understood is inside of no part that asks about it. */
const HOLDS: { readonly [key in Key]: Holds } = {
  names: (globs, { files, address }) =>
    (address !== null && someName(globs, address)) || files.every((file) => somePath(globs, file)),
  paths: (globs, { files }) => files.every((file) => somePath(globs, file)),
  addresses: (globs, { address, understood }) => understood && address !== null && someName(globs, address),
  environments: (names, { environment }) => environment !== null && names.includes(environment),
  kinds: (words, { kinds, understood }) => understood && kinds.every((kind) => words.includes(kind)),
  resource_types: (globs, { type, understood }) => understood && type !== null && someName(globs, type),
  actions: (words, { action, understood }) => understood && words.includes(action),
};

/** In the order in which a person would name what is off. */
const KEYS = Object.keys(HOLDS) as readonly Key[];

/** Null: inside. Else the keys of the only part that do not hold; none where no part of several holds. */
export function outsideOf(scope: readonly ScopePart[], thing: Outlined): readonly Key[] | null {
  const misses = scope.map((part) => missesOf(part, thing));
  if (misses.some((keys) => keys.length === 0)) return null;
  const [only = [], ...others] = misses;
  return others.length === 0 ? only : [];
}

function missesOf(part: ScopePart, thing: Outlined): readonly Key[] {
  return KEYS.filter((key) => {
    const words = part[key];
    return words !== undefined && !HOLDS[key](words, thing);
  });
}

function somePath(globs: readonly string[], path: string): boolean {
  return globs.some((glob) => matchesPathGlob(glob, path));
}

function someName(globs: readonly string[], name: string): boolean {
  return globs.some((glob) => matchesNameGlob(glob, name));
}
