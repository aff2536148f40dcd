// Broker: approvals are counted again at the exchange, with the people as they are now.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REPO, startWorld, type World } from '../doubles/world.ts';
import { mergeApproved } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('an approver who left the team after the merge no longer counts', async () => {
  const { merge, run } = await mergeApproved(world);
  const security = [...world.github.repository(REPO).teams.keys()].find(({ slug }) => slug === 'security');
  const carol = [...(security?.members ?? [])].find(({ login }) => login === 'carol');
  if (security === undefined || carol === undefined) throw new Error('the world has changed');
  security.members.delete(carol);
  const answer = await world.exchange({ run, sha: merge });
  expect(answer).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null });
  expect(answer.body['detail']).toContain('(DECISION_NOT_PASS)');
  security.members.add(carol);
  expect(await world.exchange({ run, sha: merge })).toMatchObject({ status: 201 });
});
