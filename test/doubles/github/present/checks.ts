// Check runs and their annotations as REST and webhooks show them.
import { openPullsAt } from '../find.ts';
import type { Annotation, CheckRun, Repository, State } from '../state.ts';
import { minimalRepositoryJson } from './accounts.ts';
import { appJson } from './apps.ts';
import { apiUrl, htmlUrl, type Json, nodeId, time, timeOrNull } from './links.ts';
import { pullStub } from './pulls.ts';

export function checkRunJson(state: State, repository: Repository, run: CheckRun): Json {
  const own = `${apiUrl(state, repository)}/check-runs/${run.id}`;
  const page = `${htmlUrl(repository)}/runs/${run.id}`;
  return {
    id: run.id,
    node_id: nodeId('CR', run.id),
    name: run.name,
    head_sha: run.headSha,
    external_id: run.externalId,
    url: own,
    html_url: page,
    details_url: run.detailsUrl ?? page,
    status: run.status,
    conclusion: run.conclusion,
    started_at: time(run.startedAt),
    completed_at: timeOrNull(run.completedAt),
    output: {
      ...run.output,
      annotations_count: run.annotations.length,
      annotations_url: `${own}/annotations`,
    },
    check_suite: suiteJson(state, repository, run),
    app: appJson(state, run.app),
    pull_requests: pullsOf(state, repository, run),
  };
}

export function annotationJson(
  state: State,
  {
    repository,
    run,
    annotation,
  }: { readonly repository: Repository; readonly run: CheckRun; readonly annotation: Annotation },
): Json {
  return {
    start_column: null,
    end_column: null,
    title: null,
    raw_details: null,
    ...annotation,
    blob_href: `${apiUrl(state, repository)}/contents/${encodeURI(annotation.path)}?ref=${run.headSha}`,
  };
}

function suiteJson(state: State, repository: Repository, run: CheckRun): Json {
  return {
    id: run.suiteId,
    node_id: nodeId('CS', run.suiteId),
    head_sha: run.headSha,
    head_branch: openPullsAt(repository, run.headSha)[0]?.headRef ?? null,
    status: run.status,
    conclusion: run.conclusion,
    url: `${apiUrl(state, repository)}/check-suites/${run.suiteId}`,
    before: null,
    after: null,
    pull_requests: pullsOf(state, repository, run),
    app: appJson(state, run.app),
    repository: minimalRepositoryJson(state, repository),
    created_at: time(run.startedAt),
    updated_at: time(run.completedAt ?? run.startedAt),
  };
}

/** GitHub names no pull request for pushes to a fork. */
function pullsOf(state: State, repository: Repository, run: CheckRun): readonly Json[] {
  return openPullsAt(repository, run.headSha)
    .filter(({ headRepository }) => headRepository === repository)
    .map((pull) => pullStub(state, repository, pull));
}
