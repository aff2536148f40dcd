// Is this workflow run the one that the target names? Called by the session routes after the token is verified; pure.
import type { Session, Target } from '../model/deploy.ts';
import { refuse, type TokenClaims, type TokenRefusal } from './token-claims.ts';

export type ExpectedRun = {
  readonly target: Target;
  /** The repository as GitHub's API names it now. */
  readonly repository: { readonly id: number; readonly ownerId: number; readonly fullName: string };
  /** The merge commit of the grant. */
  readonly mergeSha: string;
};

/** Events that run code of the protected branch at somebody's push or request; never those of pull requests. */
const EVENTS = new Set(['push', 'workflow_dispatch', 'deployment']);
const RUNNERS = new Set(['github-hosted', 'self-hosted']);

/** What can be told from the claims alone, before anybody is asked anything. Null when it holds for some target. */
export function screenClaims(claims: TokenClaims): TokenRefusal | null {
  if (!EVENTS.has(claims.eventName))
    return refuse('EVENT_NOT_ALLOWED', 'Only runs of push, workflow_dispatch and deployment get a session.');
  if (!RUNNERS.has(claims.runnerEnvironment))
    return refuse('RUNNER_NOT_ALLOWED', 'The token names no known kind of runner.');
  if (!claims.ref.startsWith('refs/heads/')) return refuse('REF_OTHER', 'The run must be on a branch.');
  return null;
}

/** By number: names can be recycled. */
export function matchRepository(
  claims: TokenClaims,
  repository: Pick<ExpectedRun['repository'], 'id' | 'ownerId'>,
): TokenRefusal | null {
  if (claims.repositoryId !== repository.id)
    return refuse('REPOSITORY_OTHER', 'The token is of another repository.');
  if (claims.ownerId !== repository.ownerId) return refuse('OWNER_OTHER', 'The token is of another owner.');
  return null;
}

/** Null when every claim matches, else the first refusal. `sub` is never looked at. */
export function matchTarget(claims: TokenClaims, expected: ExpectedRun): TokenRefusal | null {
  const { target, repository } = expected;
  const general = screenClaims(claims) ?? matchRepository(claims, repository);
  if (general !== null) return general;
  if (claims.environment !== target.githubEnvironment)
    return refuse('ENVIRONMENT_OTHER', `The job must run ${environmentWords(target)}.`);
  if (claims.ref !== target.ref) return refuse('REF_OTHER', `The run must be on ${target.ref}.`);
  if (!isWorkflow(claims.jobWorkflowRef, workflowOf(expected)))
    return refuse('WORKFLOW_OTHER', `The job must be defined in ${workflowOf(expected)}.`);
  if (claims.sha !== expected.mergeSha)
    return refuse('SHA_OTHER', 'The run is not on the merge commit that the grant is for.');
  return null;
}

/** A release must come from the run that got the session. */
export function matchRun(claims: TokenClaims, session: Session): TokenRefusal | null {
  const same =
    claims.repositoryId === session.repositoryId &&
    claims.runId === session.runId &&
    claims.runAttempt === session.runAttempt;
  return same ? null : refuse('RUN_OTHER', 'The token is of another run than the session.');
}

function environmentWords({ githubEnvironment }: Target): string {
  return githubEnvironment === null ? 'in no environment' : `in the environment ${githubEnvironment}`;
}

/** `owner/repo/path@ref`: as pinned by the policy, or the path in this repository at the target's ref. */
function workflowOf({ target, repository }: ExpectedRun): string {
  return target.workflow.includes('@')
    ? target.workflow
    : `${repository.fullName}/${target.workflow}@${target.ref}`;
}

/** Owner and repository compare without case, as GitHub does; path and ref exactly. */
function isWorkflow(actual: string, expected: string): boolean {
  return foldRepository(actual) === foldRepository(expected);
}

function foldRepository(reference: string): string {
  const [owner = '', name = '', ...path] = reference.split('/');
  return [owner.toLowerCase(), name.toLowerCase(), ...path].join('/');
}
