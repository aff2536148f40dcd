// What stands where a policy should be, as the policy stage wants to know it. Used by gather.ts.
import { LIMITS } from '../config/limits.ts';
import { Fault } from '../model/failure.ts';
import type { PolicyFile } from '../model/policy-source.ts';
import { blobOid } from './blob-oid.ts';
import type { EntryReading, FilePlace, PolicyReading } from './needs.ts';

const REGULAR = new Set(['100644', '100755']);
const KINDS: { readonly [mode: string]: string } = {
  '120000': 'a symlink',
  '160000': 'a submodule',
  '040000': 'a directory',
};

/** Place of the organisation floor for one owner; null for `none`. Throws Fault CONFIG_INVALID on anything else. */
export function floorPlace(orgPolicy: string, owner: string): FilePlace | null {
  if (orgPolicy === 'none') return null;
  const match = /^([^/]+)\/([^/]+)\/\/(.+)$/.exec(orgPolicy.replaceAll('<owner>', owner));
  const [, floorOwner, name, path] = match ?? [];
  if (floorOwner === undefined || name === undefined || path === undefined)
    throw new Fault('CONFIG_INVALID', 'AIGOV_ORG_POLICY must be owner/repository//path, or none.');
  return { owner: floorOwner, name, path };
}

/** Key under which the memory knows a policy. */
export function policyKey(place: FilePlace): string {
  return `${place.owner}/${place.name}:${place.path}`.toLowerCase();
}

/**
 * A repository's own policy file. Once seen it never becomes absent by itself: the default branch may have been pointed
 * at one that never had it, and no policy would mean to observe.
 */
export function repositoryLayer(reading: PolicyReading, place: FilePlace, seenBefore: boolean): PolicyFile {
  switch (reading.kind) {
    case 'entry':
      return fromEntry(reading.entry, { place, commit: reading.commit, seenBefore });
    case 'no-file':
    case 'empty':
      if (!seenBefore) return { kind: 'absent' };
      return unavailable(place, {
        why: 'it was on the default branch before and is gone; put it back',
        seenBefore,
      });
    case 'not-found':
      return unavailable(place, { why: 'the host says that it does not exist', seenBefore });
    case 'failed':
      return unavailable(place, { why: reading.why, seenBefore });
  }
}

/**
 * The organisation floor. Once seen it never becomes absent by itself: "not found" is also the host's word for "not
 * yours to see", and a floor that vanishes must not open every repository below it.
 */
export function floorLayer(
  reading: PolicyReading | null,
  place: FilePlace | null,
  seenBefore: boolean,
): PolicyFile {
  if (place === null || reading === null) return { kind: 'absent' };
  if (reading.kind === 'entry')
    return fromEntry(reading.entry, { place, commit: reading.commit, seenBefore });
  if (reading.kind === 'failed') return unavailable(place, { why: reading.why, seenBefore });
  if (!seenBefore) return { kind: 'absent' };
  const why =
    reading.kind === 'not-found'
      ? 'the repository was readable before and is not found now'
      : 'the file was there before and is gone; set AIGOV_ORG_POLICY to none if it was given up';
  return unavailable(place, { why, seenBefore });
}

function fromEntry(
  entry: EntryReading,
  at: { readonly place: FilePlace; readonly commit: string; readonly seenBefore: boolean },
): PolicyFile {
  const { place, commit, seenBefore } = at;
  const source = `${place.owner}/${place.name}@${commit}:${place.path}`;
  if (!REGULAR.has(entry.mode))
    return { kind: 'not-regular', source, why: `${KINDS[entry.mode] ?? 'no regular file'} stands here` };
  const why = whyUnread(entry);
  return why === null
    ? { kind: 'file', source, text: entry.blob?.text ?? '' }
    : unavailable(place, { why, seenBefore });
}

function whyUnread({ blob, oid }: EntryReading): string | null {
  if (blob === null) return 'the host gave no content';
  if (blob.size > LIMITS.policyBytes)
    return `it has ${blob.size} bytes, at most ${LIMITS.policyBytes} are read`;
  if (blob.binary || blob.text === null) return 'it is binary';
  if (blob.truncated) return 'the host gave only a part of it';
  return blobOid(blob.text, oid) === oid ? null : 'it is not UTF-8 text';
}

function unavailable(
  place: FilePlace,
  state: { readonly why: string; readonly seenBefore: boolean },
): PolicyFile {
  return { kind: 'unavailable', source: `${place.owner}/${place.name}:${place.path}`, ...state };
}
