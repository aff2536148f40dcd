// Port: what GitHub does not keep for us. Sticky per pull request: it survives rebase, force-push and reopen.
import type { Account } from '../model/facts.ts';
import type { Evidence } from '../model/decision.ts';

export type PullKey = { readonly repositoryId: number; readonly number: number };

/** Union of everything seen so far; entries are never removed by a push. */
export type PullMemoryRecord = {
  readonly pushers: readonly Account[];
  /** Logins that asked an agent, or triggered an event on its behalf. */
  readonly requesters: readonly string[];
  /** Agent evidence seen on any commit or text of this pull request. */
  readonly agentEvidence: readonly Evidence[];
};

export interface PullMemory {
  recall(pull: PullKey): Promise<PullMemoryRecord>;
  /** Add to the union; idempotent. */
  remember(pull: PullKey, record: Partial<PullMemoryRecord>): Promise<void>;
  /** Has a policy at this source (`owner/repo:path`) ever been read? A floor once seen and now unreadable refuses. */
  policySeen(source: string): Promise<boolean>;
  rememberPolicy(source: string): Promise<void>;
}
