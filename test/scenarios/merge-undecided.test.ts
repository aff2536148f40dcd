// Broker: GitHub does not show everything yet. The answer is "not yet", never "no" and never a credential.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWorld, type World } from '../doubles/world.ts';
import { mergeApproved } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('a list that came cut is 409, and the same run gets its session afterwards', async () => {
  const { merge, run } = await mergeApproved(world);
  world.github.fault({ operation: 'Pull', truncate: true });
  const early = await world.exchange({ run, sha: merge });
  expect(early).toMatchObject({ status: 409, body: { code: 'MERGE_UNDECIDED' }, credentials: null });
  expect(await world.exchange({ run, sha: merge })).toMatchObject({ status: 201 });
});
