// Can those who approved be divided among the entries of a rule? Called by the requirement `approvals`.

/** One group of people that must approve. Groups of one entry may share humans, groups of different ones may not. */
export type Share = {
  /** Which entry of the rule it came from. */
  readonly entry: number;
  readonly count: number;
  /** Who counts for it. */
  readonly humans: readonly number[];
};

/** Far more than people ever need; whoever builds a larger puzzle is refused. */
const MOST_STEPS = 20_000;

/** Exact as far as it looks: every share is filled from humans who stand for its entry alone. */
export function canDivide(shares: readonly Share[]): boolean {
  const entryOf = new Map<number, number>();
  // Whoever is asked of the fewest is found first.
  const order = shares.toSorted((a, b) => a.humans.length - b.humans.length);
  let steps = 0;
  const fillFrom = (at: number): boolean => {
    const share = order[at];
    if (share === undefined) return true;
    const { entry, count, humans } = share;
    const missing = count - humans.filter((human) => entryOf.get(human) === entry).length;
    return choose({ entry, free: humans.filter((human) => !entryOf.has(human)), missing, next: at + 1 });
  };
  const choose = ({ entry, free, missing, next }: Choice): boolean => {
    if (missing <= 0) return fillFrom(next);
    const [human, ...others] = free;
    steps += 1;
    if (human === undefined || free.length < missing || steps > MOST_STEPS) return false;
    entryOf.set(human, entry);
    if (choose({ entry, free: others, missing: missing - 1, next })) return true;
    entryOf.delete(human);
    return choose({ entry, free: others, missing, next });
  };
  return fillFrom(0);
}

type Choice = {
  readonly entry: number;
  readonly free: readonly number[];
  readonly missing: number;
  /** The share after this one. */
  readonly next: number;
};
