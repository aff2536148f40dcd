// The review that stands for each reviewer; called once per decision.
import type { Account, ReviewFact, ReviewState } from '../../model/facts.ts';

export type Standing = {
  readonly user: Account;
  /** COMMENTED when the user never did more than comment. */
  readonly state: ReviewState;
  readonly commit: string;
  /** RFC 3339; null: nobody knows when it was given. */
  readonly at: string | null;
};

/**
 * One per person (logins compare case-insensitively), sorted by login: the latest review that is not a comment. A
 * dismissed one stands as dismissed, so it never revives an older approval.
 */
export function standingReviews(reviews: readonly ReviewFact[]): readonly Standing[] {
  const given = reviews.filter(({ state }) => state !== 'PENDING');
  const nameOf = oneNameEach(given.map(({ user }) => user));
  const byUser = Map.groupBy(given, ({ user }) => nameOf(user));
  return [...byUser.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, own]) => standing(own));
}

/** An account keeps its id under every login that it had: two logins of one id are one person, who approves once. */
function oneNameEach(users: readonly Account[]): (user: Account) => string {
  const ids = new Map<string, number>();
  const names = new Map<number, string>();
  for (const { login, id } of users) {
    if (id === null) continue;
    const name = login.toLowerCase();
    ids.set(name, id);
    names.set(id, names.get(id) ?? name);
  }
  return ({ login }) => {
    const name = login.toLowerCase();
    return names.get(ids.get(name) ?? -1) ?? name;
  };
}

function standing(own: readonly ReviewFact[]): readonly Standing[] {
  const ordered = inTime(own);
  const latest = ordered.findLast(({ state }) => state !== 'COMMENTED') ?? ordered.at(-1);
  return latest === undefined
    ? []
    : [{ user: latest.user, state: latest.state, commit: latest.commit_id, at: latest.submitted_at }];
}

/** By time where every review has one, else as listed: the host lists reviews in the order they were given. */
function inTime(own: readonly ReviewFact[]): readonly ReviewFact[] {
  const times = own.map(({ submitted_at }) => Date.parse(submitted_at ?? ''));
  if (times.some(Number.isNaN)) return own;
  return own
    .map((review, index) => ({ review, time: times[index] ?? 0 }))
    .toSorted((a, b) => a.time - b.time)
    .map(({ review }) => review);
}
