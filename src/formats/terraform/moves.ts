// What `moved` blocks say of the addresses of the base; called by `compare`.
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
  const moves = after.flatMap(moveOf);
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

type Move = { readonly from: string; readonly to: string };

function moveOf({ declaration: { move }, path }: Placed): readonly Move[] {
  const prefix = path === '' ? '' : `${path}.`;
  return move === null ? [] : [{ from: prefix + move.from, to: prefix + move.to }];
}

/** Moves may follow on each other, and a move of a module takes along all that is in it. */
function follow(address: string, moves: readonly Move[]): string {
  let current = address;
  const open = new Set(moves);
  for (;;) {
    const next = [...open].find(({ from }) => current === from || current.startsWith(`${from}.`));
    if (next === undefined) return current;
    open.delete(next);
    current = next.to + current.slice(next.from.length);
  }
}
