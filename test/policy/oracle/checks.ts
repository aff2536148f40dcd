// Has a check succeeded? Asked by the judge for each that a rule names, and for what Cedar policies see.
import type { CheckFact } from '../../../src/model/facts.ts';

/** Null: the latest run succeeded, and so did all that began with it. */
export function checkCode(runs: readonly CheckFact[]): string | null {
  const times = runs.flatMap(({ started_at }) => started_at ?? []).toSorted();
  const latest = runs.filter(({ started_at }) => started_at === null || started_at === times.at(-1));
  if (latest.length === 0) return 'CHECK_MISSING';
  if (latest.some(({ status, conclusion }) => status === 'completed' && conclusion !== 'success'))
    return 'CHECK_FAILED';
  return latest.every(({ status }) => status === 'completed') ? null : 'CHECK_PENDING';
}
