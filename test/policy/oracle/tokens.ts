// May this token ask for a session of that target? From the words about targets and tokens; compared with what the broker says.
import type { TokenClaims } from '../../../src/sessions/index.ts';
import type { Target } from './document.ts';

/** As GitHub names it, and the commit that was merged. */
export const MERGED = { id: 501, ownerId: 77, fullName: 'acme/infra', sha: 'f'.repeat(40) };

/** All that speaks against it, by code; empty: it may. */
export function tokenCodes(token: TokenClaims, target: Target): readonly string[] {
  const { github_environment = 'none' } = target;
  const environment = github_environment === 'none' ? null : github_environment;
  const workflow = target.workflow.includes('@')
    ? target.workflow
    : `${MERGED.fullName}/${target.workflow}@${target.ref}`;
  const said: readonly (readonly [string, boolean])[] = [
    ['EVENT_NOT_ALLOWED', ['push', 'workflow_dispatch', 'deployment'].includes(token.eventName)],
    ['RUNNER_NOT_ALLOWED', ['github-hosted', 'self-hosted'].includes(token.runnerEnvironment)],
    ['REPOSITORY_OTHER', token.repositoryId === MERGED.id],
    ['OWNER_OTHER', token.ownerId === MERGED.ownerId],
    ['ENVIRONMENT_OTHER', token.environment === environment],
    ['REF_OTHER', token.ref === target.ref && token.ref.startsWith('refs/heads/')],
    ['WORKFLOW_OTHER', folded(token.jobWorkflowRef) === folded(workflow)],
    ['SHA_OTHER', token.sha === MERGED.sha],
  ];
  return said.flatMap(([code, holds]) => (holds ? [] : [code]));
}

/** Owners and repositories are told by any case; paths and refs are not. */
function folded(workflow: string): string {
  const [owner = '', repository = '', ...rest] = workflow.split('/');
  return [owner.toLowerCase(), repository.toLowerCase(), ...rest].join('/');
}
