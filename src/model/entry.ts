// One ledger record, and the kinds of step it can tell of.
import type { JsonObject } from './json.ts';

export const ENTRY_TYPES = [
  'provenance.recorded',
  'decision.made',
  'review.requested',
  'merge.observed',
  'grant.opened',
  'grant.refused',
  'session.requested',
  'session.issued',
  'session.refused',
  'session.failed',
  'session.revocation_requested',
  'session.revoked',
  'session.expired',
  'run.completed',
] as const;
export type EntryType = (typeof ENTRY_TYPES)[number];

/** What a stage wants recorded. The chain adds seq, ts, prev and hash. */
export type Record = {
  readonly type: EntryType;
  readonly subject: {
    readonly repository: string;
    readonly repositoryId: number;
    readonly pull: number | null;
    readonly head: string | null;
  };
  /** Who did it: a login, an agent id, `aigov`, or a workflow run. */
  readonly actor: string;
  /** Facts of the step, by value where small and by digest where large or personal. Never a secret. */
  readonly data: JsonObject;
};

export type Entry = {
  readonly v: 1;
  /** Chain name: `repository:<numeric id>`. */
  readonly chain: string;
  /** 1-based, without gaps. */
  readonly seq: number;
  /** RFC 3339 UTC with milliseconds. */
  readonly ts: string;
  readonly type: EntryType;
  readonly subject: Record['subject'];
  readonly actor: string;
  readonly data: JsonObject;
  /** Hash of the previous entry of the chain; 64 zeros for the first. */
  readonly prev: string;
  /** Lower-case hex SHA-256 over the canonical JSON of all the other fields. */
  readonly hash: string;
};
