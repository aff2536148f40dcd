// Workflow runs as REST and webhooks show them.
import { openPullsAt } from '../find.ts';
import type { Repository, State, WorkflowRun } from '../state.ts';
import { accountJson, minimalRepositoryJson } from './accounts.ts';
import { pushedCommit } from './commits.ts';
import { apiUrl, htmlUrl, type Json, nodeId, time } from './links.ts';
import { pullStub } from './pulls.ts';

export function workflowRunJson(state: State, repository: Repository, run: WorkflowRun): Json {
  const own = `${apiUrl(state, repository)}/actions/runs/${run.id}`;
  const commit = pushedCommit(state, repository, run.headSha);
  return {
    id: run.id,
    node_id: nodeId('WFR', run.id),
    name: workflowName(run),
    display_title: commit['message'],
    path: run.path,
    workflow_id: run.workflowId,
    run_number: run.runNumber,
    run_attempt: run.runAttempt,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    head_branch: run.headBranch,
    head_sha: run.headSha,
    head_commit: commit,
    actor: accountJson(state, run.actor),
    triggering_actor: accountJson(state, run.actor),
    pull_requests: openPullsAt(repository, run.headSha).map((pull) => pullStub(state, repository, pull)),
    referenced_workflows: [],
    repository: minimalRepositoryJson(state, repository),
    head_repository: minimalRepositoryJson(state, repository),
    check_suite_id: run.suiteId,
    check_suite_node_id: nodeId('CS', run.suiteId),
    url: own,
    html_url: `${htmlUrl(repository)}/actions/runs/${run.id}`,
    jobs_url: `${own}/jobs`,
    logs_url: `${own}/logs`,
    artifacts_url: `${own}/artifacts`,
    cancel_url: `${own}/cancel`,
    rerun_url: `${own}/rerun`,
    previous_attempt_url: null,
    check_suite_url: `${apiUrl(state, repository)}/check-suites/${run.suiteId}`,
    workflow_url: workflowUrl(state, repository, run),
    created_at: time(run.createdAt),
    updated_at: time(run.updatedAt),
    run_started_at: time(run.createdAt),
  };
}

export function artifactJson(
  state: State,
  repository: Repository,
  { run, name }: { readonly run: WorkflowRun; readonly name: string },
): Json {
  const id = run.id * 10 + run.artifacts.indexOf(name);
  const url = `${apiUrl(state, repository)}/actions/artifacts/${id}`;
  return {
    id,
    node_id: nodeId('A', id),
    name,
    size_in_bytes: 1024,
    url,
    archive_download_url: `${url}/zip`,
    expired: false,
    digest: `sha256:${String(id).padStart(64, '0')}`,
    created_at: time(run.updatedAt),
    expires_at: null,
    updated_at: time(run.updatedAt),
    workflow_run: {
      id: run.id,
      repository_id: repository.id,
      head_repository_id: repository.id,
      head_branch: run.headBranch,
      head_sha: run.headSha,
    },
  };
}

export function workflowJson(state: State, repository: Repository, run: WorkflowRun): Json {
  return {
    id: run.workflowId,
    node_id: nodeId('W', run.workflowId),
    name: workflowName(run),
    path: run.path,
    state: 'active',
    url: workflowUrl(state, repository, run),
    html_url: `${htmlUrl(repository)}/blob/${repository.defaultBranch}/${run.path}`,
    badge_url: `${htmlUrl(repository)}/workflows/${encodeURIComponent(workflowName(run))}/badge.svg`,
    created_at: time(run.createdAt),
    updated_at: time(run.updatedAt),
  };
}

function workflowUrl(state: State, repository: Repository, run: WorkflowRun): string {
  return `${apiUrl(state, repository)}/actions/workflows/${run.workflowId}`;
}

/** `deploy` for `.github/workflows/deploy.yml`. */
function workflowName({ path }: WorkflowRun): string {
  return path.replace(/^.*\/|\.ya?ml$/g, '');
}
