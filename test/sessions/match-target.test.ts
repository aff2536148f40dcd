// Every claim that binds a run to a target, as a pair that differs in one field.
import { describe, expect, it } from 'vitest';
import { matchRepository, matchRun, matchTarget, screenClaims } from '../../src/sessions/match-target.ts';
import type { TokenClaims } from '../../src/sessions/token-claims.ts';
import { CLAIMS, MERGE, REPOSITORY, session, TARGET } from './given.ts';

const expectedRun = { target: TARGET, repository: REPOSITORY, mergeSha: MERGE };

describe('matchTarget', () => {
  it('takes the run that the target names', () => {
    expect(matchTarget(CLAIMS, expectedRun)).toBeNull();
  });

  it.each<{ readonly change: Partial<TokenClaims>; readonly code: string }>([
    { change: { repositoryId: 502 }, code: 'REPOSITORY_OTHER' },
    { change: { ownerId: 78 }, code: 'OWNER_OTHER' },
    { change: { eventName: 'pull_request' }, code: 'EVENT_NOT_ALLOWED' },
    { change: { eventName: 'pull_request_target' }, code: 'EVENT_NOT_ALLOWED' },
    { change: { eventName: 'schedule' }, code: 'EVENT_NOT_ALLOWED' },
    { change: { runnerEnvironment: 'elsewhere' }, code: 'RUNNER_NOT_ALLOWED' },
    { change: { environment: 'staging' }, code: 'ENVIRONMENT_OTHER' },
    { change: { environment: null }, code: 'ENVIRONMENT_OTHER' },
    { change: { ref: 'refs/heads/main2' }, code: 'REF_OTHER' },
    { change: { ref: 'refs/tags/main' }, code: 'REF_OTHER' },
    {
      change: { jobWorkflowRef: 'acme/infra/.github/workflows/other.yml@refs/heads/main' },
      code: 'WORKFLOW_OTHER',
    },
    {
      change: { jobWorkflowRef: 'acme/infra/.github/workflows/deploy.yml@refs/heads/x' },
      code: 'WORKFLOW_OTHER',
    },
    {
      change: { jobWorkflowRef: 'evil/infra/.github/workflows/deploy.yml@refs/heads/main' },
      code: 'WORKFLOW_OTHER',
    },
    { change: { sha: 'd'.repeat(40) }, code: 'SHA_OTHER' },
  ])('$code for $change', ({ change, code }) => {
    expect(matchTarget({ ...CLAIMS, ...change }, expectedRun)?.code).toBe(code);
  });

  it.each(['push', 'workflow_dispatch', 'deployment'])('takes the event %s', (eventName) => {
    expect(matchTarget({ ...CLAIMS, eventName }, expectedRun)).toBeNull();
  });

  it('wants no environment where the target has none', () => {
    const target = { ...TARGET, githubEnvironment: null };
    expect(matchTarget({ ...CLAIMS, environment: null }, { ...expectedRun, target })).toBeNull();
    expect(matchTarget(CLAIMS, { ...expectedRun, target })?.code).toBe('ENVIRONMENT_OTHER');
  });

  it('takes a workflow of another repository only as pinned', () => {
    const target = { ...TARGET, workflow: 'acme/pipelines/.github/workflows/tf.yml@refs/tags/v1' };
    const foreign = { ...CLAIMS, jobWorkflowRef: 'acme/pipelines/.github/workflows/tf.yml@refs/tags/v1' };
    expect(matchTarget(foreign, { ...expectedRun, target })).toBeNull();
    const moved = { ...foreign, jobWorkflowRef: foreign.jobWorkflowRef.replace('v1', 'v2') };
    expect(matchTarget(moved, { ...expectedRun, target })?.code).toBe('WORKFLOW_OTHER');
  });

  it('compares owner and repository without case, the path with it', () => {
    const upper = { ...CLAIMS, jobWorkflowRef: CLAIMS.jobWorkflowRef.replace('acme/infra', 'Acme/Infra') };
    expect(matchTarget(upper, expectedRun)).toBeNull();
    const path = { ...CLAIMS, jobWorkflowRef: CLAIMS.jobWorkflowRef.replace('deploy.yml', 'Deploy.yml') };
    expect(matchTarget(path, expectedRun)?.code).toBe('WORKFLOW_OTHER');
  });
});

describe('what is told before a policy is read', () => {
  it.each<{ readonly change: Partial<TokenClaims>; readonly code: string | undefined }>([
    { change: {}, code: undefined },
    { change: { environment: 'staging' }, code: undefined },
    { change: { eventName: 'pull_request' }, code: 'EVENT_NOT_ALLOWED' },
    { change: { runnerEnvironment: 'elsewhere' }, code: 'RUNNER_NOT_ALLOWED' },
    { change: { ref: 'refs/pull/1/merge' }, code: 'REF_OTHER' },
  ])('the claims alone: $code for $change', ({ change, code }) => {
    expect(screenClaims({ ...CLAIMS, ...change })?.code).toBe(code);
  });

  it('BRA-16: the repository and its owner, by number: a name that moved brings nothing along', () => {
    expect(matchRepository(CLAIMS, REPOSITORY)).toBeNull();
    expect(matchRepository(CLAIMS, { ...REPOSITORY, id: 502 })?.code).toBe('REPOSITORY_OTHER');
    expect(matchRepository(CLAIMS, { ...REPOSITORY, ownerId: 78 })?.code).toBe('OWNER_OTHER');
  });
});

describe('matchRun', () => {
  it('lets only the run and attempt of the session release it', () => {
    expect(matchRun(CLAIMS, session())).toBeNull();
    expect(matchRun({ ...CLAIMS, runId: 9002 }, session())?.code).toBe('RUN_OTHER');
    expect(matchRun({ ...CLAIMS, runAttempt: 2 }, session())?.code).toBe('RUN_OTHER');
    expect(matchRun({ ...CLAIMS, repositoryId: 502 }, session())?.code).toBe('RUN_OTHER');
  });
});
