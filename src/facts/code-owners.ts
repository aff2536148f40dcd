// CODEOWNERS as a fact. Called by gather.ts.
import { LIMITS } from '../config/limits.ts';
import type { Facts } from '../model/facts.ts';
import { parseCodeOwners } from '../syntax/index.ts';
import { blobOid } from './blob-oid.ts';
import type { EntryReading } from './needs.ts';

/** `entry` null: there is no such file, so nobody owns anything. Null: it cannot be told who does. */
export function codeOwnersFact(entry: EntryReading | 'unknown' | null): Facts['code_owners'] {
  if (entry === null) return [];
  if (entry === 'unknown') return null;
  const { mode, oid, blob } = entry;
  const regular = mode === '100644' || mode === '100755';
  if (!regular || blob === null || blob.text === null || blob.truncated) return null;
  if (blob.size > LIMITS.codeOwnersBytes || blobOid(blob.text, oid) !== oid) return null;
  return parseCodeOwners(blob.text).map(({ pattern, owners }) => ({ pattern, owners }));
}
