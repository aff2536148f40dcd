// Accounts, teams and commit people in the graph.
import { accountByEmail } from '../find.ts';
import type { Signature } from '../objects.ts';
import { nodeId, time } from '../present/links.ts';
import type { Account, State, Team } from '../state.ts';
import { connection, type Paging } from './connection.ts';
import type { Fields } from './world.ts';

/** A `User`, `Bot` or `Organization`; a bot's login has no `[bot]` here, as on GitHub. */
export function accountFields(who: Account): Fields {
  return {
    __typename: who.type,
    id: nodeId('U', who.id),
    databaseId: who.id,
    login: who.login.replace(/\[bot\]$/, ''),
    name: who.name,
    email: who.email,
    url: `https://github.com/${who.login}`,
    resourcePath: `/${who.login}`,
    avatarUrl: `https://avatars.githubusercontent.com/u/${who.id}`,
  };
}

/** Only users are linked; for a bot `user` is null, as on GitHub. */
export function gitActorFields(
  state: State,
  { name, email, date }: Pick<Signature, 'name' | 'email' | 'date'>,
): Fields {
  const who = accountByEmail(state, email);
  return {
    __typename: 'GitActor',
    name,
    email,
    date: time(new Date(date * 1000)),
    user: who?.type === 'User' ? accountFields(who) : null,
  };
}

export function teamFields(team: Team): Fields {
  return {
    __typename: 'Team',
    id: nodeId('T', team.id),
    databaseId: team.id,
    name: team.slug,
    slug: team.slug,
    combinedSlug: `${team.org.login}/${team.slug}`,
    organization: () => accountFields(team.org),
    members: (args: Paging & { readonly query?: string }) => {
      const members = [...team.members].filter(({ login }) => login.includes(args.query ?? ''));
      return connection(
        'members',
        args,
        members.map((who) => accountFields(who)),
      );
    },
  };
}
