// Broker: the policy broke after the merge. The workflow hears that, not that its target is unknown.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { POLICY, REPO, startWorld, type World } from '../doubles/world.ts';
import { mergeApproved } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('an exchange under a broken policy names its place', async () => {
  const { merge, run } = await mergeApproved(world);
  const push = (policy: string): string =>
    world.github.commitTo({ repo: REPO, branch: 'main', author: 'dave', files: { '.aigov.yml': policy } });
  const broken = push(`${POLICY}ruels: []\n`);
  const answer = await world.exchange({ run, sha: merge });
  expect(answer).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null });
  expect(answer.body['detail']).toBe(
    `acme/infra@${broken}:.aigov.yml:${POLICY.split('\n').length}:1 unknown key "ruels"; did you mean "rules"? (POLICY_INVALID)`,
  );
  push(POLICY);
  expect(await world.exchange({ run, sha: merge })).toMatchObject({ status: 201 });
});
