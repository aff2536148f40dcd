// Everything one evaluation needs, gathered once: the input of the pure part of the pipeline.
import type { Account, Facts } from './facts.ts';
import type { FileChange, FileSide } from './files.ts';
import type { PolicyLayers } from './policy-source.ts';

/** `gap` says why these are not all: then a change may take effect anywhere. Null: all are here. */
export type Around = { readonly files: readonly FileSide[]; readonly gap: string | null };

/** Which further unchanged files matter, as the contents of those read so far tell; null: none. */
export type WantsBeyond = (
  read: Pick<Gathered, 'files'> & { readonly around: readonly FileSide[] },
) => ((path: string) => boolean) | null;

export type Gathered = {
  /** Tip of the base branch. */
  readonly base: string;
  readonly mergeBase: string;
  readonly head: string;
  readonly layers: PolicyLayers;
  readonly facts: Facts;
  readonly files: readonly FileChange[];
  /** Files at the base tip that the change leaves alone and that tell what a change means: callers of a module, overlays of a base. */
  readonly around: Around;
  readonly pull: {
    readonly state: 'open' | 'closed' | 'merged';
    readonly mergeSha: string | null;
    /** RFC 3339; null while not merged. */
    readonly mergedAt: string | null;
    /** Account that merged; null while not merged, and where the host does not tell. */
    readonly mergedBy: Account | null;
    /** Name of the branch it merges into. */
    readonly baseBranch: string | null;
    readonly requestedReviewers: readonly string[];
    /** Numbers of the other open pull requests of this repository with the same head: a check run speaks for them all. */
    readonly siblings: readonly number[];
    /** Our check run on this head, if one exists: its id and external_id. */
    readonly checkRun: { readonly id: number; readonly externalId: string } | null;
  };
};

/** A change that no host knows of: open, and nobody was asked. */
export const NO_PULL: Gathered['pull'] = {
  state: 'open',
  mergeSha: null,
  mergedAt: null,
  mergedBy: null,
  baseBranch: null,
  requestedReviewers: [],
  siblings: [],
  checkRun: null,
};
