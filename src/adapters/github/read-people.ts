// Team members and permissions, as both queries carry them. Called by read-pull.ts and read-bundle.ts.
import type { PeopleReading } from '../../facts/needs.ts';
import type { Permission } from '../../model/facts.ts';
import { present } from './answers.ts';
import type { GitHubClient } from './clients.ts';
import { runQuery } from './graphql.ts';
import type { GraphqlProblem } from './graphql.ts';
import { TEAM_QUERY } from './queries.ts';

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

type Asked = { readonly teams: readonly string[]; readonly users: readonly string[] };

/** An answer that holds the aliases of the people; the rest of it is the caller's. */
export type PeopleData = {
  readonly repository: { readonly [alias: string]: unknown } | null;
  readonly [alias: string]: unknown;
};

const MAX_MEMBER_PAGES = 50;

export function peopleVariables({ teams, users }: Asked): { readonly [name: string]: string } {
  const places = teams
    .map(teamPlace)
    .flatMap(({ org, slug }, i) => [[`o${i}`, org] as const, [`t${i}`, slug] as const]);
  return Object.fromEntries([...places, ...users.map((login, i) => [`u${i}`, login] as const)]);
}

/** A team that GitHub failed to read; "not found" and "not yours to see" are answers. */
export function failedTeam(problems: readonly GraphqlProblem[]): GraphqlProblem | undefined {
  return problems.find(
    ({ path, type }) => /^t\d+$/.test(String(path[0])) && type !== 'NOT_FOUND' && type !== 'FORBIDDEN',
  );
}

export async function readPeople(
  client: GitHubClient,
  { data, teams, users }: Asked & { readonly data: PeopleData },
): Promise<PeopleReading> {
  return {
    teams: await Promise.all(
      teams.map((team, i) => membersOf(client, teamPlace(team), (data[`t${i}`] ?? null) as TeamNode)),
    ),
    permissions: users.map((login, i) =>
      permissionOf(login, (data.repository?.[`u${i}`] ?? null) as CollaboratorsNode),
    ),
  };
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
  if (node === null || node.team === null) return null;
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
