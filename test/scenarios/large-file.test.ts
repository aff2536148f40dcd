// Bad input: a file of 5 MB is not parsed; it counts as unread, and the rest of the pull request is judged.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { roleFile, startWorld, type World } from '../doubles/world.ts';
import { check, decisionOf, IAM_FILE, openCodes, propose } from './acts.ts';

const LARGE = 'envs/prod/large.tf';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('a file of 5 MB is refused by size and named, its neighbour is read', async () => {
  const padding = '# padding\n'.repeat(500_000);
  const { number, head } = propose(world, {
    [LARGE]: padding,
    [IAM_FILE]: roleFile('lambda.amazonaws.com'),
  });
  await world.settle();
  const decision = await decisionOf(world, number);
  expect(decision.unreadable).toEqual([
    {
      file: LARGE,
      line: null,
      why: 'too-large',
      message: 'the file has 5000000 bytes; at most 1000000 are read',
    },
  ]);
  expect(decision.changes.map(({ address }) => address)).toContain('aws_iam_role.ci');
  expect(openCodes(decision)).toEqual(['APPROVALS_MISSING', 'UNREADABLE']);
  expect(check(world, head)?.conclusion).toBe('action_required');
  expect(await world.server.store.work.dead()).toEqual([]);
});
