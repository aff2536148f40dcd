// What was once shown outside the store (in a check run, say) and must still be true of the chain. Used by verify and cli.
import type { ChainHead } from './store.ts';
import type { LedgerFault } from './fault.ts';

/** `hash` may be shortened to no less than 16 hex digits; `chain` may be left out where there is only one. */
export type Expectation = { readonly chain?: string; readonly seq: number; readonly hash: string };

/** Hashes found at the positions that expectations name, by chain and then by seq. */
export type Sightings = ReadonlyMap<string, ReadonlyMap<number, string>>;

/** Parse `seq:hash`, as check runs show it, or `chain:seq:hash`. Null when it is neither. */
export function parseExpectation(text: string): Expectation | null {
  const match = /^(?:(?<chain>\S+):)?(?<seq>[1-9]\d{0,15}):(?<hash>[0-9a-f]{16,64})$/.exec(text.trim());
  if (match?.groups === undefined) return null;
  const { chain, seq, hash } = match.groups;
  return { ...(chain === undefined ? {} : { chain }), seq: Number(seq), hash: hash ?? '' };
}

/** The fault that an expectation finds once all entries were read, null when it holds. */
export function expectationFault(
  expected: Expectation,
  found: { readonly chains: readonly ChainHead[]; readonly sightings: Sightings },
): LedgerFault | null {
  const { seq } = expected;
  if (expected.chain === undefined && found.chains.length > 1) {
    const message = 'several chains are here: name the chain of this expectation';
    return { code: 'EXPECT_AMBIGUOUS', chain: null, seq, message };
  }
  const chain = expected.chain ?? found.chains[0]?.chain ?? null;
  const last = found.chains.find((head) => head.chain === chain)?.seq ?? 0;
  const hash = found.sightings.get(chain ?? '')?.get(seq);
  if (hash === undefined) {
    const message = `entry ${seq} was shown before, but the chain ends at entry ${last} or lacks it`;
    return { code: 'CHAIN_TRUNCATED', chain, seq, message };
  }
  if (hash.startsWith(expected.hash)) return null;
  const message = 'this entry is not the one that was shown before: history was rewritten';
  return { code: 'CHAIN_REWRITTEN', chain, seq, message };
}

/** The fault of a head row against the last entry found (null: none found). */
export function headFault(head: ChainHead, last: ChainHead | null): LedgerFault | null {
  const at = { chain: head.chain, seq: head.seq };
  if (last === null || last.seq < head.seq) {
    const message = `the head row names entry ${head.seq}, but the chain ends at entry ${last?.seq ?? 0}`;
    return { code: 'CHAIN_TRUNCATED', ...at, message };
  }
  if (last.seq === head.seq && last.hash === head.hash) return null;
  const message = `the head row does not name the last entry, which is ${last.seq}`;
  return { code: 'HEAD_MISMATCH', chain: head.chain, seq: last.seq, message };
}
