// Broker: the right to deploy ends with its window.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWorld, type World } from '../doubles/world.ts';
import { mergeApproved } from './acts.ts';

const WINDOW_MS = 4 * 3_600_000;

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('after four hours the same run gets nothing', async () => {
  const { merge, run } = await mergeApproved(world);
  world.clock.advance(WINDOW_MS + 1_000);
  const answer = await world.exchange({ run, sha: merge });
  expect(answer).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null });
  expect(answer.body['detail']).toContain('(WINDOW_OVER)');
});
