// Webhooks are signed, schema-valid, logged, and keep their GUID when sent again.
import { verify } from '@octokit/webhooks-methods';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS_APP_ID } from './index.ts';
import {
  APP_ID,
  appJwt,
  createScene,
  openAgentPull,
  type Receiver,
  REPO,
  type Scene,
  startReceiver,
  WEBHOOK_SECRET,
} from './scene.ts';

let scene: Scene;
let receiver: Receiver;
beforeEach(async () => {
  [scene, receiver] = await Promise.all([createScene(), startReceiver()]);
  scene.github.setWebhookUrl(APP_ID, receiver.url);
});
afterEach(async () => {
  await scene.github.close();
  await receiver.close();
});

const ofPull = { repo: REPO, number: 1 };
const sent = (): readonly string[] =>
  scene.github.deliveries.map(({ event, action }) => (action === null ? event : `${event}.${action}`));

describe('a webhook', () => {
  it("is signed over its raw body and carries GitHub's headers", async () => {
    openAgentPull(scene);
    await scene.github.settled();
    const [push] = receiver.received;
    expect(await verify(WEBHOOK_SECRET, push?.body ?? '', push?.headers['x-hub-signature-256'] ?? '')).toBe(
      true,
    );
    expect(await verify('another secret', push?.body ?? '', push?.headers['x-hub-signature-256'] ?? '')).toBe(
      false,
    );
    expect(push?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-github-delivery': scene.github.deliveries[0]?.guid,
      'x-github-hook-installation-target-id': String(APP_ID),
      'x-github-hook-installation-target-type': 'integration',
    });
  });

  it('names who triggered it, not only who wrote it', async () => {
    openAgentPull(scene);
    await scene.github.settled();
    const payload = JSON.parse(receiver.received[1]?.body ?? '{}') as unknown;
    expect(payload).toMatchObject({
      action: 'opened',
      pull_request: { user: { login: 'Copilot', type: 'Bot' } },
      sender: { login: 'alice' },
      installation: { id: scene.installationId },
    });
  });

  it("follows everything that happens, each valid against GitHub's schema", async () => {
    const { github } = scene;
    const head = openAgentPull(scene);
    github.addLabel({ ...ofPull, label: 'urgent', by: 'bob' });
    github.editPull({ ...ofPull, by: 'alice', title: 'Better' });
    const { id } = github.review({ ...ofPull, by: 'bob', event: 'APPROVE' });
    github.dismissReview({ ...ofPull, review: id, by: 'carol' });
    github.closePull({ ...ofPull, by: 'alice' });
    github.reopenPull({ ...ofPull, by: 'alice' });
    github.markReady({ ...ofPull, by: 'alice' });
    const check = github.createCheckRun({
      repo: REPO,
      app: APP_ID,
      sha: head,
      name: 'aigov/policy',
      conclusion: 'success',
    });
    github.rerequestCheckRun({ repo: REPO, run: check.id, by: 'bob' });
    github.commitTo({ repo: REPO, branch: 'copilot/x', author: 'Copilot', files: { 'b.tf': '1\n' } });
    github.mergePull({ ...ofPull, by: 'bob' });
    const run = github.startWorkflowRun({ repo: REPO, path: '.github/workflows/deploy.yml', actor: 'bob' });
    github.completeWorkflowRun({ repo: REPO, run: run.id });
    await github.settled();
    expect(sent()).toEqual([
      'push',
      'pull_request.opened',
      'pull_request.labeled',
      'pull_request.edited',
      'pull_request_review.submitted',
      'pull_request_review.dismissed',
      'pull_request.closed',
      'pull_request.reopened',
      'pull_request.ready_for_review',
      'check_run.created',
      'check_run.completed',
      'check_run.rerequested',
      'push',
      'pull_request.synchronize',
      'push',
      'pull_request.closed',
      'workflow_run.requested',
      'workflow_run.completed',
    ]);
    expect(receiver.received).toHaveLength(18);
  });

  it('tells an app that it was installed', async () => {
    const { github } = scene;
    github.registerApp({ id: 8, webhookSecret: 'x', webhookUrl: receiver.url });
    const { id } = github.installApp({ app: 8, account: 'acme', repositories: [REPO] });
    await github.settled();
    expect(JSON.parse(receiver.received[0]?.body ?? '{}')).toMatchObject({
      action: 'created',
      installation: { id, app_id: 8, repository_selection: 'selected' },
      repositories: [{ full_name: REPO }],
    });
  });

  it('of a re-run goes to the owner of the check alone', async () => {
    const head = openAgentPull(scene);
    const foreign = scene.github.createCheckRun({ repo: REPO, app: ACTIONS_APP_ID, sha: head, name: 'plan' });
    scene.github.rerequestCheckRun({ repo: REPO, run: foreign.id, by: 'bob' });
    expect(sent()).not.toContain('check_run.rerequested');
  });
});

describe('a failed delivery', () => {
  const jwt = (): string => appJwt({ privateKey: scene.privateKey });

  it('is listed, and redelivered under its GUID', async () => {
    receiver.status = 500;
    scene.github.commitTo({ repo: REPO, branch: 'main', author: 'bob', files: { a: '1' } });
    await scene.github.settled();
    const failed = await scene.ask('GET /app/hook/deliveries?status=failure', { as: jwt() });
    const [first] = failed.body as unknown as readonly { id: number; guid: string }[];
    expect(first).toMatchObject({ event: 'push', status_code: 500, redelivery: false });
    receiver.status = 202;
    const again = await scene.ask(`POST /app/hook/deliveries/${first?.id}/attempts`, { as: jwt() });
    await scene.github.settled();
    expect(again.status).toBe(202);
    expect(receiver.received.map(({ headers }) => headers['x-github-delivery'])).toEqual([
      first?.guid,
      first?.guid,
    ]);
    expect(receiver.received[0]?.body).toBe(receiver.received[1]?.body);
    expect(scene.github.deliveries.map(({ statusCode, redelivery }) => [statusCode, redelivery])).toEqual([
      [500, false],
      [202, true],
    ]);
  });

  it('may get lost on the way', async () => {
    scene.github.fault({ webhook: 'push' });
    scene.github.commitTo({ repo: REPO, branch: 'main', author: 'bob', files: { a: '1' } });
    await scene.github.settled();
    expect([receiver.received, scene.github.deliveries[0]?.statusCode]).toEqual([[], 502]);
  });
});
