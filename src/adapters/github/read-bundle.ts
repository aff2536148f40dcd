// Files, teams and permissions of one evaluation in one query. Called by repository-host.ts.
import type { BundleReading, EntryReading, FileRequest, Repository } from '../../facts/needs.ts';
import { Fault } from '../../model/failure.ts';
import type { Permission } from '../../model/facts.ts';
import { entry, present } from './answers.ts';
import type { EntryNode } from './answers.ts';
import type { GitHubClient } from './clients.ts';
import { runQuery } from './graphql.ts';
import type { GraphqlProblem } from './graphql.ts';
import { TEAM_QUERY, bundleQuery } from './queries.ts';

type Members = {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly ({ readonly login: string } | null)[] | null;
};

type TeamNode = { readonly team: { readonly members: Members } | null } | null;

type CollaboratorsNode = {
  readonly edges:
    | readonly ({ readonly permission: string; readonly node: { readonly login: string } } | null)[]
    | null;
} | null;

type BundleData = {
  readonly repository: { readonly [alias: string]: unknown } | null;
  readonly [alias: string]: unknown;
};

type BundleToRead = {
  readonly repository: Repository;
  readonly files: readonly FileRequest[];
  readonly teams: readonly string[];
  readonly users: readonly string[];
};

const MAX_MEMBER_PAGES = 50;

export async function readBundle(client: GitHubClient, request: BundleToRead): Promise<BundleReading> {
  const { repository, files, teams, users } = request;
  const commits = [...Map.groupBy(files, ({ commit }) => commit)];
  const places = teams.map(teamPlace);
  const { data, problems } = await runQuery<BundleData>(client, {
    name: 'Bundle',
    text: bundleQuery({
      files: commits.map(([, group]) => group.map(({ content }) => content)),
      teams: teams.length,
      users: users.length,
    }),
    variables: {
      owner: repository.owner,
      name: repository.name,
      ...Object.fromEntries(
        commits.flatMap(([commit, group], i) => [
          [`c${i}`, commit],
          ...group.map(({ path }, j) => [`c${i}f${j}`, path]),
        ]),
      ),
      ...Object.fromEntries(
        places.flatMap(({ org, slug }, i) => [
          [`o${i}`, org],
          [`t${i}`, slug],
        ]),
      ),
      ...Object.fromEntries(users.map((login, i) => [`u${i}`, login])),
    },
  });
  const inRepository = data.repository;
  if (inRepository === null)
    throw new Fault('GITHUB_UNAVAILABLE', 'GitHub gave no repository to POST /graphql (Bundle).');
  refuseUnreadTrees(problems);
  const entries = new Map(
    commits.flatMap(([commit, group], i) => {
      const object = (inRepository[`c${i}`] ?? {}) as { readonly [alias: string]: EntryNode | undefined };
      return group.map(({ path }, j) => [`${commit}:${path}`, entry(object[`f${j}`] ?? null)] as const);
    }),
  );
  return {
    files: files.map(({ commit, path }): EntryReading | null => entries.get(`${commit}:${path}`) ?? null),
    teams: await Promise.all(places.map((place, i) => membersOf(client, place, data[`t${i}`] as TeamNode))),
    permissions: users.map((login, i) =>
      permissionOf(login, (inRepository[`u${i}`] ?? null) as CollaboratorsNode),
    ),
  };
}

/** A missing team or person is an answer; a tree that GitHub failed to read is not "no such file". */
function refuseUnreadTrees(problems: readonly GraphqlProblem[]): void {
  const failed = problems.find(
    ({ path, type }) =>
      (path[0] === 'repository' && String(path[1]).startsWith('c')) ||
      (String(path[0]).startsWith('t') && type !== 'NOT_FOUND' && type !== 'FORBIDDEN'),
  );
  if (failed !== undefined)
    throw new Fault(
      'GITHUB_UNAVAILABLE',
      `GitHub answered POST /graphql (Bundle) only in part: ${failed.type || 'no reason given'}.`,
    );
}

/** `@org/slug`; without an `@` or a slash it is no team, and nobody belongs to it. */
function teamPlace(team: string): { readonly org: string; readonly slug: string } {
  const [org = '', slug = ''] = team.replace(/^@/, '').split('/');
  return { org, slug: slug.toLowerCase() };
}

async function membersOf(
  client: GitHubClient,
  place: { readonly org: string; readonly slug: string },
  node: TeamNode,
): Promise<readonly string[] | null> {
  if (node === null || node === undefined || node.team === null) return null;
  const logins: string[] = [];
  let page: Members | undefined = node.team.members;
  for (let pages = 0; page !== undefined && pages < MAX_MEMBER_PAGES; pages += 1) {
    logins.push(...present(page.nodes).map(({ login }) => login));
    if (!page.pageInfo.hasNextPage) break;
    page = await nextMembers(client, place, page.pageInfo.endCursor);
  }
  return logins;
}

async function nextMembers(
  client: GitHubClient,
  place: { readonly org: string; readonly slug: string },
  after: string | null,
): Promise<Members | undefined> {
  const { data } = await runQuery<{ readonly organization: TeamNode }>(client, {
    name: 'TeamMembers',
    text: TEAM_QUERY,
    variables: { ...place, after },
  });
  return data.organization?.team?.members;
}

function permissionOf(login: string, node: CollaboratorsNode): Permission | null {
  const edge = present(node?.edges).find((one) => one.node.login.toLowerCase() === login.toLowerCase());
  return edge === undefined ? null : (edge.permission.toLowerCase() as Permission);
}
