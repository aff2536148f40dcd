// Is what merged what was approved? Called by issue.ts and for each earlier merge of a deployment; pure.
import { digestOf } from '../model/canonical.ts';
import { oneByOne } from '../model/alike.ts';
import { changeIdentity } from '../model/change-identity.ts';
import type { Decision } from '../model/decision.ts';

/** The governed content of one diff: of the approved head, or of first-parent(merge)..merge. */
export type GovernedContent = Pick<Decision, 'changeDigest' | 'changes' | 'unreadable'>;

export type MergeComparison =
  | { readonly kind: 'same' }
  /** `file` is the first one that differs, in path order; null where only the digest can tell. */
  | { readonly kind: 'differs'; readonly file: string | null; readonly why: string };

/** Same change digest and same governed paths, else the first file that differs. */
export function compareMerge(approved: GovernedContent, merged: GovernedContent): MergeComparison {
  const before = pathsOf(approved);
  const after = pathsOf(merged);
  const file = [...new Set([...before, ...after])]
    .toSorted()
    .find(
      (path) =>
        !before.has(path) || !after.has(path) || contentOf(approved, path) !== contentOf(merged, path),
    );
  if (file === undefined && approved.changeDigest === merged.changeDigest) return { kind: 'same' };
  if (file === undefined) return { kind: 'differs', file: null, why: 'a file that cannot be read differs' };
  return { kind: 'differs', file, why: whyOf(before.has(file), after.has(file)) };
}

/** Files that hold a change or could not be read. */
export function pathsOf({ changes, unreadable }: GovernedContent): ReadonlySet<string> {
  return new Set([...changes, ...unreadable].map(({ file }) => file));
}

function contentOf({ changes }: GovernedContent, path: string): string {
  const here = oneByOne(changes.filter(({ file }) => file === path));
  const own = here.map((change) => digestOf(changeIdentity(change)));
  return digestOf(own.toSorted());
}

function whyOf(approved: boolean, merged: boolean): string {
  if (approved && merged) return 'its content differs from what was approved';
  return approved ? 'it was approved and is not in the merge' : 'it merged and was not in what was approved';
}
