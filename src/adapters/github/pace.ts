// Our own pace of calls per installation: Octokit's default spends a second per write and per GraphQL query. Used by clients.ts.
import { setTimeout as wait } from 'node:timers/promises';
import { Fault } from '../../model/failure.ts';

/** The part of a limiter group that Octokit's throttling plugin calls. */
export type Lanes = {
  key(id: string): {
    schedule<Arguments extends readonly unknown[], Result>(
      options: object,
      job: (...args: Arguments) => Promise<Result>,
      ...args: Arguments
    ): Promise<Result>;
  };
};

/** One lane per installation; starts in a lane are at least `spacingMs` apart. */
export function createLanes(spacingMs: number): Lanes {
  const next = new Map<string, number>();
  return {
    key: (id) => ({
      async schedule(_options, job, ...args) {
        const now = Date.now();
        const start = Math.max(now, next.get(id) ?? 0);
        next.set(id, start + spacingMs);
        if (start > now) await wait(start - now);
        return await job(...args);
      },
    }),
  };
}

/**
 * Counts content writes against GitHub's 80 per minute and installation. Over budget it
 * throws GITHUB_UNAVAILABLE: the work table tries later, where waiting here would outlive the lease.
 */
export function createWriteBudget(perMinute: number, clock: () => number): () => void {
  let recent: readonly number[] = [];
  return () => {
    const now = clock();
    recent = recent.filter((at) => now - at < 60_000);
    if (recent.length >= perMinute)
      throw new Fault('GITHUB_UNAVAILABLE', `More than ${perMinute} writes to GitHub within a minute.`);
    recent = [...recent, now];
  };
}
