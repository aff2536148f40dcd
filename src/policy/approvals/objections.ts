// Requests for changes that stand. Called by `evaluate`.
import type { Reason } from '../../model/decision.ts';
import type { ListedAgent } from '../compiled.ts';
import type { Reviews } from './fill-entries.ts';
import { makeReason } from '../make-reason.ts';
import type { Standing } from './standing-reviews.ts';

/** Accounts whose objections are heard although they are no human's: of every layer, for an objection only tightens. */
export function validatorAccounts(agents: readonly ListedAgent[]): ReadonlySet<number> {
  return new Set(agents.filter(({ roles }) => roles.includes('validator')).flatMap(({ ids }) => ids));
}

/**
 * A standing objection of a human, or of a listed validator, blocks whatever its commit; one of a person without write
 * access does not, nor does one of any other bot.
 */
export function objectionReasons(
  { standing, people }: Reviews,
  validators: ReadonlySet<number>,
): readonly Reason[] {
  const isHeard = ({ user }: Standing): boolean => {
    if (user.id !== null && validators.has(user.id)) return true;
    const bot = user.type !== 'User' && user.type !== null;
    const agent = people.isAgent(user);
    return !bot && !agent && people.canWrite(user.login) !== false;
  };
  return standing
    .filter((review) => review.state === 'CHANGES_REQUESTED' && isHeard(review))
    .map(({ user: { login } }) =>
      makeReason({
        code: 'CHANGES_REQUESTED',
        rule: 'reviews',
        satisfied: false,
        have: { counted: [], ignored: [{ login, why: 'not_approved' }] },
        message: `${login} requested changes.`,
        remediation: `Resolve it with ${login}: a new review of theirs, or a dismissal, lifts this.`,
      }),
    );
}
