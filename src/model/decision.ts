// The decision document `aigov.decision/1`: one object for CLI, API, check run, page and ledger.
import type { Change, Finding, Unreadable } from './change.ts';
import type { ActorClass, Assurance, Mode, Outcome, Tier } from './words.ts';

/** Reason codes by the outcome an unsatisfied one forces. docs/troubleshooting.md explains each in a line. */
export const BLOCKING_CODES = [
  'DENIED',
  'AGENT_ENVIRONMENT',
  'AGENT_KIND',
  'AGENT_ADVISORY',
  'AGENT_EXPIRED',
  'TOOL_NOT_ALLOWED',
  'UNKNOWN_BOT',
  'POLICY_INVALID',
  'FLOOR_UNAVAILABLE',
  'FACTS_INCOMPLETE',
  'KEY_NOT_SUPPORTED',
  'UNREADABLE_REFUSED',
] as const;
export const REVIEW_CODES = [
  'APPROVALS_MISSING',
  'APPROVERS_TOO_FEW',
  'CHANGES_REQUESTED',
  'CHECK_MISSING',
  'CHECK_PENDING',
  'CHECK_FAILED',
  'PROVENANCE_MISSING',
  'ASSURANCE_LOW',
  'NOT_DEPLOYED_YET',
  'SCOPE_DOES_NOT_FIT',
  'UNREADABLE',
] as const;
export type ReasonCode = (typeof BLOCKING_CODES)[number] | (typeof REVIEW_CODES)[number];

export const IGNORED_WHY = [
  'author',
  'committer',
  'coauthor',
  'pusher',
  'delegator',
  'requester',
  'agent',
  'not_user',
  'no_write',
  'not_in_team',
  'stale_head',
  'not_approved',
  'dismissed',
] as const;
export type IgnoredWhy = (typeof IGNORED_WHY)[number];

export type Reason = {
  readonly code: ReasonCode;
  /** Rule id of the policy; `baseline`, `owners`, `actors` … for the built-in ones. A floor rule is `floor/<id>`. */
  readonly rule: string;
  readonly satisfied: boolean;
  readonly fixable_by: 'agent' | 'human' | 'either';
  readonly need?: {
    readonly count?: number;
    readonly from?: readonly string[];
    readonly check?: { readonly name: string; readonly app_id: number | null };
    readonly [key: string]: unknown;
  };
  readonly have?: {
    readonly counted?: readonly string[];
    readonly ignored?: readonly { readonly login: string; readonly why: IgnoredWhy }[];
    readonly [key: string]: unknown;
  };
  /** The changes this reason is about, by file, first line and address; absent when none in particular. */
  readonly at?: readonly { readonly path: string; readonly line: number; readonly address: string }[];
  /** One sentence: what is missing and why. Plain text, never taken from the PR unescaped. */
  readonly message: string;
  /** One sentence: what to do. */
  readonly remediation: string;
};

export type Evidence = {
  /** e.g. `github-id`, `branch-prefix`, `trailer`, `default`. */
  readonly signal: string;
  readonly value: string;
  readonly strength: 'A' | 'B' | 'C' | 'D' | '-';
};

export type Actor = {
  readonly class: ActorClass;
  readonly assurance: Assurance;
  /** Ids of the agents (policy names first, registry names otherwise), sorted. */
  readonly agents: readonly string[];
  readonly delegator: string | null;
  readonly evidence: readonly Evidence[];
};

/** A change as the document shows it: `Change` without the fields that serve only inside. */
export type DecisionChange = Omit<Change, 'previousFile' | 'opaque' | 'runIn'>;

export type Decision = {
  readonly schema: 'aigov.decision/1';
  readonly outcome: Outcome;
  readonly mode: Mode;
  readonly tier: Tier;
  /** Base tip (App and CLI): the commit the policy was read at; the diff is merge-base..head. */
  readonly base: string;
  readonly head: string;
  readonly policy: {
    readonly source: string | null;
    readonly sha256: string | null;
    /** Files that it names (`policies`); absent where it names none. Null: one could not be read. */
    readonly files?: readonly { readonly path: string; readonly sha256: string | null }[];
    readonly floor: {
      readonly source: string;
      readonly sha256: string;
      readonly files?: readonly { readonly path: string; readonly sha256: string | null }[];
    } | null;
    /** What floor and repository extend, in the order of rank. Absent where they extend nothing. */
    readonly layers?: readonly { readonly source: string; readonly sha256: string }[];
    /** Texts among these that could not be read now and stood there lately. Absent where there are none. */
    readonly lastGood?: readonly {
      readonly source: string;
      /** RFC 3339. */
      readonly readAt: string;
      readonly why: string;
    }[];
  };
  readonly actor: Actor;
  readonly changes: readonly DecisionChange[];
  readonly findings: readonly Finding[];
  readonly unreadable: readonly Unreadable[];
  readonly reasons: readonly Reason[];
  /** What rules in `mode: observe` would say: it has no part in the outcome. Absent where no such rule matches. */
  readonly observed?: readonly Reason[];
  /** Exceptions in force, shown to readers. */
  readonly exceptions: readonly {
    readonly finding: string;
    readonly address: string;
    readonly reason: string;
    readonly by: string;
    readonly expires: string;
  }[];
  /** Somebody broke glass for this head. Absent where nobody did. */
  readonly breakGlass?: {
    readonly by: string;
    readonly reason: string;
    /** RFC 3339, all times here; null where it is refused. */
    readonly at: string;
    readonly until: string | null;
    readonly reviewBy: string | null;
    /** Why it opens nothing; null: it is in force. */
    readonly refused: string | null;
    /** Rules that it opened. */
    readonly opens: readonly string[];
  };
  readonly retryable: boolean;
  readonly changeDigest: string;
  readonly decisionDigest: string;
};
