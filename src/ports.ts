// Everything the flow touches outside itself, as one value. Built once by server.ts; the command line needs none of it.
import type { FactCaches, PullMemory, Repository, RepositoryHost } from './facts/index.ts';
import type { GrantStore } from './grants/index.ts';
import type { LedgerStore } from './ledger/index.ts';
import type { EvaluationStore } from './model/evaluation-store.ts';
import type { Publisher } from './report/index.ts';
import type { IamPort, KeySource, SessionIds, SessionStore, StsPort } from './sessions/index.ts';
import type { ReadFiles } from './steps/read-diff.ts';

export type Ports = {
  readonly host: RepositoryHost;
  readonly memory: PullMemory;
  readonly caches: FactCaches;
  readonly readers: ReadFiles;
  readonly evaluations: EvaluationStore;
  readonly ledger: LedgerStore;
  readonly publisher: Publisher;
  /** A warning for the card when the required check of a branch is not pinned to this App; null when it is, or not known yet. */
  readonly pinNotice: (repository: Repository, branch: string) => string | null;
  readonly grants: GrantStore;
  readonly grantId: () => string;
  readonly sessions: SessionStore;
  readonly sts: StsPort;
  readonly iam: IamPort;
  readonly keys: KeySource;
  readonly ids: SessionIds;
  /** Trusted issuers of workflow tokens. */
  readonly issuers: readonly string[];
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly orgPolicy: string;
  readonly publicUrl: string | null;
};
