// Bad input: a policy that only the head branch has decides nothing, not even in its own favour.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWorld, type World } from '../doubles/world.ts';
import { check, decisionOf, openCodes, propose, TRUST_LAMBDA } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ policy: null });
});
afterAll(() => world.close());

it('without a policy on the default branch the baseline observes, whatever the head says', async () => {
  const { number, head } = propose(world, {
    ...TRUST_LAMBDA,
    '.aigov.yml': 'version: 1\nmode: enforce\nbaseline: none\n',
  });
  await world.settle();
  const decision = await decisionOf(world, number);
  expect(decision).toMatchObject({
    outcome: 'needs_review',
    mode: 'observe',
    policy: { source: null, sha256: null, floor: null },
  });
  expect(openCodes(decision)).toEqual(['APPROVALS_MISSING']);
  expect(check(world, head)).toMatchObject({ conclusion: 'neutral' });
  expect(check(world, head)?.output.title).toMatch(/^Observe: would need 2 humans /);
  expect(world.github.pull('acme/infra', number).requestedTeams.size).toBe(0);
});
