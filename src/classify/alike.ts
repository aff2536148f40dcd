// Instances of one module resource that change alike, said once: called by classify.ts.
import { canonicalJson } from '../model/canonical.ts';
import type { Change, Finding } from '../model/change.ts';
import { withoutCalls, withoutLastKey } from '../model/terraform-address.ts';

/**
 * A module that is called twenty times changes twenty resources by one line, and a list that loses twenty keys destroys
 * twenty. People read that line once: changes that differ in nothing but the calls in front of their address and the key
 * behind it become the first of them, with the addresses of the rest.
 */
export function withAlike(changes: readonly Change[]): readonly Change[] {
  const groups = Map.groupBy(changes, ({ address, ...rest }) => canonicalJson([{ ...rest }, plain(address)]));
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [others.length === 0 ? first : { ...first, alike: others.map(({ address }) => address) }],
  );
}

/** A finding said of each of them is said of the first. */
export function withoutAlike(findings: readonly Finding[]): readonly Finding[] {
  const known = new Map<string, Finding>();
  for (const finding of findings) {
    const { address, ...rest } = finding;
    const key = canonicalJson([{ ...rest }, address === null ? null : plain(address)]);
    if (!known.has(key)) known.set(key, finding);
  }
  return [...known.values()];
}

function plain(address: string): string {
  return withoutLastKey(withoutCalls(address));
}
