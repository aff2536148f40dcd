// Broker: an administrator merged past the gate. The merge gives no right to deploy.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REPO, startWorld, type World } from '../doubles/world.ts';
import { ledgerOf, propose, startDeploy } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('without its approvals a merged pull request gets no grant', async () => {
  const { number } = propose(world);
  await world.settle();
  (world.github.repository(REPO).rulesets as unknown[]).length = 0;
  const merge = world.github.mergePull({ repo: REPO, number, by: 'bob' });
  await world.settle();
  const answer = await world.exchange({ run: startDeploy(world, merge), sha: merge });
  expect(answer).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null });
  expect(answer.body['detail']).toBe(
    'The decision on pull request #1 is needs_review, not pass. (DECISION_NOT_PASS)',
  );
  const types = (await ledgerOf(world, number)).map(({ type }) => type);
  expect(types).toContain('grant.refused');
  expect(types).not.toContain('grant.opened');
  expect(world.aws.requests).toEqual([]);
});
