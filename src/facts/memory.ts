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
  /** Each head this pull request had, with the time it was seen; of several times of one head the earliest holds. */
  readonly heads: readonly SeenHead[];
};

/** `at` is RFC 3339. */
export type SeenHead = { readonly sha: string; readonly at: string };

export type PushedCommits = {
  readonly repositoryId: number;
  readonly shas: readonly string[];
  readonly pusher: Account;
};

export type KnownPolicy = {
  /** Number of the repository that it was first read from; null: the host did not tell. */
  readonly repositoryId: number | null;
  /** As it was read last. */
  readonly lastGood: {
    /** `owner/repo@<commit sha>:<path>`. */
    readonly source: string;
    readonly text: string;
    /** Epoch milliseconds. */
    readonly readAt: number;
  } | null;
};

export interface PullMemory {
  recall(pull: PullKey): Promise<PullMemoryRecord>;
  /** Add to the union; idempotent. */
  remember(pull: PullKey, record: Partial<PullMemoryRecord>): Promise<void>;
  /** Who pushed these commits to any branch, before there was a pull request to remember it for; idempotent. */
  rememberPush(push: PushedCommits): Promise<void>;
  /** Everybody seen pushing one of these commits, in an order that does not depend on when. */
  pushersOf(repositoryId: number, shas: readonly string[]): Promise<readonly Account[]>;
  /** Agents that took part in a pull request which passed and was merged; idempotent. */
  rememberMerged(pull: PullKey, agents: readonly string[]): Promise<void>;
  /** Which of these agents had such a pull request in the repository besides this one; sorted. */
  mergedBefore(pull: PullKey, agents: readonly string[]): Promise<readonly string[]>;
  /** Numbers of the pull requests that were ever seen with this head. */
  pullsAtHead(repositoryId: number, sha: string): Promise<readonly number[]>;
  /** What earlier readings of the policy at this place (`owner/repo:path`) left; null: none was ever read. */
  policyKnown(place: string): Promise<KnownPolicy | null>;
  /** The repository stays the one that was remembered first. */
  rememberPolicy(place: string, known: KnownPolicy): Promise<void>;
  /** Was a floor, or a file that policies extend, ever read from this repository? */
  sharesPolicies(repositoryId: number): Promise<boolean>;
}

/** For a decision that must not rest on what a policy said a while ago. */
export function withoutLastGood(memory: PullMemory): PullMemory {
  return {
    ...memory,
    policyKnown: async (place) => {
      const known = await memory.policyKnown(place);
      return known === null ? null : { ...known, lastGood: null };
    },
  };
}
