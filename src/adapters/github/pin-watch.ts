// Remembers whether the required check is pinned to this App, so that a check run can say so without a call of its own. Made once by server.ts.
import type { Repository } from '../../facts/needs.ts';
import { branchRules, type PinState } from './branch-rules.ts';
import type { GitHubClients } from './clients.ts';

export type PinWatch = {
  /** A warning for the card, null when the check is pinned or nobody has looked yet. Asking puts the branch on the list of `refresh`. */
  notice(repository: Repository, branch: string): string | null;
  /** Read the rules of every branch asked about that were not read for ten minutes; a failure keeps what is known. */
  refresh(): Promise<void>;
};

type Watched = {
  readonly repository: Repository;
  readonly branch: string;
  state: PinState | null;
  readAt: number;
};

const FRESH_MS = 600_000;
const MAX_WATCHED = 5_000;

export function createPinWatch(options: {
  readonly clients: GitHubClients;
  readonly appId: number;
  readonly now: () => number;
  readonly warn: (message: string) => void;
}): PinWatch {
  const watched = new Map<string, Watched>();
  const read = async (one: Watched): Promise<void> => {
    const { repository, branch } = one;
    const state = await branchRules({ ...options, repository, branch });
    const changed = state.kind !== one.state?.kind;
    one.state = state;
    one.readAt = options.now();
    const notice = noticeOf(state, branch);
    if (changed && notice !== null) options.warn(`${repository.owner}/${repository.name}: ${notice}`);
  };
  return {
    notice(repository, branch) {
      const key = JSON.stringify([repository.id, branch]);
      const known = watched.get(key);
      if (known === undefined && watched.size < MAX_WATCHED)
        watched.set(key, { repository, branch, state: null, readAt: -Infinity });
      const state = known?.state ?? null;
      return state === null ? null : noticeOf(state, branch);
    },
    async refresh() {
      const due = [...watched.values()].filter(({ readAt }) => options.now() - readAt >= FRESH_MS);
      for (const one of due)
        await read(one).catch((error: unknown) =>
          options.warn(`the rules of ${one.branch} could not be read: ${String(error)}`),
        );
    },
  };
}

function noticeOf(state: PinState, branch: string): string | null {
  switch (state.kind) {
    case 'pinned':
      return null;
    case 'not-pinned':
      return `the check aigov/policy is required on ${branch} but not pinned to this App: any workflow could post a check of that name`;
    case 'not-required':
      return `no ruleset requires the check aigov/policy on ${branch}: GitHub will merge whatever it says`;
    default:
      return state satisfies never;
  }
}
