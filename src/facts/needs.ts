// Port: what the facts stage reads from a repository host. Implemented in adapters/github; faults are thrown as Fault.
import type { Account, CheckFact, Permission, ReviewState } from '../model/facts.ts';

export type Repository = {
  readonly installationId: number;
  readonly id: number;
  readonly owner: string;
  readonly name: string;
};

/** `ownerId` is the owner's numeric id: names can be recycled. */
export type OwnedRepository = Repository & { readonly ownerId: number };

export type PullRef = { readonly repository: Repository; readonly number: number };

/** A file of another repository, read at the tip of its default branch. */
export type FilePlace = { readonly owner: string; readonly name: string; readonly path: string };

/** One tree entry, with its content as far as the host gave it. */
export type EntryReading = {
  /** Six octal digits. */
  readonly mode: string;
  readonly oid: string;
  /** Null where the entry is no blob (submodule, directory) or its content was not given. */
  readonly blob: {
    /** Bytes. */
    readonly size: number;
    readonly binary: boolean;
    readonly truncated: boolean;
    readonly text: string | null;
  } | null;
};

/** `name` is that of the file alone. */
export type FolderEntry = { readonly name: string; readonly entry: EntryReading };

export type PolicyReading =
  | {
      readonly kind: 'entry';
      /** Names can be given away, the number of a repository cannot. Null: the host did not tell. */
      readonly repositoryId: number | null;
      readonly commit: string;
      readonly entry: EntryReading;
    }
  | { readonly kind: 'no-file'; readonly commit: string }
  /** A repository without any commit. */
  | { readonly kind: 'empty' }
  /** The host says that there is no such repository, which is also its word for "not yours to see". */
  | { readonly kind: 'not-found' }
  /** `passing`: the host gave no answer now, and may in a moment. */
  | { readonly kind: 'failed'; readonly why: string; readonly passing: boolean };

/** Who a commit names. `login` and `id` are null where the host matches the address to no account. */
export type SignerReading = {
  readonly name: string | null;
  readonly email: string | null;
  readonly login: string | null;
  readonly id: number | null;
};

export type CommitReading = {
  readonly sha: string;
  readonly message: string;
  readonly author: SignerReading | null;
  readonly committer: SignerReading | null;
  /** Author and co-authors. */
  readonly authors: readonly SignerReading[];
  readonly verified: boolean;
  /** Signed by the host itself: then it vouches for the author too, which a person's own key does not. */
  readonly signedByHost: boolean;
  /** Id or fingerprint of the key of the signature, valid or not; null: there is none, or the host does not tell. */
  readonly key: string | null;
};

export type ReviewReading = {
  readonly user: Account | null;
  readonly state: ReviewState;
  readonly commit: string | null;
  readonly submittedAt: string | null;
  readonly canPush: boolean;
};

export type PullReading = {
  readonly fullName: string;
  readonly policy: PolicyReading;
  /** Null when no floor was asked for. */
  readonly floor: PolicyReading | null;
  readonly title: string;
  readonly body: string;
  readonly state: 'open' | 'closed' | 'merged';
  readonly draft: boolean;
  readonly fork: boolean;
  readonly author: Account | null;
  readonly baseBranch: string;
  /** Tip of the base branch now; null when the branch is gone. */
  readonly baseTip: string | null;
  /** CODEOWNERS at the tip of the base branch; null: there is none; `unknown`: there is no such branch to look at. */
  readonly codeOwners: EntryReading | 'unknown' | null;
  readonly headBranch: string;
  readonly head: string;
  readonly changedFiles: number;
  /** `at` is RFC 3339. */
  readonly merge: {
    readonly sha: string;
    readonly firstParent: string | null;
    readonly at: string | null;
    /** Null: the host does not tell. */
    readonly by: Account | null;
  } | null;
  readonly labels: readonly { readonly name: string; readonly by: Account | null }[];
  /** Accounts that force-pushed the head branch. */
  readonly forcePushers: readonly Account[];
  /** Logins, and teams as `@org/slug`. */
  readonly requestedReviewers: readonly string[];
  readonly reviews: readonly ReviewReading[];
  /** RFC 3339 of the last change of the base by name or by force push; null: never. A review before it was of another diff. */
  readonly lastBaseChange: string | null;
  /** Numbers of the other open pull requests of this repository whose head is the same commit. */
  readonly siblings: readonly number[];
  readonly commits: readonly CommitReading[];
  /** Latest runs of other apps on the head. */
  readonly checks: readonly CheckFact[];
  /** Our own `aigov/policy` run on the head, the newest of them. */
  readonly ownCheck: { readonly id: number; readonly externalId: string } | null;
  /** Null: not read this time; whoever needs them asks again. */
  readonly people: PeopleReading | null;
  /** Lists that were cut short and fields that the host could not give. */
  readonly incomplete: readonly Gap[];
};

export type Gap = { readonly what: string; readonly why: string };

export type ComparedFile = {
  readonly status: 'added' | 'modified' | 'removed' | 'renamed';
  readonly path: string;
  readonly previousPath: string | null;
  /** Object id at the head, at the base for a removed file. */
  readonly oid: string;
  /** Both tree entries, where whole trees were compared; null where the host's own list tells only `oid`. */
  readonly entries: { readonly before: TreeEntry | null; readonly after: TreeEntry | null } | null;
};

export type ComparedCommit = {
  readonly sha: string;
  readonly author: Account | null;
  readonly committer: Account | null;
};

/** The three-dot comparison of two commits: immutable. */
export type Comparison = {
  readonly mergeBase: string;
  readonly files: readonly ComparedFile[];
  /** Commits reachable from the head and not from the base. */
  readonly totalCommits: number;
  readonly commits: readonly ComparedCommit[];
};

export type TreeEntry = { readonly path: string; readonly mode: string; readonly oid: string };
export type TreeReading = { readonly entries: readonly TreeEntry[]; readonly truncated: boolean };

/**
 * `content`: a format reads it, so all of it must come. `scan`: its text is only looked over, as far as it comes along
 * without a call of its own. `entry`: mode and object id alone.
 */
export type FileNeed = 'content' | 'scan' | 'entry';
export type FileRequest = { readonly commit: string; readonly path: string; readonly need: FileNeed };

export type PeopleReading = {
  /** In the order of the request; null: no such team, or not visible. */
  readonly teams: readonly (readonly string[] | null)[];
  /** In the order of the request; null: no collaborator, or not visible. */
  readonly permissions: readonly (Permission | null)[];
};

export type PeopleRequest = {
  /** As `@org/slug`. */
  readonly teams: readonly string[];
  readonly users: readonly string[];
};

export type BundleReading = PeopleReading & {
  /** In the order of the request; null: no such path at that commit. */
  readonly files: readonly (EntryReading | null)[];
};

export type RunReading = {
  readonly id: number;
  readonly attempt: number;
  readonly headSha: string;
  readonly headBranch: string | null;
  /** Path of the workflow file. */
  readonly path: string;
  readonly event: string;
  readonly status: string | null;
  readonly conclusion: string | null;
  /** Numeric id of the account that started this attempt: whoever runs it again is another than the token's actor. */
  readonly startedBy: number | null;
};

/** One run among all of a workflow on a commit. Times are RFC 3339. */
export type ListedRun = {
  readonly id: number;
  /** Path of the workflow file. */
  readonly path: string;
  readonly headSha: string;
  readonly event: string;
  readonly status: string | null;
  readonly conclusion: string | null;
  /** When the event came that it runs for; a later attempt keeps it. */
  readonly createdAt: string;
  /** When its latest attempt started. */
  readonly startedAt: string | null;
};

export type ListedArtifact = {
  readonly name: string;
  readonly digest: string | null;
  readonly expired: boolean;
};

export interface RepositoryHost {
  readPull(request: {
    readonly pull: PullRef;
    readonly policyPath: string;
    readonly floor: FilePlace | null;
    /** Whom the decision will probably ask about. */
    readonly people: PeopleRequest;
  }): Promise<PullReading>;
  /** Null: the host knows no such pair (unrelated histories, a commit that is gone). */
  compare(request: {
    readonly repository: Repository;
    readonly base: string;
    readonly head: string;
  }): Promise<Comparison | null>;
  /** The whole tree of a commit; null when there is none. */
  readTree(request: {
    readonly repository: Repository;
    readonly commit: string;
  }): Promise<TreeReading | null>;
  /** What stands in one folder of a commit, with the content of files; null: no such folder. */
  readFolder(request: {
    readonly repository: Pick<Repository, 'installationId' | 'owner' | 'name'>;
    readonly commit: string;
    readonly path: string;
  }): Promise<readonly FolderEntry[] | null>;
  readBundle(
    request: PeopleRequest & {
      readonly repository: Repository;
      readonly files: readonly FileRequest[];
    },
  ): Promise<BundleReading>;
  /** Files of other repositories, in the order of the request, with the rights of the installation that covers `repository`. */
  readPolicies(request: {
    readonly repository: Repository;
    readonly places: readonly FilePlace[];
  }): Promise<readonly PolicyReading[]>;
  /** Bytes of a blob; null when the host has none. */
  readBlob(request: { readonly repository: Repository; readonly oid: string }): Promise<Uint8Array | null>;
  /** Parents of a commit in order; null when there is none. */
  readParents(request: {
    readonly repository: Repository;
    readonly sha: string;
  }): Promise<readonly string[] | null>;
  /** Commit at the tip of a branch now, never cached; null when there is no such branch. */
  branchTip(request: { readonly repository: Repository; readonly branch: string }): Promise<string | null>;
  /** Null: no such run. */
  workflowRun(request: {
    readonly repository: Repository;
    readonly runId: number;
  }): Promise<RunReading | null>;
  /** Runs by the event `pull_request` of the workflow at a path on a commit; empty where there is no such workflow. */
  workflowRuns(request: {
    readonly repository: Repository;
    readonly workflow: string;
    readonly headSha: string;
  }): Promise<readonly ListedRun[]>;
  artifacts(request: {
    readonly repository: Repository;
    readonly runId: number;
  }): Promise<readonly ListedArtifact[]>;
  /** Numbers of the pull requests into this repository that hold a commit, forks included. */
  pullsOfCommit(request: {
    readonly repository: Repository;
    readonly sha: string;
  }): Promise<readonly number[]>;
  /** Numbers of the open pull requests. */
  openPulls(repository: Repository): Promise<readonly number[]>;
  /** The repository and the installation that covers it; null when the App is not installed there. */
  repositoryByName(owner: string, name: string): Promise<OwnedRepository | null>;
}
