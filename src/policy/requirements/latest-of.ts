// Which runs of one thing count. Used by `require.checks` and `require.plan`.

type Run = { readonly started_at: string | null };

/**
 * Runs that share the latest start time cannot be told apart: all of them count. So does one without a time, which may be
 * the latest.
 */
export function latestOf<T extends Run>(runs: readonly T[]): readonly T[] {
  const started = ({ started_at }: Run): number => Date.parse(started_at ?? '');
  const times = runs.map(started).filter((time) => !Number.isNaN(time));
  const last = times.reduce((a, b) => Math.max(a, b), -Infinity);
  return runs.filter((run) => !(started(run) < last));
}
