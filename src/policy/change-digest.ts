// The identity of what changes: the same for the same changes, whoever wrote them and wherever the lines moved.
import { digestOf } from '../model/canonical.ts';
import { changeIdentity } from '../model/change-identity.ts';
import type { Change, Classified } from '../model/change.ts';
import { sortChanges } from './sorting.ts';

/**
 * All changes' seven fields, and the blob ids of the files whose content is not understood. A file
 * with a masked value counts among those: two secrets look alike, and one must not be exchanged for the other.
 */
export function changeDigest({ changes, unreadable, files }: Classified): string {
  const unclear = new Set([
    ...unreadable.map(({ file }) => file),
    ...changes.filter(hidesContent).map(({ file }) => file),
  ]);
  const blobs = files.filter(({ path }) => unclear.has(path)).map(({ blob }) => blob);
  return digestOf({ changes: sortChanges(changes).map(changeIdentity), blobs: blobs.toSorted() });
}

function hidesContent({ opaque, attributes }: Change): boolean {
  return opaque || attributes.some(({ sensitive }) => sensitive);
}
