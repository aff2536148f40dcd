// Events: a required check counts by name, app, head and conclusion; one of the same name by another app does not.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { POLICY, REPO, startWorld, type World } from '../doubles/world.ts';
import { check, decisionOf, openCodes, proposeApproved } from './acts.ts';

const ACTIONS = 15_368;
const IMPOSTOR = 666;

let world: World;
beforeAll(async () => {
  const require = 'require: { approvals: [{ count: 2, from: ["@acme/security"] }]';
  const policy = POLICY.replace(
    require,
    `${require}, checks: [{ name: terraform-plan, app_id: ${ACTIONS} }]`,
  );
  world = await startWorld({ policy });
  world.github.addForeignApp(IMPOSTOR, 'impostor');
});
afterAll(() => world.close());

it('waits for the app that the policy names', async () => {
  const { number, head } = await proposeApproved(world);
  const codes = async (): Promise<readonly string[]> => {
    await world.settle();
    return openCodes(await decisionOf(world, number));
  };
  const post = (app: number, conclusion: 'success' | 'failure'): unknown =>
    world.github.createCheckRun({ repo: REPO, app, sha: head, name: 'terraform-plan', conclusion });
  expect(await codes()).toEqual(['CHECK_MISSING']);
  post(IMPOSTOR, 'success');
  expect(await codes()).toEqual(['CHECK_MISSING']);
  post(ACTIONS, 'failure');
  expect(await codes()).toEqual(['CHECK_FAILED']);
  post(ACTIONS, 'success');
  expect(await codes()).toEqual([]);
  expect(check(world, head)?.conclusion).toBe('success');
});
