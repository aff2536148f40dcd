// Port: append-only chains of entries, and evidence by digest.
import type { Entry, Record } from '../model/entry.ts';

export type ChainHead = { readonly chain: string; readonly seq: number; readonly hash: string };

export interface LedgerStore {
  /** Append in order in one transaction (first statement locks the chain's head row) and return the sealed entries. */
  append(chain: string, records: readonly Record[]): Promise<readonly Entry[]>;
  head(chain: string): Promise<ChainHead | null>;
  chains(): Promise<readonly ChainHead[]>;
  /** Entries in order, in batches: memory does not grow with the chain. `from` is a seq, inclusive. */
  read(chain: string, from?: number): AsyncIterable<Entry>;
  /** Entries about one pull request, in order. */
  ofPull(chain: string, pull: number): Promise<readonly Entry[]>;
  /** Store canonical JSON under its digest (`sha256:…`) and return it. Idempotent. */
  putEvidence(value: unknown): Promise<string>;
  getEvidence(digest: string): Promise<unknown>;
}
