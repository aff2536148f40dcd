// The content of a whole file as one attribute, where nothing else is said of it; used by formats/ and classify/.
import type { Attribute, FileFact } from './change.ts';

/** Git object ids stand for the content, so that the change digest binds it. */
export function blobAttribute({ status, blob, previousBlob }: FileFact): Attribute {
  const after = status === 'removed' ? null : blob;
  return { path: 'blob', line: null, before: previousBlob, after, sensitive: false };
}
