// Broker: a pull request that nobody judged while it was open was not approved by anybody.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REPO, startWorld, type World } from '../doubles/world.ts';
import { approve, propose, startDeploy } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.settle();
});
afterAll(() => world.close());

it('approvals on GitHub are not enough without a decision on the head', async () => {
  for (const webhook of ['pull_request', 'pull_request_review']) world.github.fault({ webhook, times: 9 });
  const { number } = propose(world);
  approve(world, number, 'bob', 'carol');
  (world.github.repository(REPO).rulesets as unknown[]).length = 0;
  const merge = world.github.mergePull({ repo: REPO, number, by: 'bob' });
  await world.settle();
  const answer = await world.exchange({ run: startDeploy(world, merge), sha: merge });
  expect(answer).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null });
  expect(answer.body['detail']).toBe(
    'No decision was recorded on the merged head of pull request #1. (DECISION_NOT_PASS)',
  );
});
