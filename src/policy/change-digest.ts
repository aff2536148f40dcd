// The identity of what changes: the same for the same changes, whoever wrote them and wherever the lines moved.
import { digestOf } from '../model/canonical.ts';
import type { Change, Classified } from '../model/change.ts';
import { sortChanges } from './sorting.ts';

/** DESIGN section 5: all changes' seven fields, and the blob ids of the files whose content is not understood. */
export function changeDigest({ changes, unreadable, files }: Classified): string {
  const unclear = new Set([
    ...unreadable.map(({ file }) => file),
    ...changes.filter(({ opaque }) => opaque).map(({ file }) => file),
  ]);
  const blobs = files.filter(({ path }) => unclear.has(path)).map(({ blob }) => blob);
  return digestOf({ changes: sortChanges(changes).map(identity), blobs: blobs.toSorted() });
}

function identity({
  format,
  file,
  address,
  type,
  action,
  attributes,
  environment,
}: Change): readonly unknown[] {
  return [format, file, address, type, action, attributes, environment];
}
