// The root of the graph: repositories, organisations with teams, people. Used by execute.ts.
import { type Caller, canSee } from '../auth.ts';
import { atLeast, findRepository, findTeam, permissionOf } from '../find.ts';
import { apiUrl, htmlUrl, nodeId, time } from '../present/links.ts';
import type { Account, Repository, State } from '../state.ts';
import { accountFields, teamFields } from './accounts.ts';
import { gitObject, resolveExpression } from './commits.ts';
import { connection, failed, type Paging } from './connection.ts';
import type { Cost } from './cost.ts';
import { pullFields } from './pulls.ts';
import { refFields } from './refs.ts';
import { type Fields, need, type World } from './world.ts';

export function rootFields(state: State, caller: Caller, cost: Cost): Fields {
  const world: World = { state, caller, repository: (repository) => repositoryFields(world, repository) };
  return {
    repository: ({ owner, name }: { readonly owner: string; readonly name: string }) => {
      const found = findRepository(state, `${owner}/${name}`);
      if (found === undefined || !canSee(caller, found))
        throw failed('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
      return repositoryFields(world, found);
    },
    organization: ({ login }: { readonly login: string }) => {
      const found = state.accounts.get(login.toLowerCase());
      if (found?.type !== 'Organization')
        throw failed('NOT_FOUND', `Could not resolve to an Organization with the login of '${login}'.`);
      return organizationFields(world, found);
    },
    user: ({ login }: { readonly login: string }) => {
      const found = state.accounts.get(login.toLowerCase());
      if (found?.type !== 'User')
        throw failed('NOT_FOUND', `Could not resolve to a User with the login of '${login}'.`);
      return accountFields(found);
    },
    viewer: () => {
      if (caller.kind === 'user') return accountFields(caller.account);
      throw failed('FORBIDDEN', 'Resource not accessible by integration');
    },
    rateLimit: () => ({
      limit: 5000,
      cost: cost.points,
      nodeCount: cost.nodes,
      remaining: 5000 - cost.points,
      used: cost.points,
      resetAt: hourLater(state.clock()),
    }),
  };
}

function repositoryFields(world: World, repository: Repository): Fields {
  const { state } = world;
  const { store } = repository;
  return {
    __typename: 'Repository',
    id: nodeId('R', repository.id),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: repository.fullName,
    owner: accountFields(repository.owner),
    url: htmlUrl(repository),
    resourcePath: `/${repository.fullName}`,
    isPrivate: repository.private,
    isFork: repository.parent !== null,
    isArchived: false,
    visibility: repository.private ? 'PRIVATE' : 'PUBLIC',
    projectsUrl: apiUrl(state, repository),
    defaultBranchRef: () => refFields(world, repository, repository.defaultBranch),
    ref: ({ qualifiedName }: { readonly qualifiedName: string }) =>
      refFields(world, repository, qualifiedName.replace(/^refs\/heads\//, '')),
    object: ({ oid, expression }: { readonly oid?: string; readonly expression?: string }) => {
      need(world, { contents: 'read' });
      const sha = oid ?? resolveExpression(repository, expression ?? '');
      return sha === null || !store.has(sha) ? null : gitObject(world, repository, sha);
    },
    pullRequest: ({ number }: { readonly number: number }) => {
      need(world, { pull_requests: 'read' });
      const found = repository.pulls.get(number);
      if (found === undefined)
        throw failed('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`);
      return pullFields(world, repository, found);
    },
    pullRequests: (args: Paging & { readonly states?: readonly string[] }) => {
      need(world, { pull_requests: 'read' });
      const wanted = [...repository.pulls.values()].map((pull) => pullFields(world, repository, pull));
      const kept = wanted.filter((pull) =>
        (args.states ?? [pull['state']]).includes(pull['state'] as string),
      );
      return connection('pullRequests', args, kept);
    },
    collaborators: (args: Paging & { readonly query?: string; readonly login?: string }) =>
      collaborators(repository, args),
  };
}

function organizationFields(world: World, organization: Account): Fields {
  return {
    ...accountFields(organization),
    team: ({ slug }: { readonly slug: string }) => {
      need(world, { members: 'read' });
      const found = findTeam(world.state, organization.login, slug);
      return found === undefined ? null : teamFields(found);
    },
  };
}

/** Direct collaborators and members of teams with access; reading a public repository makes nobody one. */
function collaborators(
  repository: Repository,
  args: Paging & { readonly query?: string; readonly login?: string },
): Fields {
  const viaTeams = [...repository.teams.keys()].flatMap((team) => [...team.members]);
  const owner = repository.owner.type === 'User' ? [repository.owner] : [];
  const everybody = new Set([...owner, ...repository.collaborators.keys(), ...viaTeams]);
  const wanted = [...everybody]
    .filter((who) => atLeast(permissionOf(repository, who), 'read'))
    .filter(({ login }) => args.login === undefined || login.toLowerCase() === args.login.toLowerCase())
    .filter(({ login }) => login.toLowerCase().includes((args.query ?? '').toLowerCase()));
  const found = connection('collaborators', args, wanted);
  return {
    ...found,
    nodes: found.nodes.map((who) => accountFields(who)),
    edges: found.edges.map(({ cursor, node }) => ({
      cursor,
      node: accountFields(node),
      permission: permissionOf(repository, node).toUpperCase(),
    })),
  };
}

function hourLater(now: Date): string {
  return time(new Date(now.getTime() + 3_600_000));
}
