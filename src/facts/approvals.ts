// Reviews, and what is known of the rights of those who gave them or set a label. Used by gather.ts.
import { PERMISSIONS } from '../model/facts.ts';
import type { Facts, Permission, ReviewFact } from '../model/facts.ts';
import type { PullReading, ReviewReading } from './needs.ts';

type Permissions = Facts['permissions'];

/**
 * Reviews as the decision reads them. A review without an author (deleted account) is nobody's. One given before the
 * base last changed was given on another diff: it stands on no commit, so an approval no longer counts.
 */
export function reviewFacts(
  reviews: readonly ReviewReading[],
  lastBaseChange: string | null,
): readonly ReviewFact[] {
  return reviews.flatMap((review) =>
    review.user === null
      ? []
      : [
          {
            user: review.user,
            state: review.state,
            commit_id: isOutdated(review, lastBaseChange) ? '' : (review.commit ?? ''),
            submitted_at: review.submittedAt,
          },
        ],
  );
}

/** The host's times have seconds: a review of the same second may have come before the change. */
function isOutdated({ submittedAt }: ReviewReading, lastBaseChange: string | null): boolean {
  if (lastBaseChange === null) return false;
  return !(Date.parse(submittedAt ?? '') > Date.parse(lastBaseChange));
}

/** People whose rights no review tells: who set a label, and whom the policy names. */
export function unknownUsers(
  pull: PullReading,
  needs: { readonly users: readonly string[]; readonly levels?: boolean },
): readonly string[] {
  const reviewers = pull.reviews.flatMap(({ user }) => (user?.type === 'User' ? [user.login] : []));
  const named = needs.levels === true ? [...needs.users, ...reviewers] : needs.users;
  const told = new Set(
    needs.levels === true ? [] : pull.reviews.map(({ user }) => user?.login.toLowerCase()),
  );
  const setters = pull.labels.flatMap(({ by }) => (by?.type === 'User' ? [by.login] : []));
  const wanted = new Map([...setters, ...named].map((login) => [login.toLowerCase(), login]));
  return [...wanted].filter(([key]) => !told.has(key)).map(([, login]) => login);
}

/** The host's own word on each reviewer ("may push now"), never more than was asked about them, and the others. */
export function permissionFacts(reviews: readonly ReviewReading[], asked: Permissions): Permissions {
  const told = reviews.flatMap(({ user, canPush }): readonly (readonly [string, Permission])[] =>
    user === null ? [] : [[user.login, lower(asked[user.login] ?? 'write', canPush ? 'admin' : 'read')]],
  );
  return { ...asked, ...Object.fromEntries(told) };
}

function lower(a: Permission, b: Permission): Permission {
  return PERMISSIONS.indexOf(a) <= PERMISSIONS.indexOf(b) ? a : b;
}
