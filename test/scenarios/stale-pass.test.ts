// A pass that can no longer be confirmed does not stand: an approval is withdrawn while GitHub cannot be read.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REPO, startWorld, type World } from '../doubles/world.ts';
import { check, proposeApproved } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('is taken back after three failed looks, and decided anew when GitHub answers again', async () => {
  const { number, head } = await proposeApproved(world);
  expect(check(world, head)?.conclusion).toBe('success');

  const review = world.github.pull(REPO, number).reviews.at(-1)?.id ?? 0;
  const message = 'API rate limit exceeded for installation ID 1.';
  world.github.fault({ operation: 'Pull', status: 403, message, times: 4 });
  world.github.dismissReview({ repo: REPO, number, review, by: 'dave' });
  await world.settle();
  expect(check(world, head)?.conclusion).toBe('success');
  for (const pause of [2_000, 4_000]) {
    world.clock.advance(pause);
    await world.settle();
  }
  expect(check(world, head)).toMatchObject({
    conclusion: 'failure',
    output: { title: 'Blocked: the last pass could not be confirmed (FACTS_INCOMPLETE)' },
  });

  world.github.clearFaults();
  world.clock.advance(60_000);
  await world.settle();
  expect(check(world, head)).toMatchObject({ conclusion: 'action_required' });
  expect(world.github.violations).toEqual([]);
});
