// Broker: a session ends at its fence, whatever happens to everyone who could have ended it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { POLICY, startWorld, type World } from '../doubles/world.ts';
import { ledgerOf, mergeApproved } from './acts.ts';

const ACTION = 'iam:UpdateAssumeRolePolicy';
const ROLE = 'arn:aws:iam::111122223333:role/ci';
const MINUTE_MS = 60_000;

let world: World;
beforeAll(async () => {
  // Shorter than the 15 minutes that STS gives at least: only the fence in the policy can end it.
  world = await startWorld({ policy: POLICY.replace('session: 20m', 'session: 5m') });
});
afterAll(() => world.close());

it('the time fence ends it before STS does', async () => {
  const { merge, run, number } = await mergeApproved(world);
  const { body, credentials } = await world.exchange({ run, sha: merge });
  if (credentials === null) throw new Error('no credentials');
  world.clock.advance(5 * MINUTE_MS - 1_000);
  expect(world.aws.authorize(credentials, ACTION, ROLE)).toMatchObject({ kind: 'allowed' });
  world.clock.advance(2_000);
  expect(world.aws.authorize(credentials, ACTION, ROLE)).toEqual({
    kind: 'denied',
    how: 'explicit',
    layer: 'session',
  });
  await world.settle();
  expect((await world.server.store.sessions.byId(String(body['id'])))?.state).toBe('expired');
  expect((await ledgerOf(world, number)).map(({ type }) => type)).toContain('session.expired');
});
