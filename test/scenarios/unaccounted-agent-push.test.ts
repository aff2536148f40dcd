// Broker: a deployment covers every commit since the last one, and nobody knows who pushed directly: it counts as an agent.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { POLICY, REPO, startWorld, type World } from '../doubles/world.ts';
import { approve, mergeApproved, startDeploy, type Deployable } from './acts.ts';

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

/** A person's own pull request, approved by two others and merged. */
async function mergeOfDave(files: Readonly<Record<string, string>>): Promise<string> {
  world.github.commitTo({ repo: REPO, branch: 'dave/queue', author: 'dave', files });
  const { number } = world.github.openPull({ repo: REPO, head: 'dave/queue', author: 'dave' });
  await world.settle();
  approve(world, number, 'bob', 'carol');
  await world.settle();
  return world.github.mergePull({ repo: REPO, number, by: 'bob' });
}

const push = (author: string, files: Readonly<Record<string, string>>): string =>
  world.github.commitTo({ repo: REPO, branch: 'main', author, files });

it('an agent’s push of code that a deploy job may run is refused and named, even before a person’s pull request', async () => {
  const direct = push('Copilot', { 'tools/release.js': 'process.exit(0);\n' });
  const merge = await mergeOfDave({ [QUEUE]: queue(60) });
  const answer = await world.exchange({ run: startDeploy(world, merge), sha: merge });
  expect(answer).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null });
  expect(answer.body['detail']).toBe(
    `Commit ${direct} would be deployed too: it changes governed files and belongs to no merged pull request. (UNACCOUNTED_COMMIT)`,
  );
});
