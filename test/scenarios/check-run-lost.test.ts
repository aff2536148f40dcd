// Events: the decision is in the ledger, and posting it fails. It is posted later, and recorded once.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWorld, type World } from '../doubles/world.ts';
import { check, checks, ledgerOf, propose } from './acts.ts';

const POST = 'POST /repos/{owner}/{repo}/check-runs';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('GitHub fails before it took the check run', async () => {
  world.github.fault({ route: POST, status: 502 });
  const { number, head } = propose(world);
  await world.settle();
  expect(check(world, head)).toBeUndefined();
  world.clock.advance(60_000);
  await world.settle();
  expect(checks(world, head)).toHaveLength(1);
  expect((await ledgerOf(world, number)).filter(({ type }) => type === 'decision.made')).toHaveLength(1);
});

it('GitHub took it and the answer is lost: there is still one', async () => {
  world.github.fault({ route: POST, reset: 'after' });
  const { number, head } = propose(
    world,
    { 'envs/prod/other.tf': 'resource "aws_sns_topic" "t" {}\n' },
    'copilot/b',
  );
  await world.settle();
  world.clock.advance(60_000);
  await world.settle();
  expect(checks(world, head)).toHaveLength(1);
  expect((await ledgerOf(world, number)).filter(({ type }) => type === 'decision.made')).toHaveLength(1);
});
