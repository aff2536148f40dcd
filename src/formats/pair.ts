// Which thing of the base is which thing of the head; used by formats whose files hold several things.

export type Pair<T> = { readonly before: T | null; readonly after: T | null };

/**
 * Pairs by key, as multisets: of several things with one key those of equal text pair first and the rest in order, so
 * that a doubled block is reported and never hides its twin. Things of equal text on both sides are left out.
 */
export function pairByKey<T extends { readonly key: string; readonly text: string }>(
  before: readonly T[],
  after: readonly T[],
): readonly Pair<T>[] {
  const old = Map.groupBy(before, (item) => item.key);
  const now = Map.groupBy(after, (item) => item.key);
  const keys = new Set([...now.keys(), ...old.keys()]);
  return [...keys].flatMap((key) => {
    const [left, right] = withoutEqual(old.get(key) ?? [], now.get(key) ?? []);
    return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => ({
      before: left[index] ?? null,
      after: right[index] ?? null,
    }));
  });
}

function withoutEqual<T extends { readonly text: string }>(
  before: readonly T[],
  after: readonly T[],
): readonly [readonly T[], readonly T[]] {
  const spare = new Map<string, number>();
  for (const { text } of before) spare.set(text, (spare.get(text) ?? 0) + 1);
  const right = after.filter(({ text }) => !take(spare, text));
  const left = before.toReversed().filter(({ text }) => take(spare, text));
  return [left.toReversed(), right];
}

function take(spare: Map<string, number>, text: string): boolean {
  const count = spare.get(text) ?? 0;
  if (count > 0) spare.set(text, count - 1);
  return count > 0;
}
