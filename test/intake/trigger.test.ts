import { describe, expect, it } from 'vitest';
import {
  checkRunTriggers,
  checkSuiteTriggers,
  installationTriggers,
  pullRequestTriggers,
  pushTriggers,
  reviewTriggers,
  workflowRunTriggers,
} from '../../src/intake/trigger.ts';

const repository = { id: 11, name: 'infra', owner: { login: 'acme' }, default_branch: 'main' };
const installation = { id: 5, account: { login: 'acme' } };
const key = { installationId: 5, id: 11, owner: 'acme', name: 'infra' };
const alice = { login: 'alice', id: 1, type: 'User' };
const copilot = { login: 'Copilot', id: 198982749, type: 'Bot' };

// The functions read a handful of fields; the whole payloads of GitHub run through them in the webhook replay test.
function payload<T>(fields: object): T {
  return { repository, installation, sender: alice, ...fields } as T;
}

describe('pullRequestTriggers', () => {
  const pull = (action: string, fields: object = {}): ReturnType<typeof pullRequestTriggers> =>
    pullRequestTriggers(payload({ action, pull_request: { number: 7, user: copilot }, ...fields }));

  it('a push names its sender as pusher', () => {
    expect(pull('synchronize')).toEqual([
      { kind: 'pull', repository: key, pull: 7, pushers: [alice], requesters: [] },
    ]);
  });

  it('a human who opens a pull request for an agent asked for it', () => {
    expect(pull('opened')).toEqual([
      { kind: 'pull', repository: key, pull: 7, pushers: [alice], requesters: ['alice'] },
    ]);
  });

  it('an agent that opens its own asked nobody', () => {
    expect(pull('opened', { sender: copilot })).toEqual([
      { kind: 'pull', repository: key, pull: 7, pushers: [copilot], requesters: [] },
    ]);
  });

  it('a label names nobody', () => {
    expect(pull('labeled')).toEqual([
      { kind: 'pull', repository: key, pull: 7, pushers: [], requesters: [] },
    ]);
  });

  it('without an installation there is no token to look with', () => {
    expect(pull('opened', { installation: undefined })).toEqual([]);
  });
});

describe('the other events', () => {
  it('a review looks at its pull request again', () => {
    expect(reviewTriggers(payload({ action: 'submitted', pull_request: { number: 7 } }))).toEqual([
      { kind: 'pull', repository: key, pull: 7, pushers: [], requesters: [] },
    ]);
  });

  const checkRun = (fields: object, action = 'completed'): ReturnType<typeof checkRunTriggers> =>
    checkRunTriggers(
      payload({
        action,
        check_run: {
          head_sha: 'abc',
          app: { id: 15368 },
          pull_requests: [{ number: 7 }, { number: 8 }],
          ...fields,
        },
      }),
      99,
    );

  it('another app’s check run looks at each of its pull requests', () => {
    expect(checkRun({}).map((trigger) => trigger.kind === 'pull' && trigger.pull)).toEqual([7, 8]);
  });

  it('our own check run says nothing new', () => {
    expect(checkRun({ app: { id: 99 } })).toEqual([]);
  });

  it('unless a person pressed Re-run', () => {
    expect(checkRun({ app: { id: 99 } }, 'rerequested')).toHaveLength(2);
  });

  it('a check run of a fork names only its commit', () => {
    expect(checkRun({ pull_requests: [] })).toEqual([{ kind: 'commit', repository: key, sha: 'abc' }]);
  });

  const rerunAll = (pulls: readonly object[]): ReturnType<typeof checkSuiteTriggers> =>
    checkSuiteTriggers(
      payload({
        action: 'rerequested',
        check_suite: { head_sha: 'abc', app: { id: 99 }, pull_requests: pulls },
      }),
    );

  it('Re-run all checks looks at each pull request of the suite', () => {
    expect(rerunAll([{ number: 7 }, { number: 8 }])).toEqual([
      { kind: 'pull', repository: key, pull: 7, pushers: [], requesters: [] },
      { kind: 'pull', repository: key, pull: 8, pushers: [], requesters: [] },
    ]);
  });

  it('and at those of its commit where the suite is a fork’s', () => {
    expect(rerunAll([])).toEqual([{ kind: 'commit', repository: key, sha: 'abc' }]);
  });

  it('a finished workflow run ends its sessions', () => {
    const workflow_run = { id: 70, run_attempt: 2, conclusion: 'cancelled', head_sha: 'abc' };
    expect(workflowRunTriggers(payload({ action: 'completed', workflow_run }))).toEqual([
      { kind: 'run', repository: key, runId: 70, runAttempt: 2, conclusion: 'cancelled', headSha: 'abc' },
    ]);
    expect(workflowRunTriggers(payload({ action: 'requested', workflow_run }))).toEqual([]);
  });

  it('one that ran for a pull request has it looked at: what it made is there now', () => {
    const workflow_run = {
      id: 70,
      run_attempt: 1,
      conclusion: 'success',
      head_sha: 'abc',
      pull_requests: [{ number: 7 }],
    };
    const kinds = (event: string) =>
      workflowRunTriggers(payload({ action: 'completed', workflow_run: { ...workflow_run, event } })).map(
        ({ kind }) => kind,
      );
    expect([kinds('pull_request'), kinds('push')]).toEqual([['pull', 'run'], ['run']]);
  });

  const push = (fields: object): ReturnType<typeof pushTriggers> =>
    pushTriggers(
      payload({
        ref: 'refs/heads/x',
        after: 'b',
        deleted: false,
        commits: [{ id: 'a' }, { id: 'b' }],
        ...fields,
      }),
    );

  it('a push to the default branch looks at the whole repository', () => {
    expect(push({ ref: 'refs/heads/main' })).toEqual([
      { kind: 'repository', repository: key, why: 'push to refs/heads/main' },
    ]);
  });

  it('a push to another branch is remembered with its sender, a deleted branch is not', () => {
    expect(push({})).toEqual([{ kind: 'push', repository: key, shas: ['b', 'a'], pusher: alice }]);
    expect(push({ deleted: true })).toEqual([]);
    expect(push({ sender: undefined })).toEqual([]);
  });

  it('an installation is reported with its owner', () => {
    expect(installationTriggers(payload({ action: 'created' }))).toEqual([
      { kind: 'installation', installationId: 5, owner: 'acme', action: 'created' },
    ]);
  });
});
