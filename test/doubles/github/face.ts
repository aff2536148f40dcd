// The face of the double: everything a test, the demo or a benchmark can do with it. Built by start.ts.
import type { NewApp, NewInstallation } from './actions/apps.ts';
import type { NewCheckRun } from './actions/checks.ts';
import type { NewCommit } from './actions/commits.ts';
import type { MergeMethod } from './actions/merge.ts';
import type { NewPull, NewReview, PullRef } from './actions/pulls.ts';
import type { NewAccount, NewRepository, NewRuleset, NewTeam } from './actions/seed.ts';
import type { NewWorkflowRun } from './actions/workflow-runs.ts';
import type { Fault } from './faults.ts';
import type { Call } from './server.ts';
import type {
  Account,
  App,
  CheckRun,
  Conclusion,
  Delivery,
  Installation,
  Permission,
  Pull,
  Repository,
  Review,
  Ruleset,
  Team,
  WorkflowRun,
} from './state.ts';

type By = { readonly by: string };

/** Repositories are named `owner/name`, people by login, branches without `refs/heads/`. */
export interface FakeGitHub {
  /** Base address of REST; GraphQL is at `/graphql` below it. */
  readonly url: string;
  close(): Promise<void>;

  // Seeding; no webhook except `installation.created`.
  addUser(user: NewAccount): Account;
  addOrganization(login: string, id?: number): Account;
  addTeam(team: NewTeam): Team;
  addRepository(repository: NewRepository): Repository;
  addCollaborator(of: {
    readonly repo: string;
    readonly login: string;
    readonly permission: Permission;
  }): void;
  /** Protects a branch by required checks; `integrationId` pins a check to one app. */
  addRuleset(ruleset: NewRuleset): Ruleset;
  registerApp(app: NewApp): App;
  /** An app that only owns check runs; GitHub Actions (15368) is always there. */
  addForeignApp(id: number, slug: string): App;
  installApp(installation: NewInstallation): Installation;
  /** From now on the app's webhooks go here; before, none are sent. */
  setWebhookUrl(app: number, url: string | null): void;
  /** A one-time code for `POST /app-manifests/{code}/conversions`. */
  manifestCode(app: number): string;
  /** A user's own token: it sees what the user sees. */
  tokenFor(login: string): string;

  // What people and agents do; each sends the webhooks GitHub sends.
  /** Commits and pushes; returns the sha. */
  commitTo(commit: NewCommit): string;
  openPull(pull: NewPull): Pull;
  editPull(
    edit: PullRef & By & { readonly title?: string; readonly body?: string; readonly base?: string },
  ): void;
  closePull(pull: PullRef & By): void;
  reopenPull(pull: PullRef & By): void;
  markReady(pull: PullRef & By): void;
  addLabel(label: PullRef & By & { readonly label: string }): void;
  /** Throws `Refusal` 422 for the author's own approval. */
  review(review: NewReview): Review;
  dismissReview(of: PullRef & By & { readonly review: number }): void;
  /** Returns the sha of the merge; throws `Refusal` 405 while a required check is not met. */
  mergePull(merge: PullRef & By & { readonly method?: MergeMethod }): string;
  /** As any app, for instance a plan check of GitHub Actions or an impostor of ours. */
  createCheckRun(run: NewCheckRun): CheckRun;
  rerequestCheckRun(of: By & { readonly repo: string; readonly run: number }): void;
  startWorkflowRun(run: NewWorkflowRun): WorkflowRun;
  completeWorkflowRun(of: {
    readonly repo: string;
    readonly run: number;
    readonly conclusion?: Conclusion;
    /** Names of what it uploaded; default nothing. */
    readonly artifacts?: readonly string[];
  }): void;

  // What a test wants to know.
  repository(fullName: string): Repository;
  pull(repo: string, number: number): Pull;
  /** Tip of a branch; default the default branch. */
  tip(repo: string, branch?: string): string;
  /** Check runs of a commit, oldest first. */
  checkRuns(repo: string, sha: string): readonly CheckRun[];
  /** Every call that arrived, in order; empty it with `calls.length = 0`. */
  readonly calls: Call[];
  /** Every call that wrote: not GET, not GraphQL, not a token. */
  writes(): readonly Call[];
  /** Every webhook sent, in order. */
  readonly deliveries: readonly Delivery[];
  /** Differences between what was said or heard and GitHub's description; empty in a good test. */
  readonly violations: readonly string[];
  /** Resolves when every webhook has been answered. */
  settled(): Promise<void>;
  redeliver(delivery: Delivery): void;

  // What goes wrong.
  fault(fault: Fault): void;
  clearFaults(): void;
  /** Milliseconds that every call takes; default 0. */
  latencyMs: number;
}
