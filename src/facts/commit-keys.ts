// The keys of signed commits, for policies that know agents by them. Used by gather.ts.
import type { CommitFact } from '../model/facts.ts';
import type { CommitReading } from './needs.ts';

/** Only of signatures that hold. The host's own key says that the host made a commit, and of nobody that they did. */
export function withKeys(
  commits: readonly CommitFact[],
  readings: readonly CommitReading[],
): readonly CommitFact[] {
  const keys = new Map(
    readings.flatMap(({ sha, key, verified, signedByHost }) =>
      key !== null && verified && !signedByHost ? [[sha, key]] : [],
    ),
  );
  return commits.map((commit) => {
    const key = keys.get(commit.sha);
    return key === undefined || !commit.verified ? commit : { ...commit, key };
  });
}
