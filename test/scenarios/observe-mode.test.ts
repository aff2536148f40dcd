// Broker: a policy in observe mode decides and records, and gives nobody a credential.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { POLICY, startWorld, type World } from '../doubles/world.ts';
import { mergeApproved } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ policy: `${POLICY}mode: observe\n` });
});
afterAll(() => world.close());

it('observe opens no grant, even for an approved change', async () => {
  const { merge, run } = await mergeApproved(world);
  const answer = await world.exchange({ run, sha: merge });
  expect(answer).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null });
  expect(answer.body['detail']).toBe(
    'The policy is in observe mode: no credential without an enforced pass. (DECISION_NOT_PASS)',
  );
});
