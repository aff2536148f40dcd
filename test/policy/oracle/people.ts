// Who is who, whose review counts, and how many people there are to ask. Written from the rules about approvals.
import type { Account, Facts, ReviewFact } from '../../../src/model/facts.ts';
import { PERMISSIONS } from '../../../src/model/facts.ts';
import type { Permission } from '../../../src/model/facts.ts';
import type { Approver, Case, Stale } from './document.ts';
import { layersOf } from './document.ts';

export const sameLogin = (a: string, b: string): boolean =>
  a.replace(/^@/, '').toLowerCase() === b.replace(/^@/, '').toLowerCase();

export function permissionOf(facts: Facts, login: string): Permission | null {
  const found = Object.entries(facts.permissions).find(([name]) => sameLogin(name, login));
  return found === undefined ? null : found[1];
}

export function isAtLeast(permission: Permission | null, least: Permission): boolean {
  return permission !== null && PERMISSIONS.indexOf(permission) >= PERMISSIONS.indexOf(least);
}

export const hasWriteAccess = (facts: Facts, login: string): boolean =>
  isAtLeast(permissionOf(facts, login), 'write');

/** Null: nobody knows who is in it. */
export function teamMembers(facts: Facts, team: string): readonly string[] | null {
  const found = Object.entries(facts.teams).find(([name]) => sameLogin(name, team));
  return found === undefined ? null : found[1];
}

/** An unknown team has no known member, and an account of unknown id is nobody's who is named by one. */
export function belongsTo(facts: Facts, { login, id }: Account, group: Approver): boolean {
  if (typeof group !== 'string') return group.id === id;
  if (group.includes('/'))
    return (teamMembers(facts, group) ?? []).some((member) => sameLogin(member, login));
  return sameLogin(group, login);
}

/** Everybody who had a part in the change: they do not approve it. */
export function tookPart(question: Case, person: Account): boolean {
  const { pull_request, commits, pushers, delegator, requesters } = question.facts;
  const written = (commits ?? []).flatMap(({ author, committer, coauthors }) => [
    author,
    committer,
    ...coauthors,
  ]);
  const accounts = [pull_request?.author, ...written, ...(pushers ?? [])];
  const logins = [delegator, ...requesters];
  return (
    accounts.some(
      (each) =>
        each !== null &&
        each !== undefined &&
        (sameLogin(each.login, person.login) || (each.id !== null && each.id === person.id)),
    ) || logins.some((login) => login !== null && sameLogin(login, person.login))
  );
}

export function isListedAgent(question: Case, person: Account): boolean {
  return layersOf(question)
    .flatMap(({ policy }) => Object.values(policy.actors?.agents ?? {}))
    .some(({ identities }) => identities.some(({ github }) => github === person.id));
}

/** A machine user has an account like people have. */
export function isMachine(question: Case, person: Account): boolean {
  const automation = layersOf(question).flatMap(({ policy }) => policy.actors?.automation ?? []);
  return isListedAgent(question, person) || automation.some(({ github }) => github === person.id);
}

/** The latest review of each person that is more than a comment. */
export function standingReviews(facts: Facts): readonly ReviewFact[] {
  const latest = new Map<string, ReviewFact>();
  const moments = facts.reviews.toSorted((a, b) =>
    (a.submitted_at ?? '').localeCompare(b.submitted_at ?? ''),
  );
  for (const review of moments)
    // A comment says nothing, and a pending review has not been given.
    if (review.state !== 'COMMENTED' && review.state !== 'PENDING')
      latest.set(review.user.login.toLowerCase(), review);
  return [...latest.values()];
}

/** Approvals of people who may approve: human, with access, without a part in it, on what is to be merged. */
export function countingApprovals(
  question: Case,
  { stale, least, age }: { readonly stale: Stale; readonly least: Permission; readonly age: number },
): readonly Account[] {
  return standingReviews(question.facts)
    .filter((review) => {
      const { state, user, commit_id } = review;
      if (age > 0 && !isOldEnough(question.facts, review, age)) return false;
      const fresh = isFresh(question, commit_id, stale);
      return state === 'APPROVED' && fresh && user.type === 'User' && mayApprove(question, user, least);
    })
    .map(({ user }) => user);
}

/** Given on what is to be merged. */
export const isFresh = ({ head, headDigest, facts }: Case, commit: string, stale: Stale): boolean =>
  commit === head || (stale === 'change_digest' && facts.change_digests?.[commit] === headDigest);

/** Long enough after its commit was first seen, where both moments are known. */
function isOldEnough(
  { heads_seen }: Facts,
  { commit_id, submitted_at }: ReviewFact,
  minutes: number,
): boolean {
  const seen = heads_seen?.[commit_id];
  if (seen === undefined || submitted_at === null) return false;
  return Date.parse(submitted_at) - Date.parse(seen) >= minutes * 60_000;
}

function mayApprove(question: Case, person: Account, least: Permission): boolean {
  const permission = permissionOf(question.facts, person.login);
  return (
    isAtLeast(permission, 'write') &&
    isAtLeast(permission, least) &&
    !tookPart(question, person) &&
    !isMachine(question, person)
  );
}

/** Nothing that is known speaks against them. */
export function couldApprove(
  question: Case,
  { login, id }: { readonly login: string; readonly id: number | null },
  least: Permission,
): boolean {
  const person = { login, id, type: 'User' };
  const permission = permissionOf(question.facts, login);
  return (
    !tookPart(question, person) &&
    !isMachine(question, person) &&
    (permission === null || (isAtLeast(permission, 'write') && isAtLeast(permission, least)))
  );
}

/** A human asked for changes and has not taken it back; only one who is known to have no say is passed over. */
export function changesRequested(question: Case): boolean {
  return standingReviews(question.facts).some(
    ({ state, user }) =>
      state === 'CHANGES_REQUESTED' &&
      (user.type === 'User' || user.type === null) &&
      !isListedAgent(question, user) &&
      (permissionOf(question.facts, user.login) === null || hasWriteAccess(question.facts, user.login)),
  );
}
