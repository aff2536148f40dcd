// Bad input: GitHub fails. The work is kept and tried again, and the check never says success meanwhile.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REPO, startWorld, type World } from '../doubles/world.ts';
import { approve, check, checks, propose } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('one 502 is healed within the evaluation', async () => {
  world.github.fault({ operation: 'Pull', status: 502, message: 'Bad Gateway' });
  const { head } = propose(world);
  await world.settle();
  expect(world.github.calls.filter(({ operation }) => operation === 'Pull')).toMatchObject([
    { status: 502 },
    { status: 200 },
  ]);
  expect(check(world, head)?.conclusion).toBe('action_required');
});

it('an evaluation that fails as a whole changes nothing, and the next try decides', async () => {
  const number = 1;
  const head = world.github.pull(REPO, number).headSha;
  const message = 'API rate limit exceeded for installation ID 1.';
  world.github.fault({ operation: 'Pull', status: 403, message });
  approve(world, number, 'bob', 'carol');
  await world.settle();
  expect(checks(world, head).map(({ conclusion }) => conclusion)).toEqual(['action_required']);
  expect(await world.server.store.work.dead()).toEqual([]);

  world.clock.advance(60_000);
  await world.settle();
  expect(check(world, head)?.conclusion).toBe('success');
});
