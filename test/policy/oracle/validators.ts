// Agents that check: whose approval a rule asks for by name, and whose objection is heard.
import { hasRole, isPast } from './actors.ts';
import type { View } from './conditions.ts';
import type { Case, Stale } from './document.ts';
import { layersAbove, layersOf } from './document.ts';
import { isFresh, standingReviews, tookPart } from './people.ts';

/** By an account that the rule's layer or one above lists. Every entry of the name must leave it the right. */
export function hasValidated(
  name: string,
  { view, stale }: { readonly view: View; readonly stale: Stale },
): boolean {
  const { question, actor } = view;
  const entries = layersOf(question).flatMap(({ policy }) => policy.actors?.agents?.[name] ?? []);
  const ownIds = layersAbove(question, view.layer)
    .flatMap(({ policy }) => policy.actors?.agents?.[name]?.identities ?? [])
    .flatMap(({ github }) => github ?? []);
  const mayWriteToo = layersOf(question)[0]?.policy.separation?.author_may_validate === true;
  return (
    entries.every(
      (limits) => hasRole(limits, 'validator') && !isPast(limits.recertify_by, question.facts.now),
    ) &&
    standingReviews(question.facts).some(
      ({ state, user, commit_id }) =>
        state === 'APPROVED' &&
        user.id !== null &&
        ownIds.includes(user.id) &&
        isFresh(question, commit_id, stale) &&
        // By whatever sign it had a part in it.
        (mayWriteToo || (!tookPart(question, user) && !actor.agents.includes(name))),
    )
  );
}

export function validatorObjects(question: Case): boolean {
  const ids = layersOf(question)
    .flatMap(({ policy }) => Object.values(policy.actors?.agents ?? {}))
    .filter((limits) => hasRole(limits, 'validator'))
    .flatMap(({ identities }) => identities.flatMap(({ github }) => github ?? []));
  return standingReviews(question.facts).some(
    ({ state, user }) => state === 'CHANGES_REQUESTED' && user.id !== null && ids.includes(user.id),
  );
}
