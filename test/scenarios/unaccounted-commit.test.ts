// Broker: a deployment covers every commit since the last one, so a direct push must be accounted for.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { POLICY, REPO, roleFile, startWorld, type World } from '../doubles/world.ts';
import { mergeApproved, startDeploy, type Deployable } from './acts.ts';

const QUEUE = 'envs/prod/queue.tf';
const queue = (seconds: number): string =>
  `resource "aws_sqs_queue" "jobs" {\n  name                       = "jobs"\n  visibility_timeout_seconds = ${seconds}\n}\n`;

let world: World;
beforeAll(async () => {
  world = await startWorld({ policy: `${POLICY}paths: { inert: ['**/*.md'] }\n` });
  await deploys(await mergeApproved(world));
});
afterAll(() => world.close());

/** The exchange works, and the deployment succeeds: the next one starts from here. */
async function deploys({ merge, run }: Deployable): Promise<void> {
  expect((await world.exchange({ run, sha: merge })).status).toBe(201);
  world.github.completeWorkflowRun({ repo: REPO, run: run.id, conclusion: 'success' });
  await world.settle();
}

const push = (author: string, files: Readonly<Record<string, string>>): string =>
  world.github.commitTo({ repo: REPO, branch: 'main', author, files });

it('a push of inert files accounts for itself', async () => {
  push('bob', { 'README.md': '# Changed\n' });
  await deploys(await mergeApproved(world, { [QUEUE]: queue(30) }, 'copilot/second'));
});

it('BRA-01: a governed push is refused and named', async () => {
  const direct = push('bob', { 'envs/prod/iam.tf': roleFile('glue.amazonaws.com') });
  const { merge } = await mergeApproved(world, { [QUEUE]: queue(60) }, 'copilot/third');
  const answer = await world.exchange({ run: startDeploy(world, merge), sha: merge });
  expect(answer).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null });
  expect(answer.body['detail']).toBe(
    `Commit ${direct} would be deployed too: it changes governed files and belongs to no merged pull request. (UNACCOUNTED_COMMIT)`,
  );
});
