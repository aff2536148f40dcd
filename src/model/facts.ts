// The facts document `aigov.facts/1`: everything about people, checks and history that a decision may use.
// The App gathers it, the CLI reads it from a file; the decision cannot tell which. Absent (null) means unknown,
// and unknown never helps a pass. Field names are the document's own (snake_case).

import type { DeclaredFact } from './declaration.ts';
import type { Evidence } from './decision.ts';
import type { OidcClaims } from './oidc-claims.ts';

export type Account = {
  readonly login: string;
  /** GitHub's numeric id; null when unknown. */
  readonly id: number | null;
  /** `User`, `Bot`, `Organization`, `Mannequin` …; null when unknown (and then it is not a User). */
  readonly type: string | null;
};

export type CommitFact = {
  readonly sha: string;
  /** Null: GitHub matches the author's address to no account. */
  readonly author: Account | null;
  readonly committer: Account | null;
  readonly coauthors: readonly Account[];
  readonly message: string;
  readonly verified: boolean;
  /** Id or fingerprint of the key of a verified signature. Absent: not asked for, or not told. */
  readonly key?: string;
  /** `Name <address>` of author and committer as git knows them, where an agent writes it. Those of people are not kept. */
  readonly idents?: readonly string[];
};

export type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';

export type ReviewFact = {
  readonly user: Account;
  readonly state: ReviewState;
  /** Commit the review was given on. */
  readonly commit_id: string;
  /** RFC 3339. */
  readonly submitted_at: string | null;
};

export type CheckFact = {
  readonly name: string;
  readonly app_id: number | null;
  readonly head_sha: string;
  readonly status: string;
  readonly conclusion: string | null;
  /** Latest wins among runs of one name and app; null may be the latest. */
  readonly started_at: string | null;
};

/** One run of a workflow that some rule names, on the head. */
export type WorkflowRunFact = {
  /** Path of the workflow file. */
  readonly workflow: string;
  readonly run_id: number | null;
  readonly head_sha: string;
  readonly event: string;
  /**
   * The pull request whose merge with its base branch the run checked out, workflow file included. Null: it may have been
   * that of another pull request with the same head, or with another base, where the file says something else.
   */
  readonly pull_request: number | null;
  readonly status: string;
  readonly conclusion: string | null;
  /** Latest wins; null may be the latest. */
  readonly started_at: string | null;
  readonly artifacts: readonly { readonly name: string; readonly digest: string | null }[];
};

/** One deployment that has ended. */
export type DeploymentFact = {
  /** Name in the policy. */
  readonly environment: string;
  /** Of what changed there, with the environment left out: the same change has the same digest in every environment. */
  readonly change_digest: string;
  /** RFC 3339: when it ended. */
  readonly at: string | null;
  /** Anything but `success` deployed nothing. */
  readonly status: string;
};

/** From least to most. */
export const PERMISSIONS = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Permission = (typeof PERMISSIONS)[number];

export type ProvenanceFact = {
  readonly prompt_digest: string | null;
  readonly tools_digest: string | null;
  readonly plan_digest: string | null;
  readonly purpose: string | null;
  /**
   * Who signed a statement about this head, once its signature and its subject were verified: a SPIFFE id, a key, or the
   * claims of the workload's token. Never what somebody merely writes.
   */
  readonly signed_by: string | OidcClaims | null;
  /** Names of the tools in its log. Absent: the names are unknown, whatever the digest says. */
  readonly tools?: readonly string[];
};

/** Somebody broke glass, on our own page after a fresh login: never told by a label, a comment or a review. */
export type BreakGlassFact = {
  readonly by: Account;
  readonly reason: string;
  /** The head it was for. */
  readonly head: string;
  /** RFC 3339. */
  readonly at: string;
  /** Somebody else has looked at it since. */
  readonly reviewed: boolean;
};

export type Facts = {
  readonly schema: 'aigov.facts/1';
  /** RFC 3339; null: time conditions take the stricter branch. */
  readonly now: string | null;
  readonly repository: { readonly id: number | null; readonly full_name: string | null } | null;
  readonly pull_request: {
    readonly number: number | null;
    readonly title: string;
    readonly body: string;
    readonly labels: readonly { readonly name: string; readonly by: string | null }[];
    readonly draft: boolean | null;
    /** Its head branch belongs to another repository. */
    readonly fork: boolean | null;
    readonly base_branch: string | null;
    readonly head_branch: string | null;
    /** Null: class agent, assurance unknown. */
    readonly author: Account | null;
  } | null;
  /** Null: local authorship stands in and matches no GitHub user. */
  readonly commits: readonly CommitFact[] | null;
  /** Null: commit authors and committers stand in. */
  readonly pushers: readonly Account[] | null;
  /** Login of the human who asked the agent; null when unknown. */
  readonly delegator: string | null;
  readonly requesters: readonly string[];
  readonly reviews: readonly ReviewFact[];
  /** By login, as spelled by the source; compare case-insensitively. */
  readonly permissions: { readonly [login: string]: Permission };
  /** By `@org/slug`: logins of members now. A team that is not here is unknown. */
  readonly teams: { readonly [team: string]: readonly string[] };
  readonly code_owners: readonly { readonly pattern: string; readonly owners: readonly string[] }[] | null;
  /** Change digests of earlier heads, by sha: what an approval there was given on. Absent: not asked for. */
  readonly change_digests?: { readonly [sha: string]: string };
  /** Agents that took part and had a pull request merged here before, by name, where a policy asks. Absent: unknown. */
  readonly agents_seen?: readonly string[];
  /** When each commit was first seen as the head, RFC 3339 by sha, where a policy asks. Absent: unknown. */
  readonly heads_seen?: { readonly [sha: string]: string };
  /** Runs of the workflows that a policy names, where it names any. Absent: unknown. */
  readonly workflow_runs?: readonly WorkflowRunFact[];
  /** What was deployed before, where a policy asks. Absent: unknown, so nothing was. */
  readonly deployments?: readonly DeploymentFact[];
  /** Of this repository, for whichever head. Absent: not asked for, or never. */
  readonly break_glass?: readonly BreakGlassFact[];
  readonly checks: readonly CheckFact[];
  readonly provenance: ProvenanceFact | null;
  /** From the `aigov` block of the description. Absent: nothing that could bind the decision. */
  readonly declared?: DeclaredFact;
  /** Signs of an agent seen at any time before: they stay when the text that showed them is edited away. */
  readonly agent_evidence: readonly Evidence[];
  /** What could not be read in full (truncated list, 404, 502 …). Any entry refuses with FACTS_INCOMPLETE. */
  readonly incomplete: readonly { readonly what: string; readonly why: string }[];
};

/** Nothing is known: what an empty document says, and what every other one starts from. */
export const UNKNOWN_FACTS: Facts = {
  schema: 'aigov.facts/1',
  now: null,
  repository: null,
  pull_request: null,
  commits: null,
  pushers: null,
  delegator: null,
  requesters: [],
  reviews: [],
  permissions: {},
  teams: {},
  code_owners: null,
  checks: [],
  provenance: null,
  agent_evidence: [],
  incomplete: [],
};
