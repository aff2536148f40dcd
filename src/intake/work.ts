// Port: the durable, coalescing work table. Implemented in adapters/store; semantics in docs/architecture.md.
import type { JsonValue } from '../model/json.ts';

/** One webhook as it arrived. The signature covers only the body, so a delivery is its GUID and its body together. */
export type Delivery = {
  readonly guid: string;
  readonly event: string;
  /** Raw JSON text. */
  readonly body: string;
  /** Lower-case hex. */
  readonly bodySha256: string;
};

/** A claimed row. `token` fences every later statement about it. */
export type WorkItem = {
  readonly queue: string;
  readonly key: string;
  readonly payload: JsonValue;
  /** Generation that was asked for when the row was claimed. */
  readonly want: number;
  /** Tries since the last new request, this one included. */
  readonly attempts: number;
  readonly token: string;
};

export interface WorkQueue {
  /** Insert a delivery and its work row (queue `delivery`, key `<guid>:<sha256>`) in one transaction; false when the pair is known. */
  accept(delivery: Delivery): Promise<{ readonly fresh: boolean }>;
  /** The body of an accepted delivery, null once retention removed it. */
  delivery(key: string): Promise<Delivery | null>;
  /** Ask for work on a key: latest payload wins, want + 1, attempts 0, due at the earlier of old and new `runAt` (epoch ms, default now). Clears `last_error`. */
  request(queue: string, key: string, payload: JsonValue, runAt?: number): Promise<void>;
  /** Lease up to `limit` due rows of these queues, oldest first. */
  claim(limit: number, queues: readonly string[]): Promise<readonly WorkItem[]>;
  /** Extend the lease; throws Fault LEASE_LOST when another worker has it. */
  renew(item: WorkItem): Promise<void>;
  /** Done up to `item.want`; `again` (epoch ms) reschedules a cron key. Throws LEASE_LOST when the lease is gone. */
  finish(item: WorkItem, again?: number): Promise<void>;
  /** Back off, or dead-letter after `maxAttempts` unless newer work was asked for or `cron` is set. Token-fenced like finish. */
  fail(item: WorkItem, error: string, options?: { readonly cron?: boolean }): Promise<void>;
  /** Rows given up, newest first. */
  dead(): Promise<readonly { readonly queue: string; readonly key: string; readonly error: string }[]>;
  /** Rows waiting or running now. */
  pending(): Promise<number>;
  /** Epoch ms of the next due row of these queues, null when there is none. */
  nextDue(queues: readonly string[]): Promise<number | null>;
  /** Called after each accept or request in this process. Returns the unsubscriber. */
  onWork(listener: () => void): () => void;
  /** Remove deliveries older than `before` (epoch ms) whose work is done. */
  expire(before: number): Promise<number>;
}
