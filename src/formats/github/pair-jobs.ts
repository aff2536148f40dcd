// Which job of the base is which in the head; called by `workflow-parts`.
import { canonicalJson } from '../../model/canonical.ts';
import { toValue } from '../../syntax/index.ts';
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import type { Pair } from '../pair.ts';
import { member } from '../tree.ts';

/** By their id, and of those left by equal content: such a job was only given another id. */
export function pairJobs({ before, after }: Pair<SyntaxNode>): readonly Pair<SyntaxEntry>[] {
  const [old, now] = [jobsOf(before), jobsOf(after)];
  const byId = new Map(old.map((job) => [job.key, job]));
  const kept = new Set(now.map(({ key }) => key));
  const left = Map.groupBy(
    old.filter(({ key }) => !kept.has(key)),
    contentOf,
  );
  const pairs = now.map((job) => ({
    before: byId.get(job.key) ?? left.get(contentOf(job))?.shift() ?? null,
    after: job,
  }));
  return [...pairs, ...[...left.values()].flat().map((job) => ({ before: job, after: null }))];
}

function jobsOf(root: SyntaxNode | null): readonly SyntaxEntry[] {
  const jobs = root === null ? undefined : member(root, 'jobs');
  return jobs?.kind === 'map' ? jobs.entries : [];
}

function contentOf({ value }: SyntaxEntry): string {
  return canonicalJson(toValue(value));
}
