// Files, teams and permissions of one evaluation in one query. Called by repository-host.ts.
import type { BundleReading, EntryReading, FileRequest, Repository } from '../../facts/needs.ts';
import { Fault } from '../../model/failure.ts';
import { entry } from './answers.ts';
import type { EntryNode } from './answers.ts';
import type { GitHubClient } from './clients.ts';
import { runQuery } from './graphql.ts';
import type { GraphqlProblem } from './graphql.ts';
import { bundleQuery } from './queries.ts';
import { failedTeam, peopleVariables, readPeople } from './read-people.ts';

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

export async function readBundle(client: GitHubClient, request: BundleToRead): Promise<BundleReading> {
  const { repository, files, teams, users } = request;
  const commits = [...Map.groupBy(files, ({ commit }) => commit)];
  const { data, problems } = await runQuery<BundleData>(client, {
    name: 'Bundle',
    text: bundleQuery({
      files: commits.map(([, group]) => group.map(({ need }) => need !== 'entry')),
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
      ...peopleVariables({ teams, users }),
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
    ...(await readPeople(client, { data, teams, users })),
  };
}

/** A missing team or person is an answer; a tree that GitHub failed to read is not "no such file". */
function refuseUnreadTrees(problems: readonly GraphqlProblem[]): void {
  const failed =
    problems.find(({ path }) => path[0] === 'repository' && String(path[1]).startsWith('c')) ??
    failedTeam(problems);
  if (failed !== undefined)
    throw new Fault(
      'GITHUB_UNAVAILABLE',
      `GitHub answered POST /graphql (Bundle) only in part: ${failed.type || 'no reason given'}.`,
    );
}
