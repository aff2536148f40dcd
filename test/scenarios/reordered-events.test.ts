// Events: their order does not matter, because each only says "look again".
import { afterAll, beforeAll, expect, it } from 'vitest';
import { roleFile, startWorld, type World } from '../doubles/world.ts';
import { agentPush, approve, check, checks, IAM_FILE, postWebhook, propose } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('the same events in reverse end in the same state', async () => {
  // Nothing arrives while it happens: opened, pushed, approved twice.
  world.github.fault({ webhook: 'pull_request', times: 2 });
  world.github.fault({ webhook: 'pull_request_review', times: 2 });
  const { number, head: first } = propose(world);
  const head = agentPush(world, { [IAM_FILE]: roleFile('states.amazonaws.com') });
  approve(world, number, 'bob', 'carol');
  await world.github.settled();
  const lost = world.github.deliveries.filter(({ statusCode }) => statusCode === 502);
  expect(lost.map(({ event }) => event)).toEqual([
    'pull_request',
    'pull_request',
    'pull_request_review',
    'pull_request_review',
  ]);

  for (const { event, payload, guid } of lost.toReversed()) {
    await postWebhook(world, { event, payload, guid });
    await world.server.worker.drain();
    expect(check(world, head)?.conclusion).toBe('success');
  }
  expect(checks(world, head)).toHaveLength(1);
  expect(checks(world, first)).toEqual([]);
});
