// What `moved` blocks say of the addresses of the base; called by `compare` and `fates`.
import { addressOf, stepsOf, withoutKeys } from '../../model/terraform-address.ts';
import type { Step } from '../../model/terraform-address.ts';
import type { Collected, Placed } from './collect.ts';

/** Key of a declaration among all of a root. */
export function keyOf({ declaration, address }: Placed): string {
  return `${declaration.block} ${address}`;
}

/**
 * Keys by which the base's declarations are compared with the head's. A move counts where Terraform would make it: from
 * an address that is gone to one that was not there. Another type is another thing, whatever the block says.
 */
export function movedKeys({ before, after }: Collected): (placed: Placed) => string {
  const moves = movesIn(after).map(withoutKeysOfInstances);
  const old = new Set(moves.length === 0 ? [] : before.map(keyOf));
  const now = new Map(
    moves.length === 0 ? [] : after.map((placed) => [keyOf(placed), placed.declaration.type]),
  );
  return (placed) => {
    const key = keyOf(placed);
    if (moves.length === 0 || now.has(key)) return key;
    const moved = keyOf({ ...placed, address: follow(placed.address, moves) });
    return now.get(moved) === placed.declaration.type && !old.has(moved) ? moved : key;
  };
}

export type Move = {
  /** Both with the calls that lead to the block, which say nothing of keys. */
  readonly from: readonly Step[];
  readonly to: readonly Step[];
  /** How many of those there are. */
  readonly depth: number;
  /** Neither end names an instance: then all of them are moved, each under its key. */
  readonly whole: boolean;
};

export function movesIn(after: readonly Placed[]): readonly Move[] {
  return after.flatMap(({ declaration: { move }, path }) => {
    const around = path === '' ? [] : stepsOf(path);
    const [from, to] = move === null ? [null, null] : [stepsOf(move.from), stepsOf(move.to)];
    if (around === null || from === null || to === null) return [];
    const whole = from.at(-1)?.key === '' && to.at(-1)?.key === '';
    return [{ from: [...around, ...from], to: [...around, ...to], depth: around.length, whole }];
  });
}

function withoutKeysOfInstances(move: Move): Move {
  const bare = (steps: readonly Step[]): readonly Step[] => steps.map(({ name }) => ({ name, key: '' }));
  return { ...move, from: bare(move.from), to: bare(move.to), whole: true };
}

/** Moves may follow on each other, and a move of a module takes along all that is in it. */
export function follow(address: string, moves: readonly Move[]): string {
  let current = stepsOf(address);
  const open = new Set(moves);
  while (current !== null) {
    const steps: readonly Step[] = current;
    const next = [...open].find((move) => isMovedBy(steps, move));
    if (next === undefined) return addressOf(steps);
    open.delete(next);
    current = moved(steps, next);
  }
  return address;
}

function isMovedBy(steps: readonly Step[], { from, depth, whole }: Move): boolean {
  return from.every(({ name, key }, index) => {
    const step = steps[index];
    const anyKey = index < depth || (whole && index === from.length - 1);
    return step?.name === name && (anyKey || step.key === key);
  });
}

function moved(steps: readonly Step[], { from, to, depth, whole }: Move): readonly Step[] {
  const kept = whole ? (steps[from.length - 1]?.key ?? '') : null;
  const inside = to.slice(depth);
  return [
    ...steps.slice(0, depth),
    ...inside.map((step, index) =>
      kept === null || index < inside.length - 1 ? step : { ...step, key: kept },
    ),
    ...steps.slice(from.length),
  ];
}

/** Whether a move speaks of the thing at an address at all: then Terraform makes none by itself. */
export function isMentioned(address: string, moves: readonly Move[]): boolean {
  const plain = withoutKeys(address);
  return moves.some((move) => [move.from, move.to].some((steps) => withoutKeys(addressOf(steps)) === plain));
}
