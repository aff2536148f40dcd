// Events: a webhook that never arrived is healed by the sweep, by redelivery and by looking at what is open.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { REPO, roleFile, startWorld, type World } from '../doubles/world.ts';
import { approve, check, postWebhook, propose } from './acts.ts';

const SWEEP_MS = 60_000;
/** Open pull requests are looked at again at this pace, whatever was told: a faster one would use up GitHub's hourly limit. */
const PULLS_MS = 600_000;

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await world.settle();
});
afterEach(() => world.close());

it('a lost pull request is heard at the next sweep, because GitHub is asked to deliver again', async () => {
  world.github.fault({ webhook: 'pull_request' });
  const { head } = propose(world);
  await world.settle();
  expect(check(world, head)).toBeUndefined();
  expect(world.github.deliveries.find(({ action }) => action === 'opened')?.statusCode).toBe(502);

  world.clock.advance(SWEEP_MS);
  await world.settle();
  expect(world.github.calls.map(({ route }) => route)).toContain(
    'POST /app/hook/deliveries/{delivery_id}/attempts',
  );
  expect(check(world, head)?.conclusion).toBe('action_required');
});

it('a lost approval counts after the sweep looked at the open pull request, even if nothing is redelivered', async () => {
  const { number, head } = propose(world);
  await world.settle();
  world.github.fault({ webhook: 'pull_request_review', times: 2 });
  approve(world, number, 'bob', 'carol');
  await world.settle();
  expect(check(world, head)?.conclusion).toBe('action_required');

  world.github.fault({ route: 'POST /app/hook/deliveries/{delivery_id}/attempts', status: 422, times: 9 });
  world.clock.advance(PULLS_MS);
  await world.settle();
  expect(check(world, head)?.conclusion).toBe('success');
  expect(world.github.pull(REPO, number).state).toBe('open');
});

it('a lost approval counts at once when a membership changes: whoever may count is looked at again', async () => {
  const { number, head } = propose(
    world,
    { 'envs/prod/iam.tf': roleFile('sns.amazonaws.com') },
    'copilot/sns',
  );
  await world.settle();
  world.github.fault({ webhook: 'pull_request_review', times: 2 });
  approve(world, number, 'bob', 'carol');
  await world.settle();
  expect(check(world, head)?.conclusion).toBe('action_required');

  await postWebhook(world, { event: 'membership', payload: { action: 'added' } });
  await world.settle();
  expect(check(world, head)?.conclusion).toBe('success');
});
