// Everything the fake GitHub knows, as plain records. Mutated by the actions, read by REST, GraphQL and webhooks.
import type { ObjectStore } from './objects.ts';

export type Account = {
  readonly id: number;
  readonly login: string;
  readonly type: 'User' | 'Bot' | 'Organization';
  readonly name: string;
  readonly email: string;
};

export type Permission = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';

export type Team = {
  readonly id: number;
  readonly org: Account;
  readonly slug: string;
  readonly members: Set<Account>;
};

export type App = {
  readonly id: number;
  readonly slug: string;
  readonly owner: Account;
  /** Shown as author of what the app does. */
  readonly bot: Account;
  readonly publicKeyPem: string | null;
  readonly privateKeyPem: string | null;
  readonly webhookSecret: string;
  /** Null: nothing is sent yet. */
  webhookUrl: string | null;
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
  /** Null: every event. */
  readonly events: readonly string[] | null;
  readonly createdAt: Date;
};

export type Installation = {
  readonly id: number;
  readonly app: App;
  readonly account: Account;
  /** Null: all repositories of the account. */
  readonly repositories: ReadonlySet<number> | null;
  readonly createdAt: Date;
};

export type Token =
  | {
      readonly kind: 'installation';
      readonly installation: Installation;
      readonly repositoryIds: readonly number[] | null;
      readonly permissions: Readonly<Record<string, string>>;
      readonly expiresAt: Date;
    }
  | { readonly kind: 'user'; readonly account: Account };

export type Review = {
  readonly id: number;
  readonly user: Account;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';
  readonly body: string;
  readonly commitId: string;
  readonly submittedAt: Date;
};

export type Label = { readonly id: number; readonly name: string };

export type TimelineEvent =
  | { readonly kind: 'labeled'; readonly actor: Account; readonly label: Label; readonly at: Date }
  | {
      readonly kind: 'force-pushed' | 'base-changed' | 'base-force-pushed';
      readonly actor: Account;
      readonly at: Date;
    };

export type Pull = {
  readonly id: number;
  readonly number: number;
  readonly author: Account;
  readonly headRepository: Repository;
  readonly headRef: string;
  readonly createdAt: Date;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  draft: boolean;
  baseRef: string;
  headSha: string;
  /** Tip of the base branch when the pull request was last pushed to; frozen at the merge. */
  baseSha: string;
  updatedAt: Date;
  closedAt: Date | null;
  merge: { readonly sha: string; readonly by: Account; readonly at: Date } | null;
  readonly labels: Set<Label>;
  readonly assignees: readonly Account[];
  readonly requestedReviewers: Set<Account>;
  readonly requestedTeams: Set<Team>;
  readonly reviews: Review[];
  readonly timeline: TimelineEvent[];
};

export type CheckStatus = 'queued' | 'in_progress' | 'completed';
export type Conclusion =
  | 'action_required'
  | 'cancelled'
  | 'failure'
  | 'neutral'
  | 'success'
  | 'skipped'
  | 'stale'
  | 'timed_out';

export type Annotation = {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title?: string;
  readonly raw_details?: string;
};

export type CheckRun = {
  readonly id: number;
  readonly app: App;
  readonly suiteId: number;
  readonly headSha: string;
  readonly startedAt: Date;
  name: string;
  status: CheckStatus;
  conclusion: Conclusion | null;
  completedAt: Date | null;
  detailsUrl: string | null;
  externalId: string;
  output: { readonly title: string | null; readonly summary: string | null; readonly text: string | null };
  /** Updates append. */
  readonly annotations: Annotation[];
};

export type WorkflowRun = {
  readonly id: number;
  readonly workflowId: number;
  readonly suiteId: number;
  readonly path: string;
  readonly event: string;
  readonly headBranch: string;
  readonly headSha: string;
  readonly actor: Account;
  readonly runNumber: number;
  readonly runAttempt: number;
  readonly createdAt: Date;
  status: CheckStatus;
  conclusion: Conclusion | null;
  updatedAt: Date;
  /** Names of what it uploaded. */
  artifacts: readonly string[];
};

export type Ruleset = {
  readonly id: number;
  readonly name: string;
  /** Branch name it protects. */
  readonly branch: string;
  /** `integrationId` null: any app may satisfy the check. */
  readonly requiredChecks: readonly { readonly context: string; readonly integrationId: number | null }[];
};

export type Repository = {
  readonly id: number;
  readonly name: string;
  readonly fullName: string;
  readonly owner: Account;
  readonly private: boolean;
  readonly parent: Repository | null;
  readonly defaultBranch: string;
  readonly store: ObjectStore;
  /** Branch name to commit. */
  readonly branches: Map<string, string>;
  readonly collaborators: Map<Account, Permission>;
  readonly teams: Map<Team, Permission>;
  readonly pulls: Map<number, Pull>;
  readonly checkRuns: Map<number, CheckRun>;
  readonly suites: Map<string, number>;
  readonly workflowRuns: Map<number, WorkflowRun>;
  readonly rulesets: Ruleset[];
  readonly labels: Map<string, Label>;
  readonly createdAt: Date;
};

/** One webhook delivery, kept for `/app/hook/deliveries`. A redelivery is a further record with the same `guid`. */
export type Delivery = {
  readonly id: number;
  readonly guid: string;
  readonly app: App;
  readonly installation: Installation;
  readonly repositoryId: number | null;
  readonly event: string;
  readonly action: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly redelivery: boolean;
  readonly deliveredAt: Date;
  /** 0 until answered, and when nobody answered. */
  statusCode: number;
  /** GitHub's word for the outcome, `OK` for any 2xx. */
  status: string;
};

export type State = {
  readonly url: string;
  readonly clock: () => Date;
  readonly nextId: () => number;
  readonly accounts: Map<string, Account>;
  readonly teams: Set<Team>;
  readonly repositories: Map<number, Repository>;
  readonly apps: Map<number, App>;
  readonly installations: Map<number, Installation>;
  readonly tokens: Map<string, Token>;
  /** Set-up codes of the manifest flow. */
  readonly manifestCodes: Map<string, App>;
  readonly deliveries: Delivery[];
  /** Sends to every app that listens; set by the webhook sender. */
  readonly emit: (event: Emission) => void;
  /** Sends again under the same GUID. */
  readonly redeliver: (delivery: Delivery) => void;
};

export type Emission = {
  readonly event: string;
  readonly action: string | null;
  readonly repository: Repository | null;
  readonly sender: Account;
  /** Only to this installation; otherwise to each that sees the repository. */
  readonly installation?: Installation;
  readonly body: Readonly<Record<string, unknown>>;
};
