// What stands where a policy should be, as the policy stage wants to know it. Used by policy-layers.ts.
import { LIMITS } from '../config/limits.ts';
import { Fault } from '../model/failure.ts';
import { POLICY_PATH } from '../model/policy-source.ts';
import type { PolicyFile } from '../model/policy-source.ts';
import { entryText } from './entry-text.ts';
import type { KnownPolicy } from './memory.ts';
import type { FilePlace, PolicyReading, Repository } from './needs.ts';

/** Place of the organisation floor for one owner; null for `none`. Throws Fault CONFIG_INVALID on anything else. */
export function floorPlace(orgPolicy: string, owner: string): FilePlace | null {
  if (orgPolicy === 'none') return null;
  const match = /^([^/]+)\/([^/]+)\/\/(.+)$/.exec(orgPolicy.replaceAll('<owner>', owner));
  const [, floorOwner, name, path] = match ?? [];
  if (floorOwner === undefined || name === undefined || path === undefined)
    throw new Fault('CONFIG_INVALID', 'AIGOV_ORG_POLICY must be owner/repository//path, or none.');
  return { owner: floorOwner, name, path };
}

/** Key under which the memory knows a policy: GitHub tells paths by case, owners and repositories not. */
export function policyKey({ owner, name, path }: FilePlace): string {
  return `${owner}/${name}`.toLowerCase() + `:${path}`;
}

/** By number: a repository that took the name of another has no policy of the other's. */
export function ownPolicyKey({ id }: Repository): string {
  return `#${id}:${POLICY_PATH}`;
}

/** Where it should stand, and what is known of it. */
export type Looked = {
  readonly place: FilePlace;
  /** Null: it was never read. */
  readonly known: KnownPolicy | null;
  /** Epoch milliseconds. */
  readonly now: number;
};

/**
 * A repository's own policy file. Once seen it never becomes absent by itself: the default branch may have been pointed
 * at one that never had it, and no policy would mean to observe.
 */
export function repositoryLayer(reading: PolicyReading, at: Looked): PolicyFile {
  switch (reading.kind) {
    case 'entry':
      return fromEntry(reading, at);
    case 'no-file':
    case 'empty':
      if (at.known === null) return { kind: 'absent' };
      return unavailable(at, 'it was on the default branch before and is gone; put it back');
    case 'not-found':
      return unavailable(at, 'the host says that it does not exist');
    case 'failed':
      return lastGoodOr(reading, at);
  }
}

/**
 * The organisation floor. Once seen it never becomes absent by itself: "not found" is also the host's word for "not
 * yours to see", and a floor that vanishes must not open every repository below it.
 */
export function floorLayer(reading: PolicyReading, at: Looked): PolicyFile {
  if (reading.kind === 'entry') return fromEntry(reading, at);
  if (reading.kind === 'failed') return lastGoodOr(reading, at);
  if (at.known === null) return { kind: 'absent' };
  return unavailable(
    at,
    reading.kind === 'not-found'
      ? 'the repository was readable before and is not found now'
      : 'the file was there before and is gone; set AIGOV_ORG_POLICY to none if it was given up',
  );
}

/** A file that a policy extends: one that is not there is refused by whoever extends it, seen before or not. */
export function extendedLayer(reading: PolicyReading, at: Looked): PolicyFile {
  if (reading.kind === 'entry') return fromEntry(reading, at);
  return reading.kind === 'failed' ? lastGoodOr(reading, at) : { kind: 'absent' };
}

/** So long ago that it stands for nothing. */
const OVER = 0;

/**
 * What to remember after a reading; null: nothing new. What was read just now; or that what was read last is over, because the
 * host answered something else since: an outage after that must not bring it back. Never that something is absent.
 */
export function knownAfter(
  reading: PolicyReading,
  { file, known, now }: Pick<Looked, 'known' | 'now'> & { readonly file: PolicyFile },
): KnownPolicy | null {
  const last = known?.lastGood ?? null;
  if (reading.kind === 'failed' && reading.passing) return null;
  if (reading.kind !== 'entry' || file.kind !== 'file') {
    const isOver = known === null || last === null || last.readAt === OVER;
    return isOver ? null : { ...known, lastGood: { ...last, readAt: OVER } };
  }
  const { source, text } = file;
  const isFresh =
    last !== null &&
    last.source === source &&
    last.text === text &&
    now - last.readAt < LIMITS.lastGoodPolicyWriteMs;
  return isFresh ? null : { repositoryId: reading.repositoryId, lastGood: { source, text, readAt: now } };
}

/** The host gives no answer: what it said last stands for a while, told as that. An answer of any kind ends it. */
function lastGoodOr({ why, passing }: Extract<PolicyReading, { kind: 'failed' }>, at: Looked): PolicyFile {
  const last = at.known?.lastGood ?? null;
  if (!passing || last === null || at.now - last.readAt > LIMITS.lastGoodPolicyMs)
    return unavailable(at, why);
  const { source, text, readAt } = last;
  return { kind: 'file', source, text, lastGood: { readAt: new Date(readAt).toISOString(), why } };
}

function fromEntry(
  { entry, commit, repositoryId }: Extract<PolicyReading, { kind: 'entry' }>,
  at: Looked,
): PolicyFile {
  const pinned = at.known?.repositoryId ?? null;
  if (pinned !== null && repositoryId !== pinned)
    return unavailable(at, 'the name belongs to another repository than before');
  const source = `${at.place.owner}/${at.place.name}@${commit}:${at.place.path}`;
  const read = entryText(entry, LIMITS.policyBytes);
  return read.kind === 'unavailable' ? unavailable(at, read.why) : { ...read, source };
}

function unavailable({ place, known }: Looked, why: string): PolicyFile {
  const source = `${place.owner}/${place.name}:${place.path}`;
  return { kind: 'unavailable', source, why, seenBefore: known !== null };
}
