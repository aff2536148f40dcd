// Two merges, one deployment: the first one's grant lapsed unused, and what it brought stays accounted for.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REPO, roleFile, startWorld, type World } from '../doubles/world.ts';
import { mergeApproved, startDeploy } from './acts.ts';

const FIVE_HOURS = 5 * 3_600_000;

let world: World;
beforeAll(async () => {
  world = await startWorld({
    files: { 'envs/prod/other.tf': roleFile('a.amazonaws.com').replaceAll('"ci"', '"other"') },
  });
});
afterAll(() => world.close());

it('is deployed with the next merge, without being judged again', async () => {
  const first = await mergeApproved(world);
  world.clock.advance(FIVE_HOURS);
  expect((await world.exchange({ run: first.run, sha: first.merge })).body).toMatchObject({
    code: 'GRANT_REFUSED',
    detail: expect.stringContaining('WINDOW_OVER'),
  });

  const other = { 'envs/prod/other.tf': roleFile('b.amazonaws.com').replaceAll('"ci"', '"other"') };
  const second = await mergeApproved(world, other, 'copilot/other');
  world.github.calls.length = 0;
  const answer = await world.exchange({ run: second.run, sha: second.merge });
  expect(answer.status).toBe(201);
  expect(world.github.calls.filter(({ operation }) => operation === 'Pull')).toHaveLength(1);
});

it('a redeployment of the same merge needs a fresh run, not a fresh review', async () => {
  const merge = world.github.tip(REPO);
  expect((await world.exchange({ run: startDeploy(world, merge), sha: merge })).status).toBe(201);
});
