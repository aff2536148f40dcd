// Changes that differ in nothing but an instance, as one line for people and one by one for rules. Used by classify/, policy/ and grants/.
import { canonicalJson } from './canonical.ts';
import { withoutCalls, withoutLastKey } from './terraform-address.ts';

type Addressed = { readonly address: string; readonly alike?: readonly string[] };

/**
 * A module that is called twenty times changes twenty resources by one line, and a list that loses twenty keys destroys
 * twenty. People read that line once: changes that differ in nothing but the calls in front of their address and the key
 * behind it become the first of them, with the addresses of the rest.
 */
export function withAlike<T extends Addressed & { readonly file: string }>(
  changes: readonly T[],
): readonly T[] {
  const placeOf = changes.map(({ file, address }) => `${file} ${plainAddress(address)}`);
  // Only those of one place can be alike: the rest need not be compared in full.
  if (new Set(placeOf).size === changes.length) return changes;
  const counts = new Map<string, number>();
  for (const place of placeOf) counts.set(place, (counts.get(place) ?? 0) + 1);
  const groups = Map.groupBy(changes, (change, index) => {
    const place = placeOf[index] ?? '';
    if (counts.get(place) === 1) return change;
    const { address: _own, ...rest } = change;
    return canonicalJson([rest, place]);
  });
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [others.length === 0 ? first : { ...first, alike: others.map(({ address }) => address) }],
  );
}

/** Each of them again: what counts, excepts or compares changes must not take twenty for one. */
export function oneByOne<T extends Addressed>(changes: readonly T[]): readonly T[] {
  if (changes.every(({ alike = [] }) => alike.length === 0)) return changes;
  return changes.flatMap((change) => {
    if (change.alike === undefined) return [change];
    const { alike, ...own } = change;
    return [change.address, ...alike].map((address): T => ({ ...(own as T), address }));
  });
}

/** Without what tells instances apart. */
export function plainAddress(address: string): string {
  return withoutLastKey(withoutCalls(address));
}
