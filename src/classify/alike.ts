// Findings about instances that change alike, said once: called by classify.ts.
import { plainAddress } from '../model/alike.ts';
import { canonicalJson } from '../model/canonical.ts';
import type { Finding } from '../model/change.ts';

/** A finding said of each of them is said of the first. */
export function withoutAlike(findings: readonly Finding[]): readonly Finding[] {
  const known = new Map<string, Finding>();
  for (const finding of findings) {
    const { address, ...rest } = finding;
    const key = canonicalJson([{ ...rest }, address === null ? null : plainAddress(address)]);
    if (!known.has(key)) known.set(key, finding);
  }
  return [...known.values()];
}
