// Events: GitHub delivers the same webhook again. One decision, no second write.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWorld, type World } from '../doubles/world.ts';
import { ledgerOf, postWebhook, propose } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('a repeated delivery is known at the door and causes no call', async () => {
  const { number } = propose(world);
  await world.settle();
  const opened = world.github.deliveries.find(({ action }) => action === 'opened');
  if (opened === undefined) throw new Error('no delivery');
  const decisions = (await ledgerOf(world, number)).filter(({ type }) => type === 'decision.made');
  expect(decisions).toHaveLength(1);

  world.github.calls.length = 0;
  world.github.redeliver(opened);
  await world.settle();
  const again = await postWebhook(world, {
    event: 'pull_request',
    payload: opened.payload,
    guid: opened.guid,
  });
  expect(await again.json()).toEqual({ accepted: true, delivery: opened.guid, fresh: false });
  await world.settle();
  expect(world.github.calls).toEqual([]);
  expect((await ledgerOf(world, number)).filter(({ type }) => type === 'decision.made')).toEqual(decisions);
});

it('the same event under another id is looked at, and nothing is written', async () => {
  const opened = world.github.deliveries.find(({ action }) => action === 'opened');
  world.github.calls.length = 0;
  await postWebhook(world, { event: 'pull_request', payload: opened?.payload });
  await world.settle();
  expect(world.github.writes()).toEqual([]);
  expect((await ledgerOf(world, 1)).filter(({ type }) => type === 'decision.made')).toHaveLength(1);
});
