// Broker: the base branch was rewritten, so the commits since the last deployment cannot be listed.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REPO, startWorld, type World } from '../doubles/world.ts';
import { mergeApproved, TRUST_LAMBDA } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('a force push over the deployed commit refuses what comes after it', async () => {
  const first = world.github.tip(REPO);
  const { merge, run } = await mergeApproved(world);
  expect((await world.exchange({ run, sha: merge })).status).toBe(201);
  world.github.completeWorkflowRun({ repo: REPO, run: run.id, conclusion: 'success' });
  world.github.commitTo({
    repo: REPO,
    branch: 'main',
    author: 'bob',
    from: first,
    files: { 'README.md': 'x\n' },
  });
  await world.settle();
  const second = await mergeApproved(world, TRUST_LAMBDA, 'copilot/second');
  const answer = await world.exchange({ run: second.run, sha: second.merge });
  expect(answer).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null });
  expect(answer.body['detail']).toContain('(HISTORY_UNKNOWN)');
});
