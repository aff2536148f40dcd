// Which human fills which approval entry: a maximum bipartite matching. Called by `fillEntries`.

export type Slots = {
  /** How many humans each entry needs. */
  readonly counts: readonly number[];
  readonly humans: number;
  readonly fits: (human: number, entry: number) => boolean;
};

/**
 * For each human the entry that they fill, or null. As many places as possible are filled; where not all can be, the
 * earlier entry wins. A greedy count would let one human of two teams satisfy the wrong entry first.
 */
export function matchHumans({ counts, humans, fits }: Slots): readonly (number | null)[] {
  const entryOf: (number | null)[] = Array.from({ length: humans }, () => null);
  const seat = (entry: number, tried: Set<number>): boolean => {
    for (let human = 0; human < humans; human += 1) {
      if (tried.has(human) || entryOf[human] === entry || !fits(human, entry)) continue;
      tried.add(human);
      const held = entryOf[human] ?? null;
      if (held === null || seat(held, tried)) {
        entryOf[human] = entry;
        return true;
      }
    }
    return false;
  };
  counts.forEach((count, entry) => {
    for (let place = 0; place < count && seat(entry, new Set()); place += 1);
  });
  return entryOf;
}
