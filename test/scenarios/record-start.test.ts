// Broker: what a deployment must account for, before the first one and after it, and which run counts as a deployment.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { REPO, roleFile, startWorld, type World } from '../doubles/world.ts';
import { agentPush, approve, mergeApproved, startDeploy, type Deployable } from './acts.ts';

const queue = (name: string) => ({
  [`envs/prod/${name}.tf`]: `resource "aws_sqs_queue" "${name}" {\n  name = "${name}"\n}\n`,
});

let world: World;
let id: number;
beforeEach(async () => {
  world = await startWorld();
  ({ id } = world.github.repository(REPO));
});
afterEach(() => world.close());

const exchange = ({ run, merge }: Pick<Deployable, 'run' | 'merge'>) => world.exchange({ run, sha: merge });
const deployed = () => world.server.store.grants.lastDeployed(id, 'prod');

async function finish({ run }: Pick<Deployable, 'run'>): Promise<void> {
  world.github.completeWorkflowRun({ repo: REPO, run: run.id, conclusion: 'success' });
  await world.settle();
}

it('the first deployment carries two approved merges', async () => {
  await mergeApproved(world);
  expect(await exchange(await mergeApproved(world, queue('a'), 'copilot/a'))).toMatchObject({ status: 201 });
});

it('and is refused with a direct push between them, which is named', async () => {
  await mergeApproved(world);
  const files = { 'envs/prod/iam.tf': roleFile('glue.amazonaws.com') };
  const direct = world.github.commitTo({ repo: REPO, branch: 'main', author: 'bob', files });
  const answer = await exchange(await mergeApproved(world, queue('a'), 'copilot/a'));
  expect(answer).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null });
  expect(answer.body['detail']).toContain(`Commit ${direct} would be deployed too`);
});

/** An approved merge into `base`, then `main` is moved onto it. */
async function movedMerge(base: string): Promise<string> {
  const { github } = world;
  github.repository(REPO).branches.set(base, github.tip(REPO));
  agentPush(world, queue('moved'), 'copilot/moved');
  const { number } = github.openPull({ repo: REPO, head: 'copilot/moved', base, author: 'Copilot' });
  await world.settle();
  approve(world, number, 'bob', 'carol');
  await world.settle();
  (github.repository(REPO).rulesets as unknown[]).length = 0;
  const merge = github.mergePull({ repo: REPO, number, by: 'bob' });
  await world.settle();
  github.repository(REPO).branches.set('main', merge);
  return merge;
}

it.each([
  { base: 'main', status: 201 },
  { base: 'next', status: 403 },
])('a merge into $base accounts for its commit on main: $status', async ({ base, status }) => {
  await mergeApproved(world);
  await movedMerge(base);
  expect(await exchange(await mergeApproved(world, queue('a'), 'copilot/a'))).toMatchObject({ status });
});

it('a run whose session never lived deployed nothing', async () => {
  const before = world.github.tip(REPO);
  const deploy = await mergeApproved(world);
  const { merge, run } = deploy;
  const requested = { ...(await liveSession(deploy)), id: 's-00000000000001', accessKeyId: null } as const;
  expect(await deployed()).toBe(before);
  const other = startDeploy(world, merge);
  await world.server.store.sessions.begin({ ...requested, runId: other.id, state: 'failed' });
  await finish({ run: other });
  expect(await deployed()).toBe(before);
  await finish({ run });
  expect(await deployed()).toBe(merge);
});

async function liveSession(deploy: Deployable) {
  const { body } = await exchange(deploy);
  const session = await world.server.store.sessions.byId(String(body['id']));
  if (session === null) throw new Error(`no session: ${JSON.stringify(body)}`);
  return session;
}

it('the late report of an older deployment does not turn the record back', async () => {
  const older = await mergeApproved(world);
  await liveSession(older);
  world.clock.advance(1_000);
  const newer = await mergeApproved(world, queue('a'), 'copilot/a');
  await liveSession(newer);
  await finish(newer);
  await finish(older);
  expect(await deployed()).toBe(newer.merge);
});
