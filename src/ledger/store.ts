// Ports of the ledger: append-only chains of entries, evidence by digest, and the raw reading of both for verification.
import type { Entry, Record } from '../model/entry.ts';

/** The last entry of a chain. */
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
  /** The value under a digest, undefined when there is none (never stored, or erased). */
  getEvidence(digest: string): Promise<unknown>;
}

/** One row as the database holds it: text not yet believed, beside the columns that queries use. */
export type StoredEntry = {
  readonly chain: string;
  readonly seq: number;
  readonly pull: number | null;
  /** Canonical JSON of the entry, hash included. */
  readonly body: string;
};

export type StoredEvidence = { readonly digest: string; readonly body: string };

/** The ledger as it lies on disk, for `aigov ledger verify|export` and `aigov policy replay` beside a running server: one snapshot, reads only. */
export interface LedgerReader {
  heads(): Promise<readonly ChainHead[]>;
  /** Rows by chain and seq, in batches; of one chain when it is named. */
  entries(chain?: string): AsyncIterable<StoredEntry>;
  evidence(): AsyncIterable<StoredEvidence>;
  /** Canonical JSON under a digest; null when there is none (never stored, or erased). */
  evidenceOf(digest: string): Promise<string | null>;
  close(): Promise<void>;
}
