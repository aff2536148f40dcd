// Check suites and check runs in the graph.
import { htmlUrl, nodeId, time, timeOrNull } from '../present/links.ts';
import { latestRuns } from '../routes/checks.ts';
import type { App, CheckRun, Repository } from '../state.ts';
import { connection, type Connection, type Paging } from './connection.ts';
import type { Fields } from './world.ts';

type SuiteFilter = { readonly appId?: number; readonly checkName?: string };
type RunFilter = {
  readonly appId?: number;
  readonly checkName?: string;
  readonly checkType?: 'ALL' | 'LATEST';
  readonly status?: string;
};

export function checkSuites(
  repository: Repository,
  { sha, args }: { readonly sha: string; readonly args: Paging & { readonly filterBy?: SuiteFilter | null } },
): Connection<Fields> {
  const filter = args.filterBy ?? {};
  const runs = [...repository.checkRuns.values()]
    .filter((run) => run.headSha === sha)
    .filter(({ app }) => filter.appId === undefined || app.id === filter.appId)
    .filter(({ name }) => filter.checkName === undefined || name === filter.checkName);
  const suites = Map.groupBy(runs, ({ suiteId }) => suiteId);
  return connection(
    'checkSuites',
    args,
    [...suites].map(([id, inside]) => suiteFields(repository, id, inside)),
  );
}

function suiteFields(repository: Repository, id: number, runs: readonly CheckRun[]): Fields {
  const newest = runs.at(-1);
  return {
    __typename: 'CheckSuite',
    id: nodeId('CS', id),
    databaseId: id,
    app: newest === undefined ? null : appFields(newest.app),
    status: newest?.status.toUpperCase(),
    conclusion: newest?.conclusion?.toUpperCase() ?? null,
    url: `${htmlUrl(repository)}/suites/${id}`,
    checkRuns: (args: Paging & { readonly filterBy?: RunFilter | null }) => {
      const found = filterRuns(runs.toReversed(), args.filterBy ?? {});
      return connection(
        'checkRuns',
        args,
        found.map((run) => runFields(repository, run)),
      );
    },
  };
}

function filterRuns(runs: readonly CheckRun[], filter: RunFilter): readonly CheckRun[] {
  const kept = runs
    .filter(({ app }) => filter.appId === undefined || app.id === filter.appId)
    .filter(({ name }) => filter.checkName === undefined || name === filter.checkName)
    .filter(({ status }) => filter.status === undefined || status.toUpperCase() === filter.status);
  return filter.checkType === 'ALL' ? kept : latestRuns(kept);
}

function runFields(repository: Repository, run: CheckRun): Fields {
  const page = `${htmlUrl(repository)}/runs/${run.id}`;
  return {
    __typename: 'CheckRun',
    id: nodeId('CR', run.id),
    databaseId: run.id,
    name: run.name,
    externalId: run.externalId === '' ? null : run.externalId,
    status: run.status.toUpperCase(),
    conclusion: run.conclusion?.toUpperCase() ?? null,
    startedAt: time(run.startedAt),
    completedAt: timeOrNull(run.completedAt),
    detailsUrl: run.detailsUrl,
    url: page,
    permalink: page,
    title: run.output.title,
    summary: run.output.summary,
    text: run.output.text,
  };
}

function appFields(app: App): Fields {
  return { __typename: 'App', id: nodeId('A', app.id), databaseId: app.id, slug: app.slug, name: app.slug };
}
