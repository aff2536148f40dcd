// What earlier heads changed, for approvals that were given on them (`stale: change_digest`). Used by judge-pull.ts and the command line.
import { LIMITS } from '../config/limits.ts';
import { classify } from '../classify/index.ts';
import type { Gathered } from '../model/gathered.ts';
import type { Facts } from '../model/facts.ts';
import { compilePolicy, countsEarlierHeads, landscapeOf, resolveActor } from '../policy/index.ts';
import { readDiff, type ReadFiles } from './read-diff.ts';

/** Files of an earlier head against today's base; null where they cannot be read in full. */
export type ReadHead = (sha: string) => Promise<Pick<Gathered, 'files' | 'around'> | null>;

/**
 * The facts with the change digest of each commit that somebody approved besides the head. Nothing is read where no rule
 * asks. A head that cannot be read, and any beyond the limit, gets none: approvals there are stale.
 */
export async function withEarlierHeads(
  gathered: Gathered,
  ports: { readonly readHead: ReadHead; readonly readers: ReadFiles },
): Promise<Gathered> {
  const { facts, head, layers } = gathered;
  const policy = compilePolicy(layers);
  const commits = countsEarlierHeads(policy) ? approvedCommits(facts, head) : [];
  if (commits.length === 0) return gathered;
  const actor = resolveActor(policy, facts);
  const agentInvolved = actor.class !== 'human' && actor.class !== 'automation';
  const digests: [string, string][] = [];
  for (const sha of commits.slice(0, LIMITS.earlierHeads)) {
    const files = await ports.readHead(sha);
    if (files === null) continue;
    const diff = await readDiff({ ...files, readers: ports.readers });
    const digest = classify({ diff, landscape: landscapeOf(policy), agentInvolved }).changeDigest;
    if (digest !== null) digests.push([sha, digest]);
  }
  const known = { ...facts.change_digests, ...Object.fromEntries(digests) };
  return { ...gathered, facts: { ...facts, change_digests: known } };
}

/** The latest first: whoever approves again does so on a later head. */
function approvedCommits({ reviews }: Facts, head: string): readonly string[] {
  const commits = reviews.flatMap(({ state, commit_id: commit }) => (state === 'APPROVED' ? [commit] : []));
  return [...new Set(commits.toReversed())].filter(
    (commit) => commit !== '' && commit !== 'HEAD' && commit !== head,
  );
}
