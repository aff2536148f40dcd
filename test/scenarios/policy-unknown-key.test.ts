// Bad input: a policy that cannot be understood blocks with its place, and its repair is heard without a push.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { POLICY, REPO, startWorld, type World } from '../doubles/world.ts';
import { check, decisionOf, openCodes, propose } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ policy: `${POLICY}ruels: []\n` });
});
afterAll(() => world.close());

it('an unknown key on the default branch blocks at its line and column until it is repaired', async () => {
  const tip = world.github.tip(REPO);
  const { number, head } = propose(world);
  await world.settle();
  const line = POLICY.split('\n').length;
  const place = `acme/infra@${tip}:.aigov.yml:${line}:1`;
  expect(check(world, head)).toMatchObject({ status: 'completed', conclusion: 'failure' });
  expect(check(world, head)?.output.title).toMatch(/^Blocked: /);
  expect(check(world, head)?.output.summary).toContain(
    `\`POLICY_INVALID\`, rule \`policy\`: \`${place}\` unknown key "ruels"; did you mean "rules"?`,
  );
  const decision = await decisionOf(world, number);
  expect(decision).toMatchObject({ outcome: 'blocked', mode: 'enforce' });
  expect(openCodes(decision)).toEqual(['POLICY_INVALID']);

  world.github.commitTo({ repo: REPO, branch: 'main', author: 'dave', files: { '.aigov.yml': POLICY } });
  await world.settle();
  expect(check(world, head)?.conclusion).toBe('action_required');
  expect(openCodes(await decisionOf(world, number))).toEqual(['APPROVALS_MISSING']);
});
