// Which runs of one thing count. Used by `require.checks` and `require.plan`.

type Run = { readonly status: string; readonly started_at: string | null };

/**
 * Runs that share the latest start time cannot be told apart: all of them count. No time sorts first, except for a run
 * that has not finished: it has not started yet, so it is newer than whatever did.
 */
export function latestOf<T extends Run>(runs: readonly T[]): readonly T[] {
  const started = ({ started_at }: Run): number => {
    const time = Date.parse(started_at ?? '');
    return Number.isNaN(time) ? -Infinity : time;
  };
  const last = runs.reduce((time, run) => Math.max(time, started(run)), -Infinity);
  return runs.filter(
    (run) => started(run) === last || (run.status !== 'completed' && started(run) === -Infinity),
  );
}
