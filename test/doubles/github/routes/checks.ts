// Check runs and their annotations, workflow runs.
import { type CheckRunInput, createCheckRun, updateCheckRun } from '../actions/checks.ts';
import { resolveCommit } from '../find.ts';
import { checkRunLimits } from '../limits.ts';
import { annotationJson, checkRunJson } from '../present/checks.ts';
import { artifactJson, workflowRunJson } from '../present/runs.ts';
import { notFound, Refusal } from '../refusal.ts';
import { type Answer, ok, page, type Route, type RouteContext } from '../router.ts';
import type { App, CheckRun } from '../state.ts';

export const checkRoutes: readonly Route[] = [
  { operation: 'POST /repos/{owner}/{repo}/check-runs', needs: { checks: 'write' }, limits, handle: create },
  {
    operation: 'GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations',
    needs: { checks: 'read' },
    handle: listAnnotations,
  },
  {
    operation: 'GET /repos/{owner}/{repo}/check-runs/{check_run_id}',
    needs: { checks: 'read' },
    handle: (context) => ok(checkRunJson(context.state, context.repository, checkRun(context))),
  },
  {
    operation: 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
    needs: { checks: 'write' },
    limits,
    handle: update,
  },
  {
    operation: 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
    needs: { checks: 'read' },
    handle: listForRef,
  },
  {
    operation: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
    needs: { actions: 'read' },
    handle: workflowRun,
  },
  {
    operation: 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
    needs: { actions: 'read' },
    handle: listWorkflowRuns,
  },
  {
    operation: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
    needs: { actions: 'read' },
    handle: listArtifacts,
  },
];

function create(context: RouteContext): Answer {
  const { state, repository } = context;
  const input = inputOf(context);
  const run = createCheckRun(state, repository, callingApp(context), input);
  return { status: 201, body: checkRunJson(state, repository, run) };
}

function update(context: RouteContext): Answer {
  const { state, repository } = context;
  const run = checkRun(context);
  updateCheckRun(state, { repository, app: callingApp(context), run, input: inputOf(context) });
  return ok(checkRunJson(state, repository, run));
}

/** The contract has seen it. */
function inputOf({ body }: RouteContext): CheckRunInput {
  return body as CheckRunInput;
}

function limits(body: unknown): void {
  checkRunLimits((body ?? {}) as CheckRunInput);
}

function callingApp({ caller }: RouteContext): App {
  if (caller.kind !== 'installation') throw new Refusal(403, 'You must authenticate via a GitHub App.');
  return caller.installation.app;
}

function checkRun({ repository, params }: RouteContext): CheckRun {
  const run = repository.checkRuns.get(Number(params['check_run_id']));
  if (run === undefined) throw notFound();
  return run;
}

function listAnnotations(context: RouteContext): Answer {
  const { state, repository } = context;
  const run = checkRun(context);
  return page(
    context,
    run.annotations.map((annotation) => annotationJson(state, { repository, run, annotation })),
  );
}

/** `filter=latest`, the default, keeps the newest run of each name, app and suite. */
function listForRef(context: RouteContext): Answer {
  const { state, repository, query, params } = context;
  const sha = resolveCommit(repository, params['ref'] ?? '');
  if (sha === undefined) throw new Refusal(422, `No commit found for SHA: ${params['ref']}`);
  const found = [...repository.checkRuns.values()]
    .filter((run) => run.headSha === sha)
    .filter((run) => query['check_name'] === undefined || run.name === query['check_name'])
    .filter((run) => query['status'] === undefined || run.status === query['status'])
    .filter((run) => query['app_id'] === undefined || run.app.id === Number(query['app_id']))
    .toReversed();
  const runs = query['filter'] === 'all' ? found : latestRuns(found);
  const shown = runs.map((run) => checkRunJson(state, repository, run));
  return page(context, shown, (checkRuns) => ({ total_count: runs.length, check_runs: checkRuns }));
}

/** Of runs listed newest first, the first of each suite and name. */
export function latestRuns(runs: readonly CheckRun[]): readonly CheckRun[] {
  const seen = new Set<string>();
  return runs.filter(({ suiteId, name }) => {
    const key = `${suiteId} ${name}`;
    return !seen.has(key) && seen.add(key);
  });
}

function workflowRun({ state, repository, params }: RouteContext): Answer {
  const run = repository.workflowRuns.get(Number(params['run_id']));
  if (run === undefined) throw notFound();
  return ok(workflowRunJson(state, repository, run));
}

/** Newest first. The number of a workflow or the name of its file. */
function listWorkflowRuns(context: RouteContext): Answer {
  const { state, repository, params, query } = context;
  const wanted = params['workflow_id'] ?? '';
  const runs = [...repository.workflowRuns.values()]
    .filter(({ path, workflowId }) => String(workflowId) === wanted || path === `.github/workflows/${wanted}`)
    .filter(({ event }) => query['event'] === undefined || event === query['event'])
    .filter(({ headSha }) => query['head_sha'] === undefined || headSha === query['head_sha'])
    .toReversed();
  const shown = runs.map((run) => workflowRunJson(state, repository, run));
  return page(context, shown, (listed) => ({ total_count: runs.length, workflow_runs: listed }));
}

function listArtifacts(context: RouteContext): Answer {
  const { state, repository, params } = context;
  const run = repository.workflowRuns.get(Number(params['run_id']));
  if (run === undefined) throw notFound();
  const shown = run.artifacts.map((name) => artifactJson(state, repository, { run, name }));
  return page(context, shown, (listed) => ({ total_count: shown.length, artifacts: listed }));
}
