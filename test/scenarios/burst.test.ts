// Events: many at once on one pull request are one look at it, and an unchanged decision is not written again.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REPO, startWorld, type World } from '../doubles/world.ts';
import { check, ledgerOf, propose } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('ten events coalesce, and none writes', async () => {
  const { number, head } = propose(world);
  await world.settle();
  const shown = check(world, head);
  world.github.calls.length = 0;
  for (let nth = 0; nth < 10; nth++)
    world.github.editPull({ repo: REPO, number, by: 'dave', body: `note ${nth}` });
  await world.settle();
  const looks = world.github.calls.filter(({ operation }) => operation === 'Pull').length;
  expect(looks).toBeGreaterThanOrEqual(1);
  expect(looks).toBeLessThanOrEqual(3);
  expect(world.github.writes()).toEqual([]);
  expect(check(world, head)).toEqual(shown);
  expect((await ledgerOf(world, number)).filter(({ type }) => type === 'decision.made')).toHaveLength(1);
});
