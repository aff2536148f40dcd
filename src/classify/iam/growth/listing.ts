// Which clauses take a value, given which clauses list it. The same for actions, resources and principals: `Not…` turns it round.
import type { Bounds, Clauses } from './clause.ts';

export type Listing = {
  /** Clauses with a list of what they take. */
  readonly taking: Clauses;
  /** Clauses with a list of what they leave out. */
  readonly leaving: Clauses;
  /** Clauses without a list, which take everything. */
  readonly everything: Clauses;
  /** Clauses that AWS would refuse, so that nobody can say. */
  readonly unclear: Clauses;
  readonly symbols: readonly Symbol[];
};

/** An unknown text in some lists. */
export type Symbol = { readonly id: string; readonly clauses: Clauses; readonly shared: boolean };

/** `listed`: clauses that list the value for sure. `maybe`: those that may. */
export function boundsOf(listing: Listing, listed: Clauses, maybe: Clauses): Bounds {
  const { taking, leaving, everything, unclear } = listing;
  return {
    sure: (listed & taking) | (leaving & ~listed & ~maybe) | everything,
    possible: ((listed | maybe) & taking) | (leaving & ~listed) | everything | unclear,
  };
}

/** Clauses that may list any value at all, because of a text that only their side has. */
export function unsharedOf({ symbols }: Listing): Clauses {
  return symbols.reduce((set, { shared, clauses }) => (shared ? set : set | clauses), 0n);
}

/** Collects the clauses of each symbol. */
export function symbolTable(
  found: readonly { readonly id: string; readonly bit: Clauses }[],
  shared: ReadonlySet<string>,
): readonly Symbol[] {
  const table = new Map<string, Clauses>();
  for (const { id, bit } of found) table.set(id, (table.get(id) ?? 0n) | bit);
  return [...table].map(([id, clauses]) => ({ id, clauses, shared: shared.has(id) }));
}
