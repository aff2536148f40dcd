// Broker: how it was merged. A squash is compared like a merge commit; a rebase of several commits is refused.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REPO, roleFile, startWorld, type World } from '../doubles/world.ts';
import { agentPush, approve, IAM_FILE, propose, proposeApproved, startDeploy } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

async function mergeTwoCommits(method: 'squash' | 'rebase', service: string): Promise<string> {
  const { number } = propose(world, { [IAM_FILE]: roleFile('lambda.amazonaws.com') }, `copilot/${method}`);
  agentPush(world, { [IAM_FILE]: roleFile(service) }, `copilot/${method}`);
  await world.settle();
  approve(world, number, 'bob', 'carol');
  await world.settle();
  const merge = world.github.mergePull({ repo: REPO, number, by: 'bob', method });
  await world.settle();
  return merge;
}

it('a squash of two commits deploys', async () => {
  const merge = await mergeTwoCommits('squash', 'states.amazonaws.com');
  expect(await world.exchange({ run: startDeploy(world, merge), sha: merge })).toMatchObject({ status: 201 });
});

it('BRA-03: a squash that holds something else is refused, one that holds the same is not', async () => {
  for (const [service, status] of [
    ['sqs.amazonaws.com', 201],
    ['sns.amazonaws.com', 403],
  ] as const) {
    const other = await startWorld();
    const files = { [IAM_FILE]: roleFile('sqs.amazonaws.com') };
    const { number } = await proposeApproved(other, files);
    const merged = { [IAM_FILE]: roleFile(service) };
    const sha = other.github.commitTo({ repo: REPO, branch: 'main', author: 'bob', files: merged });
    const merger = other.github.addUser({ login: 'merger' });
    other.github.pull(REPO, number).merge = { sha, by: merger, at: new Date(other.clock.now()) };
    other.github.closePull({ repo: REPO, number, by: 'bob' });
    await other.settle();
    const answer = await other.exchange({ run: startDeploy(other, sha), sha });
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.body['detail']).toContain('MERGE_DIFFERS');
    await other.close();
  }
});

it('a rebase of two commits is refused', async () => {
  const merge = await mergeTwoCommits('rebase', 'glue.amazonaws.com');
  const answer = await world.exchange({ run: startDeploy(world, merge), sha: merge });
  expect(answer).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null });
  // The last commit alone is the merge commit that GitHub names, and it holds only a part of what was approved.
  expect(answer.body['detail']).toMatch(
    /^What merged is not what was approved: envs\/prod\/iam\.tf, .*\(MERGE_DIFFERS\)$/,
  );
});
