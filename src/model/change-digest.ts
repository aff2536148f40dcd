// The identity of what changes: the same for the same changes, whoever wrote them and wherever the lines moved.
import { oneByOne } from './alike.ts';
import { digestOf } from './canonical.ts';
import { changeIdentity } from './change-identity.ts';
import type { Change, Classified } from './change.ts';
import { sortChanges } from './document-order.ts';
import type { JsonValue } from './json.ts';
import { SENSITIVE } from './words.ts';

/**
 * All changes' seven fields, and the blob ids of the files whose content is not understood or not shown. Null where they hold
 * what canonical JSON cannot carry, as half a surrogate pair: no decision can be made of such changes.
 */
export function changeDigest(content: Pick<Classified, 'changes' | 'unreadable' | 'files'>): string | null {
  try {
    const changes = sortChanges(oneByOne(content.changes)).map(changeIdentity);
    return digestOf({ changes, blobs: unseenBlobs(content) });
  } catch {
    return null;
  }
}

/**
 * Two secrets look alike, and one must not be exchanged for the other: with a masked value, or a text in which only a part
 * is masked, every changed file of its format counts, since the value may stand in another one (variables, overrides,
 * callers of a module). Sorted.
 */
export function unseenBlobs({
  changes,
  unreadable,
  files,
}: {
  readonly changes: readonly Change[];
  readonly unreadable: readonly { readonly file: string }[];
  readonly files: Classified['files'];
}): readonly string[] {
  const masked = changes.filter(hidesValue);
  const unclear = new Set([
    ...unreadable.map(({ file }) => file),
    ...changes.filter(({ opaque }) => opaque).map(({ file }) => file),
    ...masked.map(({ file }) => file),
  ]);
  const hiding = new Set(masked.map(({ format }) => format));
  return files
    .filter(({ path, format }) => unclear.has(path) || (format !== null && hiding.has(format)))
    .map(({ blob }) => blob)
    .toSorted();
}

function hidesValue({ attributes }: Change): boolean {
  return attributes.some(({ sensitive, before, after }) => sensitive || isMasked(before) || isMasked(after));
}

/** Whoever writes the mark out himself only makes the digest see more. */
function isMasked(value: JsonValue): boolean {
  if (typeof value === 'string') return value.includes(SENSITIVE);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(isMasked);
  const members = value as Readonly<Record<string, JsonValue>>;
  for (const key in members) if (key.includes(SENSITIVE) || isMasked(members[key] ?? null)) return true;
  return false;
}
