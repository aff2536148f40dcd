// Which job of the base is which in the head; called by `workflow-parts`.
import { canonicalJson } from '../../model/canonical.ts';
import { toValue } from '../../syntax/index.ts';
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import type { Pair } from '../pair.ts';
import { member } from '../tree.ts';
import { isGrown } from './grown-job.ts';

/**
 * By their id, and of those left by equal content, by an id that differs in nothing but how its words are joined, and by content
 * that has only grown: such a job was given another id, and is compared as one that kept it.
 */
export function pairJobs({ before, after }: Pair<SyntaxNode>): readonly Pair<SyntaxEntry>[] {
  const [old, now] = [jobsOf(before), jobsOf(after)];
  const partners = new Map<SyntaxEntry, SyntaxEntry>();
  for (const pairsAmong of [pairsBy(idOf), pairsBy(contentOf), pairsBy(wordsOf), grown]) {
    const taken = new Set(partners.values());
    const left = {
      old: old.filter((job) => !taken.has(job)),
      now: now.filter((job) => !partners.has(job)),
    };
    for (const [job, partner] of pairsAmong(left)) partners.set(job, partner);
  }
  const taken = new Set(partners.values());
  return [
    ...now.map((job) => ({ before: partners.get(job) ?? null, after: job })),
    ...old.filter((job) => !taken.has(job)).map((job) => ({ before: job, after: null })),
  ];
}

function jobsOf(root: SyntaxNode | null): readonly SyntaxEntry[] {
  const jobs = root === null ? undefined : member(root, 'jobs');
  return jobs?.kind === 'map' ? jobs.entries : [];
}

/** Jobs that have no partner yet. */
type Left = { readonly old: readonly SyntaxEntry[]; readonly now: readonly SyntaxEntry[] };
type Pairs = readonly (readonly [now: SyntaxEntry, old: SyntaxEntry])[];

/** Of several that are alike, in their order. */
function pairsBy(keyOf: (job: SyntaxEntry) => string): (left: Left) => Pairs {
  return ({ old, now }) => {
    if (old.length === 0 || now.length === 0) return [];
    const open = Map.groupBy(old, keyOf);
    return now.flatMap((job) => {
      const partner = open.get(keyOf(job))?.shift();
      return partner === undefined ? [] : [[job, partner] as const];
    });
  };
}

function idOf({ key }: SyntaxEntry): string {
  return key;
}

function contentOf({ value }: SyntaxEntry): string {
  return canonicalJson(toValue(value));
}

/** `build-image` and `build_image` are one name to people. */
function wordsOf({ key }: SyntaxEntry): string {
  return key.toLowerCase().replaceAll(/[-_]+/g, '-');
}

/** Each is asked about each: of more than people write, none. */
const MOST_LEFT = 40;

function grown({ old, now }: Left): Pairs {
  if (old.length > MOST_LEFT || now.length > MOST_LEFT) return [];
  const open = [...old];
  return now.flatMap((job) => {
    const at = open.findIndex((one) => isGrown(one.value, job.value));
    const [partner] = at === -1 ? [] : open.splice(at, 1);
    return partner === undefined ? [] : [[job, partner] as const];
  });
}
