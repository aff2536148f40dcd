// How a record becomes an entry of a hash chain. The store seals with it, the ledger verifies with it: one definition.
import { canonicalJson, sha256Hex } from './canonical.ts';
import type { Entry, Record } from './entry.ts';

/** What stands in `prev` of the first entry of a chain, and in the head of an empty one. */
export const GENESIS_HASH = '0'.repeat(64);

/** Lower-case hex SHA-256 over the canonical JSON of an entry's other fields. Throws on what JSON cannot carry. */
export function entryHash(entry: Omit<Entry, 'hash'>): string {
  return sha256Hex(canonicalJson(entry));
}

/** Give a record its place in a chain. `ts` is RFC 3339 UTC with milliseconds. */
export function sealEntry(
  record: Record,
  place: { readonly chain: string; readonly seq: number; readonly ts: string; readonly prev: string },
): Entry {
  const { type, subject, actor, data } = record;
  const open = { v: 1, ...place, type, subject, actor, data } as const;
  return { ...open, hash: entryHash(open) };
}
