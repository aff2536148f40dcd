// Webhook payload -> Triggers: "look at this again". Payload types stop here. Called by index.ts.
import type { Context } from 'probot';
import type { Account } from '../model/facts.ts';

/** What of a repository every trigger carries. */
export type RepositoryKey = {
  readonly installationId: number;
  readonly id: number;
  readonly owner: string;
  readonly name: string;
};

export type Trigger =
  | {
      readonly kind: 'pull';
      readonly repository: RepositoryKey;
      readonly pull: number;
      /** People whom only this event names; remembered for the life of the pull request. */
      readonly pushers: readonly Account[];
      readonly requesters: readonly string[];
    }
  /** Something happened on a commit that the payload ties to no pull request (forks). */
  | { readonly kind: 'commit'; readonly repository: RepositoryKey; readonly sha: string }
  /** The policy or a team may have changed: every open pull request of the repository is looked at again. */
  | { readonly kind: 'repository'; readonly repository: RepositoryKey; readonly why: string }
  /** Commits arrived on a branch: remembered, so that a later pull request knows who pushed them. */
  | {
      readonly kind: 'push';
      readonly repository: RepositoryKey;
      readonly shas: readonly string[];
      readonly pusher: Account;
    }
  | {
      readonly kind: 'run';
      readonly repository: RepositoryKey;
      readonly runId: number;
      readonly runAttempt: number;
      readonly conclusion: string | null;
      readonly headSha: string;
    }
  | {
      readonly kind: 'installation';
      readonly installationId: number;
      readonly owner: string;
      readonly action: string;
    };

type PullRequestPayload = Context<'pull_request'>['payload'];
type ReviewPayload = Context<'pull_request_review'>['payload'];
type CheckRunPayload = Context<'check_run'>['payload'];
type CheckSuitePayload = Context<'check_suite.rerequested'>['payload'];
type WorkflowRunPayload = Context<'workflow_run'>['payload'];
type PushPayload = Context<'push'>['payload'];
type InstallationPayload = Context<'installation'>['payload'];

export function pullRequestTriggers(payload: PullRequestPayload): readonly Trigger[] {
  const repository = repositoryKey(payload);
  if (repository === null) return [];
  const sender = payload.sender === undefined ? null : account(payload.sender);
  const pushed =
    payload.action === 'opened' || payload.action === 'synchronize' || payload.action === 'reopened';
  // A human who opens a pull request in an agent's name asked for it.
  const asked =
    payload.action === 'opened' && payload.pull_request.user?.type === 'Bot' && sender?.type === 'User';
  return [
    {
      kind: 'pull',
      repository,
      pull: payload.pull_request.number,
      pushers: pushed && sender !== null ? [sender] : [],
      requesters: asked && sender !== null ? [sender.login] : [],
    },
  ];
}

export function reviewTriggers(payload: ReviewPayload): readonly Trigger[] {
  const repository = repositoryKey(payload);
  if (repository === null) return [];
  return [pullTrigger(repository, payload.pull_request.number)];
}

/** Our own check runs say nothing new, except when a person presses Re-run. */
export function checkRunTriggers(payload: CheckRunPayload, ownAppId: number): readonly Trigger[] {
  const repository = repositoryKey(payload);
  if (repository === null) return [];
  if (payload.check_run.app?.id === ownAppId && payload.action !== 'rerequested') return [];
  return checkedPulls(repository, payload.check_run);
}

/** A person presses Re-run all checks: GitHub tells the App of its suite, and of no single check run in it. */
export function checkSuiteTriggers(payload: CheckSuitePayload): readonly Trigger[] {
  const repository = repositoryKey(payload);
  return repository === null ? [] : checkedPulls(repository, payload.check_suite);
}

export function workflowRunTriggers(payload: WorkflowRunPayload): readonly Trigger[] {
  const repository = repositoryKey(payload);
  if (repository === null || payload.action !== 'completed') return [];
  const run = payload.workflow_run;
  // What it made is there only now, after its last check run was told. Others than these plan nothing.
  const planned =
    run.event === 'pull_request'
      ? run.pull_requests.flatMap((pull) => (pull === null ? [] : [pullTrigger(repository, pull.number)]))
      : [];
  return [
    ...planned,
    {
      kind: 'run',
      repository,
      runId: run.id,
      runAttempt: run.run_attempt,
      conclusion: run.conclusion,
      headSha: run.head_sha,
    },
  ];
}

/**
 * A push to the default branch is looked at: policy and CODEOWNERS are read from its tip. Of any other, tags too, only
 * who pushed is kept; on the default branch that would name whoever merged as author of what he approved.
 */
export function pushTriggers(payload: PushPayload): readonly Trigger[] {
  const repository = repositoryKey(payload);
  if (repository === null) return [];
  if (payload.ref === `refs/heads/${payload.repository.default_branch}`)
    return [{ kind: 'repository', repository, why: `push to ${payload.ref}` }];
  if (payload.deleted || payload.sender === undefined) return [];
  const shas = [...new Set([payload.after, ...payload.commits.map(({ id }) => id)])];
  return [{ kind: 'push', repository, shas, pusher: account(payload.sender) }];
}

export function installationTriggers(payload: InstallationPayload): readonly Trigger[] {
  const owner =
    payload.installation.account !== null && 'login' in payload.installation.account
      ? payload.installation.account.login
      : '';
  return [{ kind: 'installation', installationId: payload.installation.id, owner, action: payload.action }];
}

/** The commit where GitHub names no pull request: it is one of a fork. */
function checkedPulls(
  repository: RepositoryKey,
  checked: {
    readonly head_sha: string;
    readonly pull_requests: readonly ({ readonly number: number } | null)[] | null;
  },
): readonly Trigger[] {
  const pulls = checked.pull_requests ?? [];
  if (pulls.length === 0) return [{ kind: 'commit', repository, sha: checked.head_sha }];
  return pulls.flatMap((pull) => (pull === null ? [] : [pullTrigger(repository, pull.number)]));
}

function pullTrigger(repository: RepositoryKey, pull: number): Trigger {
  return { kind: 'pull', repository, pull, pushers: [], requesters: [] };
}

/** Null when the event came without an installation: then there is no token to look with. */
function repositoryKey(payload: {
  readonly repository: {
    readonly id: number;
    readonly name: string;
    readonly owner: { readonly login?: string; readonly name?: string | null } | null;
  };
  readonly installation?: { readonly id: number } | null | undefined;
}): RepositoryKey | null {
  const owner = payload.repository.owner?.login ?? payload.repository.owner?.name;
  if (
    payload.installation === undefined ||
    payload.installation === null ||
    owner === undefined ||
    owner === null
  )
    return null;
  return {
    installationId: payload.installation.id,
    id: payload.repository.id,
    owner,
    name: payload.repository.name,
  };
}

function account(sender: {
  readonly login: string;
  readonly id: number;
  readonly type?: string | undefined;
}): Account {
  return { login: sender.login, id: sender.id, type: sender.type ?? null };
}
