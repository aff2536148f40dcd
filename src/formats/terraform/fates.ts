// Which instances of a resource that stands on both sides come and go with the keys of `count` and `for_each`; called by `compare`.
import { LIMITS } from '../../config/limits.ts';
import type { Attribute } from '../../model/change.ts';
import { once } from '../../model/once.ts';
import type { Collected, Placed } from './collect.ts';
import type { Level } from './instances.ts';
import { follow, isMentioned, movesIn } from './moves.ts';
import type { Move } from './moves.ts';
import type { Sides } from './repository.ts';

/** What becomes of one instance; `unknown` of all of them, by what a call around them computes. */
export type Fate =
  | { readonly action: 'create' | 'delete'; readonly address: string }
  | { readonly action: 'unknown'; readonly attributes: readonly Attribute[] };

/** An instance by its address, and by what Terraform takes for the same. */
type Made = { readonly address: string; readonly id: string };

const NONE: readonly Fate[] = [];

/** A resource of which there is nothing on one side is made or destroyed as a whole, and none of these. */
export function createFates(collected: Collected): (pair: Sides<Placed>) => readonly Fate[] {
  const moves = movesIn(collected.after);
  // Asked only where instances come or go, and made of all that there are.
  const moved = once(() => (moves.length === 0 ? null : movedInstances(collected, moves)));
  // The rest is for what is told as a whole.
  let left = LIMITS.changesPerFile / 2;
  const told = (action: 'create' | 'delete', made: readonly Made[], all: string): readonly Fate[] => {
    const most = Math.min(LIMITS.terraformInstanceChanges, left);
    const named = made.slice(0, most).map(({ address }) => ({ action, address }));
    left -= named.length;
    return made.length > most ? [...named, { action, address: `${all}[*]` }] : named;
  };
  return ({ before, after }) => {
    if (before === null || after === null || !isMade(before) || !isMade(after)) return NONE;
    const levels = { before: levelsOf(before), after: levelsOf(after) };
    const blurred = blurredIn(levels);
    const implied = isImplied(levels) && !isMentioned(after.address, moves);
    const old = madeOf(levels.before, blurred, implied);
    const now = madeOf(levels.after, blurred, implied);
    if (old.length === 0 || now.length === 0) return NONE;
    const [wasThere, isThere] = [idsOf(old), idsOf(now)];
    const lost = old.filter(({ address, id }) => !isThere.has(id) && moved()?.leaves(address) !== true);
    const gained = now.filter(({ address, id }) => !wasThere.has(id) && moved()?.arrives(address) !== true);
    const doubts = doubtsIn(levels, blurred);
    return [
      ...told('delete', lost, before.address),
      ...told('create', gained, after.address),
      ...(doubts.length === 0 ? [] : [{ action: 'unknown' as const, attributes: doubts }]),
    ];
  };
}

/** Data is read and not made. */
function isMade({ declaration: { block } }: Placed): boolean {
  return block === 'resource' || block === 'module';
}

function levelsOf({ calls, declaration, scope }: Placed): readonly Level[] {
  return [...calls, { name: declaration.address, keys: declaration.keys(scope), providers: null }];
}

type Levels = Readonly<Record<'before' | 'after', readonly Level[]>>;

/** Levels of which the keys are not known on some side, or too many: on both sides they have one key that nobody knows. */
function blurredIn(levels: Levels): ReadonlySet<number> {
  const sides = [levels.before, levels.after];
  const indexes = [...Array.from({ length: Math.max(...sides.map(({ length }) => length)) }).keys()];
  const sizes = indexes.map((index) => {
    const keys = sides.flatMap((side) => side[index]?.keys ?? []);
    return keys.some(({ known }) => known === null)
      ? null
      : Math.max(...keys.map(({ known }) => known?.length ?? 1));
  });
  const blurred = new Set(indexes.filter((index) => sizes[index] === null));
  let all = 1;
  for (const index of indexes.toReversed()) {
    const size = blurred.has(index) ? 1 : (sizes[index] ?? 1);
    if (all * size > LIMITS.terraformKeys) blurred.add(index);
    else all *= Math.max(size, 1);
  }
  return blurred;
}

function madeOf(levels: readonly Level[], blurred: ReadonlySet<number>, implied: boolean): readonly Made[] {
  return levels.reduce<readonly Made[]>(
    (above, { name, keys }, index) => {
      const known = blurred.has(index) || keys.known === null ? ['[*]'] : keys.known;
      const isOwn = index === levels.length - 1;
      return above.flatMap(({ address, id }) =>
        known.map((key) => ({
          address: `${joined(address, name)}${key}`,
          id: `${joined(id, name)}${isOwn && implied && key === '[0]' ? '' : key}`,
        })),
      );
    },
    [{ address: '', id: '' }],
  );
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function idsOf(made: readonly Made[]): ReadonlySet<string> {
  return new Set(made.map(({ id }) => id));
}

/**
 * Terraform takes what had no `count` for the first of what has one, and the other way round: of a resource and not of a call
 * (https://developer.hashicorp.com/terraform/language/modules/develop/refactoring).
 */
function isImplied({ before, after }: Levels): boolean {
  const own = [before.at(-1), after.at(-1)];
  return own.every(
    (level) => level?.name.startsWith('module.') === false && level.keys.by?.name !== 'for_each',
  );
}

/** Of a resource its own `count` is an attribute like any other, and is told there. */
function doubtsIn({ before, after }: Levels, blurred: ReadonlySet<number>): readonly Attribute[] {
  return [...blurred].flatMap((index) => {
    const [old, now] = [before[index]?.keys, after[index]?.keys];
    if (old === undefined || now === undefined || (index === after.length - 1 && !isCounted(old, now)))
      return [];
    if (old.id === now.id) return [];
    const path = after.slice(0, index + 1).reduce((above, { name }) => joined(above, name), '');
    return [
      {
        path: `${path}.${now.by?.name ?? old.by?.name ?? ''}`,
        line: null,
        before: old.by?.shown ?? null,
        after: now.by?.shown ?? null,
        sensitive: false,
      },
    ];
  });
}

/** Both known, and too many. */
function isCounted(old: Level['keys'], now: Level['keys']): boolean {
  return old.known !== null && now.known !== null;
}

type Moved = {
  /** Whether a move takes the instance at this address of the base to one that the head has. */
  readonly leaves: (address: string) => boolean;
  /** Whether a move brings one to this address of the head. */
  readonly arrives: (address: string) => boolean;
};

function movedInstances({ before, after }: Collected, moves: readonly Move[]): Moved {
  const all = (placed: readonly Placed[]): ReadonlyMap<string, string> =>
    new Map(
      placed.filter(isMade).flatMap((one) => {
        const levels = levelsOf(one);
        const blurred = blurredIn({ before: levels, after: levels });
        return madeOf(levels, blurred, false).map(({ address }) => [address, one.declaration.type] as const);
      }),
    );
  const [old, now] = [all(before), all(after)];
  const targets = new Map(
    [...old].flatMap(([address, type]) => {
      const target = now.has(address) ? address : follow(address, moves);
      const isFree = target !== address && !old.has(target) && now.get(target) === type;
      return isFree ? [[address, target] as const] : [];
    }),
  );
  const arrived = new Set(targets.values());
  return { leaves: (address) => targets.has(address), arrives: (address) => arrived.has(address) };
}
