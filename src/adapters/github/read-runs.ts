// Runs of one workflow on one commit, and what a run uploaded. Called by repository-host.ts.
import type { ListedArtifact, ListedRun, Repository } from '../../facts/needs.ts';
import type { GitHubClient } from './clients.ts';
import { askOrNull } from './failures.ts';

/** A page: more runs by pull request than this on one commit are no plan of anybody's. */
const MOST = 100;

/** Runs by `pull_request` alone, newest first. Empty where there is no such workflow. */
export async function workflowRuns(
  client: GitHubClient,
  request: { readonly repository: Repository; readonly workflow: string; readonly headSha: string },
): Promise<readonly ListedRun[]> {
  const route = 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs';
  const { owner, name: repo } = request.repository;
  const answer = await askOrNull(route, () =>
    client.request(route, {
      owner,
      repo,
      // The host takes the name of the file for the number of the workflow.
      workflow_id: request.workflow.replace(/^.*\//, ''),
      head_sha: request.headSha,
      event: 'pull_request',
      exclude_pull_requests: true,
      per_page: MOST,
    }),
  );
  return (answer?.data.workflow_runs ?? []).map((run) => ({
    id: Number(run.id),
    // `.github/workflows/x.yml`, with `@ref` behind it for some.
    path: run.path.replace(/@.*$/, ''),
    headSha: run.head_sha,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    createdAt: run.created_at,
    startedAt: run.run_started_at ?? null,
  }));
}

export async function artifacts(
  client: GitHubClient,
  request: { readonly repository: Repository; readonly runId: number },
): Promise<readonly ListedArtifact[]> {
  const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts';
  const { owner, name: repo } = request.repository;
  const answer = await askOrNull(route, () =>
    client.request(route, { owner, repo, run_id: request.runId, per_page: MOST }),
  );
  return (answer?.data.artifacts ?? []).map(({ name, digest, expired }) => ({
    name,
    digest: digest ?? null,
    expired,
  }));
}
