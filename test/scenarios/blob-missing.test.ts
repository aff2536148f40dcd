// Bad input: GitHub names a blob and then does not have it. What was not seen is not passed over.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REPO, startWorld, type World } from '../doubles/world.ts';
import { check, decisionOf, IAM_FILE, openCodes, propose } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('a 404 on a blob makes the file unread; a later look reads it', async () => {
  // A text that came cut is read again over REST, and there it is gone.
  world.github.fault({ operation: 'Bundle', truncate: true });
  world.github.fault({ route: 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}', status: 404, times: 2 });
  const { number, head } = propose(world);
  await world.settle();
  expect((await decisionOf(world, number)).unreadable).toEqual([
    {
      file: IAM_FILE,
      line: null,
      why: 'missing-blob',
      message: 'git names this file but its content could not be fetched',
    },
  ]);
  expect(openCodes(await decisionOf(world, number))).toContain('UNREADABLE');
  expect(check(world, head)?.conclusion).toBe('action_required');

  world.github.review({ repo: REPO, number, by: 'dave', event: 'COMMENT' });
  await world.settle();
  expect((await decisionOf(world, number)).unreadable).toEqual([]);
  expect(openCodes(await decisionOf(world, number))).not.toContain('UNREADABLE');
});
