// The review that stands for each reviewer; called once per decision.
import type { Account, ReviewFact, ReviewState } from '../model/facts.ts';

export type Standing = {
  readonly user: Account;
  /** COMMENTED when the user never did more than comment. */
  readonly state: ReviewState;
  readonly commit: string;
  /** RFC 3339; null: nobody knows when it was given. */
  readonly at: string | null;
};

/**
 * One per user (logins compare case-insensitively), sorted by login: the latest review that is not a comment. A
 * dismissed one stands as dismissed, so it never revives an older approval.
 */
export function standingReviews(reviews: readonly ReviewFact[]): readonly Standing[] {
  const byUser = Map.groupBy(
    reviews.filter(({ state }) => state !== 'PENDING'),
    ({ user }) => user.login.toLowerCase(),
  );
  return [...byUser.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, own]) => standing(own));
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
