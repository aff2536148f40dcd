// What facts say about the people of a policy. Called by `aigov policy validate` and for edits of the policy.
import type { Account, Facts } from '../../model/facts.ts';
import type { KnownPeople } from './lint.ts';

/** `asked`: the teams that were looked for, null where the facts hold all there are. Facts without a team know of none. */
export function knownPeople(facts: Facts, asked: readonly string[] | null): KnownPeople {
  const { teams, permissions } = facts;
  return {
    teams,
    permissions,
    asked: Object.keys(teams).length === 0 ? [] : asked,
    accounts: Object.fromEntries(
      accountsIn(facts).flatMap(({ login, id, type }) =>
        id === null || type !== 'User' ? [] : [[login.toLowerCase(), id] as const],
      ),
    ),
  };
}

function accountsIn({ reviews, commits, pushers, pull_request: pull }: Facts): readonly Account[] {
  const authors = (commits ?? []).flatMap(({ author, committer }) => [author, committer]);
  return [...reviews.map(({ user }) => user), ...authors, ...(pushers ?? []), pull?.author ?? null].filter(
    (account) => account !== null,
  );
}
