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

/**
 * The same where things are applied one after the other, so that the last of a key is what remains: it is compared with the
 * last of the other side, whatever text those before it have.
 */
export function pairByLastOfKey<T extends { readonly key: string; readonly text: string }>(
  before: readonly T[],
  after: readonly T[],
): readonly Pair<T>[] {
  const [old, now] = [lastByKey(before), lastByKey(after)];
  const last = [...now].flatMap(([key, item]): readonly Pair<T>[] => {
    const former = old.get(key);
    return former === undefined || former.text === item.text ? [] : [{ before: former, after: item }];
  });
  const isPaired = (item: T): boolean =>
    old.has(item.key) && (item === old.get(item.key) || item === now.get(item.key)) && now.has(item.key);
  const others = pairByKey(
    before.filter((item) => !isPaired(item)),
    after.filter((item) => !isPaired(item)),
  );
  return [...last, ...others];
}

function lastByKey<T extends { readonly key: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.key, item]));
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
