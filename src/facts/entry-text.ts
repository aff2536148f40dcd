// The text of one tree entry, or why it is none. Used by policy-file.ts and policy-parts.ts.
import { blobOid } from './blob-oid.ts';
import type { EntryReading } from './needs.ts';

const REGULAR = new Set(['100644', '100755']);
const KINDS: { readonly [mode: string]: string } = {
  '120000': 'a symlink',
  '160000': 'a submodule',
  '040000': 'a directory',
};

export type EntryText =
  | { readonly kind: 'file'; readonly text: string }
  | { readonly kind: 'not-regular'; readonly why: string }
  | { readonly kind: 'unavailable'; readonly why: string };

/** All of it, as UTF-8 that hashes to the entry's id; nothing less is a text. `most` is in bytes. */
export function entryText(entry: EntryReading, most: number): EntryText {
  if (!REGULAR.has(entry.mode))
    return { kind: 'not-regular', why: `${KINDS[entry.mode] ?? 'no regular file'} stands here` };
  const why = whyUnread(entry, most);
  return why === null ? { kind: 'file', text: entry.blob?.text ?? '' } : { kind: 'unavailable', why };
}

function whyUnread({ blob, oid }: EntryReading, most: number): string | null {
  if (blob === null) return 'the host gave no content';
  if (blob.size > most) return `it has ${blob.size} bytes, at most ${most} are read`;
  if (blob.binary || blob.text === null) return 'it is binary';
  if (blob.truncated) return 'the host gave only a part of it';
  return blobOid(blob.text, oid) === oid ? null : 'it is not UTF-8 text';
}
