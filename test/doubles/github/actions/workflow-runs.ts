// Workflow runs of GitHub Actions: start and end, with their webhooks. Called through start.ts.
import { account, app, repositoryNamed, resolveCommit } from '../find.ts';
import { workflowJson, workflowRunJson } from '../present/runs.ts';
import type { Account, Conclusion, Repository, State, WorkflowRun } from '../state.ts';
import { ACTIONS_APP_ID } from './apps.ts';
import { suiteOf } from './checks.ts';

export type NewWorkflowRun = {
  readonly repo: string;
  /** `.github/workflows/deploy.yml`. */
  readonly path: string;
  /** Branch name; default the default branch. */
  readonly ref?: string;
  readonly sha?: string;
  /** `push`, `workflow_dispatch` … */
  readonly event?: string;
  readonly actor: string;
  /** Default 1. */
  readonly attempt?: number;
};

export function startWorkflowRun(state: State, given: NewWorkflowRun): WorkflowRun {
  const repository = repositoryNamed(state, given.repo);
  const headBranch = given.ref ?? repository.defaultBranch;
  const headSha = resolveCommit(repository, given.sha ?? headBranch);
  if (headSha === undefined) throw new Error(`no commit for ${headBranch}`);
  const earlier = [...repository.workflowRuns.values()].filter(({ path }) => path === given.path);
  const run: WorkflowRun = {
    id: state.nextId(),
    workflowId: earlier[0]?.workflowId ?? state.nextId(),
    suiteId: suiteOf(state, repository, app(state, ACTIONS_APP_ID), headSha),
    path: given.path,
    event: given.event ?? 'push',
    headBranch,
    headSha,
    actor: account(state, given.actor),
    runNumber: earlier.length + 1,
    runAttempt: given.attempt ?? 1,
    createdAt: state.clock(),
    status: 'in_progress',
    conclusion: null,
    updatedAt: state.clock(),
    artifacts: [],
  };
  repository.workflowRuns.set(run.id, run);
  announce(state, { repository, run, action: 'requested', sender: run.actor });
  return run;
}

export function completeWorkflowRun(
  state: State,
  given: {
    readonly repo: string;
    readonly run: number;
    readonly conclusion?: Conclusion;
    /** Names of what it uploaded; default nothing. */
    readonly artifacts?: readonly string[];
  },
): void {
  const repository = repositoryNamed(state, given.repo);
  const run = repository.workflowRuns.get(given.run);
  if (run === undefined) throw new Error(`no workflow run ${given.run}`);
  run.status = 'completed';
  run.conclusion = given.conclusion ?? 'success';
  run.artifacts = given.artifacts ?? [];
  run.updatedAt = state.clock();
  announce(state, { repository, run, action: 'completed', sender: run.actor });
}

function announce(
  state: State,
  given: {
    readonly repository: Repository;
    readonly run: WorkflowRun;
    readonly action: string;
    readonly sender: Account;
  },
): void {
  const { repository, run, action, sender } = given;
  const body = {
    workflow_run: workflowRunJson(state, repository, run),
    workflow: workflowJson(state, repository, run),
  };
  state.emit({ event: 'workflow_run', action, repository, sender, body });
}
