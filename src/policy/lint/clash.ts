// Where a condition contradicts itself. Called by the lint `never-matches`; says nothing where it is not sure.
import { ACTIONS, ACTOR_CLASSES, ASSURANCES, KINDS, TIERS } from '../../model/words.ts';
import type { Path } from '../locate.ts';
import type { When } from '../schema/when.ts';
import { canOpen } from './can-open.ts';
import { covers } from './covers.ts';
import type { Warning } from './lint.ts';
import { implies } from './implies.ts';
import { placed } from './walk.ts';
import type { Placed } from './walk.ts';

type Context = {
  readonly path: Path;
  /** Some rule raises a tier: a change then has the tier that was found and the raised one. */
  readonly raises: boolean;
  /** Objects around this one that must hold as well. */
  readonly around?: readonly Placed<When>[];
};

/** Null: it may well match. */
export function clashIn(when: When, { path, raises, around = [] }: Context): Warning | null {
  const objects = [...around, ...joined({ path, value: when })];
  return (
    differentWords(objects, raises) ??
    agentsOfNobody(objects) ??
    takenBack(objects) ??
    otherAnswers(objects) ??
    pathsTakenBack(objects) ??
    neverOpen(objects) ??
    everyBranch(objects, raises)
  );
}

/** The object itself and all that must hold with it for one and the same change. */
function joined(object: Placed<When>): readonly Placed<When>[] {
  const { path, value } = object;
  const only = value.only === undefined ? [] : [{ path: [...path, 'only'], value: value.only }];
  return [object, ...[...placed(value.all, [...path, 'all']), ...only].flatMap(joined)];
}

/** Keys of which a change or a pull request has one word. */
const SINGLE = ['environments', 'formats', 'actions', 'actor', 'assurance'] as const;

/** Two lists for a key that has one word, and no word in both. */
function differentWords(objects: readonly Placed<When>[], raises: boolean): Warning | null {
  for (const key of [...SINGLE, ...(raises ? [] : (['tier'] as const))]) {
    let left: readonly string[] | null = null;
    for (const { path, value } of objects) {
      const words: readonly string[] | undefined = value[key];
      if (words === undefined) continue;
      const both: readonly string[] = left === null ? words : left.filter((word) => words.includes(word));
      if (both.length === 0)
        return {
          path: [...path, key],
          message: `"${key}" asks for ${words.join(' or ')}, and beside it for ${(left ?? []).join(' or ')}`,
        };
      left = both;
    }
  }
  return raises ? null : tierTooLow(objects);
}

function tierTooLow(objects: readonly Placed<When>[]): Warning | null {
  const least = objects.find(({ value }) => value.tier_at_least !== undefined);
  const named = objects.find(({ value }) => value.tier !== undefined);
  const lowest = TIERS.indexOf(least?.value.tier_at_least ?? 'none');
  const tiers = named?.value.tier ?? [];
  if (least === undefined || tiers.length === 0 || tiers.some((tier) => TIERS.indexOf(tier) >= lowest))
    return null;
  return {
    path: [...least.path, 'tier_at_least'],
    message: `"tier" asks for ${tiers.join(' or ')}, which is below "tier_at_least"`,
  };
}

/** Humans and automation have no agents, no autonomy and no declared purpose. */
function agentsOfNobody(objects: readonly Placed<When>[]): Warning | null {
  const classes = objects.flatMap(({ value }) => (value.actor === undefined ? [] : [value.actor]));
  const nobody = classes.find((words) => words.every((word) => word === 'human' || word === 'automation'));
  if (nobody === undefined) return null;
  for (const { path, value } of objects) {
    const key = (['agents', 'autonomy', 'purpose'] as const).find((name) => value[name] !== undefined);
    if (key !== undefined)
      return {
        path: [...path, key],
        message: `"${key}" is about agents, and "actor" asks for ${nobody.join(' or ')}`,
      };
  }
  return null;
}

/** Questions with one answer, and names of which a pull request has one. */
function otherAnswers(objects: readonly Placed<When>[]): Warning | null {
  for (const key of ['draft', 'fork'] as const) {
    const asked = objects.filter(({ value }) => value[key] !== undefined);
    const other = asked.find(({ value }) => value[key] !== asked[0]?.value[key]);
    if (other !== undefined)
      return {
        path: [...other.path, key],
        message: `"${key}" is asked to be true, and beside it to be false`,
      };
  }
  let left: readonly string[] | null = null;
  for (const { path, value } of objects) {
    const names: readonly string[] | undefined = value.repositories?.map((name) => name.toLowerCase());
    if (names === undefined || names.some((name) => /[*?[\]{}()!+@]/.test(name))) continue;
    const both: readonly string[] = left === null ? names : left.filter((name) => names.includes(name));
    if (both.length === 0)
      return {
        path: [...path, 'repositories'],
        message: `"repositories" asks for ${names.join(' or ')}, and beside it for ${(left ?? []).join(' or ')}`,
      };
    left = both;
  }
  return null;
}

/** Up to upper and lower case, which count in `not_paths` alone. */
function pathsTakenBack(objects: readonly Placed<When>[]): Warning | null {
  const out = objects.flatMap(({ path, value }) =>
    (value.not_paths ?? []).map((glob) => ({ path: [...path, 'not_paths'], glob })),
  );
  for (const { value } of objects) {
    const by = (value.paths ?? []).map((path) => out.find(({ glob }) => covers(glob, path)));
    const [first] = by;
    if (first !== undefined && !by.includes(undefined))
      return { path: first.path, message: '"not_paths" takes out again all that "paths" asks for' };
  }
  const all = out.find(({ glob }) => covers(glob, '**'));
  return all === undefined ? null : { path: all.path, message: '"not_paths" takes out every file' };
}

function neverOpen(objects: readonly Placed<When>[]): Warning | null {
  const asked = objects.flatMap(({ path, value: { during } }) =>
    during === undefined ? [] : [{ path: [...path, 'during'], windows: during }],
  );
  const last = asked.at(-1);
  if (last === undefined || canOpen(asked.map(({ windows }) => windows))) return null;
  return {
    path: last.path,
    message: asked.length > 1 ? 'its windows are never open at the same time' : 'its window is never open',
  };
}

/** Every word that the key can have: such a `not` takes out everything. */
const ALL_WORDS = {
  kinds: KINDS,
  actions: ACTIONS,
  actor: ACTOR_CLASSES,
  assurance: ASSURANCES,
  tier: TIERS,
} as const;

function takenBack(objects: readonly Placed<When>[]): Warning | null {
  for (const { path, value } of objects) {
    const { not } = value;
    if (not === undefined) continue;
    const keys = Object.keys(not).join(' and ');
    if (objects.some((other) => implies(other.value, not)))
      return { path: [...path, 'not'], message: `"not" takes out again what ${keys} beside it asks for` };
    const named = Object.entries(not);
    if (named.length === 0)
      return { path: [...path, 'not'], message: '"not" without a condition takes out everything' };
    if (named.length === 1 && named.every(([key, words]) => isEveryWord(key, words)))
      return { path: [...path, 'not'], message: `"not" names every word that "${keys}" can have` };
  }
  return null;
}

function isEveryWord(key: string, words: unknown): boolean {
  const all: readonly string[] | undefined = Object.hasOwn(ALL_WORDS, key)
    ? ALL_WORDS[key as keyof typeof ALL_WORDS]
    : undefined;
  return all !== undefined && Array.isArray(words) && all.every((word) => words.includes(word));
}

function everyBranch(objects: readonly Placed<When>[], raises: boolean): Warning | null {
  for (const { path, value } of objects) {
    const branches = placed(value.any, [...path, 'any']);
    const clashes = branches.map((branch) =>
      clashIn(branch.value, { path: branch.path, raises, around: withoutBranches(objects) }),
    );
    const [first] = clashes;
    if (first !== undefined && first !== null && !clashes.includes(null))
      return { path: [...path, 'any'], message: `none of "any" can hold: ${first.message}` };
  }
  return null;
}

/** So that a branch does not ask for itself again. */
function withoutBranches(objects: readonly Placed<When>[]): readonly Placed<When>[] {
  return objects.map(({ path, value: { any: _any, all: _all, only: _only, ...value } }) => ({ path, value }));
}
