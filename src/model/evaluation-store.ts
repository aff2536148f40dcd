// Port: the last decision of each pull request and what of it is visible on GitHub. Used by pipeline.ts, implemented in adapters/store.
import type { Decision } from './decision.ts';

export type EvaluationRecord = {
  readonly repositoryId: number;
  readonly pull: number;
  readonly head: string;
  readonly decision: Decision;
  /** Digests under which the ledger store holds the facts, the diff and the policy layers. */
  readonly evidence: { readonly facts: string; readonly diff: string; readonly policy: string };
  readonly checkRunId: number | null;
  /** Decision digest that the check run shows, null before the first. */
  readonly publishedDigest: string | null;
  /** Canonical JSON of the reviewers last requested. */
  readonly requestedReviewers: string | null;
  readonly at: number;
};

export interface EvaluationStore {
  latest(repositoryId: number, pull: number): Promise<EvaluationRecord | null>;
  forHead(repositoryId: number, pull: number, head: string): Promise<EvaluationRecord | null>;
  save(record: EvaluationRecord): Promise<void>;
  /** Pull requests believed open, for the sweep. */
  openPulls(): Promise<
    readonly {
      readonly repositoryId: number;
      readonly installationId: number;
      readonly owner: string;
      readonly name: string;
      readonly pull: number;
    }[]
  >;
  markPull(
    pull: {
      readonly repositoryId: number;
      readonly installationId: number;
      readonly owner: string;
      readonly name: string;
      readonly pull: number;
    },
    state: 'open' | 'closed',
  ): Promise<void>;
}
