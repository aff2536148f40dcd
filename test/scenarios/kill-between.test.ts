// Events: the process dies after the 202 and before the work. The next one, on the same data, does it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer } from '../../src/server.ts';
import { startWorld, type World } from '../doubles/world.ts';
import { check, propose } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('what was acknowledged is done by the process that comes after', async () => {
  const { head } = propose(world);
  await world.github.settled();
  expect(world.github.deliveries.every(({ statusCode }) => statusCode === 202)).toBe(true);
  await world.server.close();
  expect(check(world, head)).toBeUndefined();

  const next = await startServer({
    settings: world.settings,
    log: world.log,
    clock: world.clock.now,
    work: false,
    throttle: false,
  });
  await next.worker.drain();
  expect(check(world, head)?.conclusion).toBe('action_required');
  await next.close();
});
