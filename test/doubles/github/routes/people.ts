// Users, teams and who may do what in a repository.
import { findTeam, permissionOf } from '../find.ts';
import { accountJson } from '../present/accounts.ts';
import { time } from '../present/links.ts';
import { notFound, Refusal } from '../refusal.ts';
import { type Answer, ok, page, type Route, type RouteContext } from '../router.ts';
import type { Permission, Team } from '../state.ts';

const MEMBERS = { members: 'read' } as const;
const TEAM = '/orgs/{org}/teams/{team_slug}';

/** The old four words beside the five roles: maintain reads as write, triage as read. */
const COARSE: Readonly<Record<Permission, string>> = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read',
  none: 'none',
};

export const peopleRoutes: readonly Route[] = [
  { operation: 'GET /user', needs: { metadata: 'read' }, handle: me },
  { operation: `GET ${TEAM}/members`, needs: MEMBERS, handle: members },
  { operation: `GET ${TEAM}/memberships/{username}`, needs: MEMBERS, handle: membership },
  {
    operation: 'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
    needs: { metadata: 'read' },
    handle: permission,
  },
];

function me({ state, caller }: RouteContext): Answer {
  if (caller.kind !== 'user') throw new Refusal(403, 'Resource not accessible by integration');
  const unused = { bio: null, blog: null, company: null, email: null, hireable: null, location: null };
  const counts = { followers: 0, following: 0, public_gists: 0, public_repos: 0 };
  const born = time(state.clock());
  const { account } = caller;
  return ok({
    ...accountJson(state, account),
    name: account.name,
    ...unused,
    ...counts,
    created_at: born,
    updated_at: born,
  });
}

function members(context: RouteContext): Answer {
  const shown = [...team(context).members].map((who) => accountJson(context.state, who));
  return page(context, shown);
}

function membership(context: RouteContext): Answer {
  const { state, params, url } = context;
  const who = state.accounts.get((params['username'] ?? '').toLowerCase());
  if (who === undefined || !team(context).members.has(who)) throw notFound();
  return ok({ role: 'member', state: 'active', url });
}

function permission({ state, repository, params }: RouteContext): Answer {
  const who = state.accounts.get((params['username'] ?? '').toLowerCase());
  if (who === undefined) throw new Refusal(404, `${params['username']} is not a user`);
  const level = permissionOf(repository, who);
  return ok({
    permission: COARSE[level],
    role_name: level,
    user: { ...accountJson(state, who), role_name: level },
  });
}

function team({ state, params }: RouteContext): Team {
  const found = findTeam(state, params['org'] ?? '', params['team_slug'] ?? '');
  if (found === undefined) throw notFound();
  return found;
}
