// Port: what leaves the process for a pull request. Implemented in adapters/github; rendered by this stage.

export type Annotation = {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: 'notice' | 'warning' | 'failure';
  /** Finding id or resource address, at most 255 characters. */
  readonly title: string;
  readonly message: string;
};

export type CheckRunReport = {
  readonly name: 'aigov/policy' | 'aigov/chain';
  readonly headSha: string;
  readonly conclusion: 'success' | 'action_required' | 'failure' | 'neutral';
  /** The decision digest: nothing is written when it is unchanged. */
  readonly externalId: string;
  readonly detailsUrl: string | null;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  /** Any number; the adapter sends at most 50 per request and this stage never gives more. */
  readonly annotations: readonly Annotation[];
};

export type RepositoryRef = {
  readonly installationId: number;
  readonly id: number;
  readonly owner: string;
  readonly name: string;
};

export interface Publisher {
  /** Create, or update the run `existing`; returns the run's id. */
  publishCheckRun(
    repository: RepositoryRef,
    report: CheckRunReport,
    existing: number | null,
  ): Promise<number>;
  requestReviewers(
    repository: RepositoryRef,
    pull: number,
    reviewers: { readonly users: readonly string[]; readonly teams: readonly string[] },
  ): Promise<void>;
}
