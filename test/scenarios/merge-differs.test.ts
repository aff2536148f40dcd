// Broker: what merged is not what was approved, because somebody edited the merge commit.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REPO, roleFile, startWorld, type World } from '../doubles/world.ts';
import { approve, ledgerOf, mergeByHand, proposeApproved, startDeploy, TRUST_LAMBDA } from './acts.ts';

const EXTRA = 'envs/prod/extra.tf';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('BRA-05: an extra edit in the merge commit voids the grant and is named', async () => {
  const proposal = await proposeApproved(world);
  const merge = mergeByHand(world, proposal, {
    [EXTRA]: roleFile('glue.amazonaws.com').replace('"ci"', '"x"'),
  });
  await world.settle();
  const answer = await world.exchange({ run: startDeploy(world, merge), sha: merge });
  expect(answer).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null });
  expect(answer.body['detail']).toMatch(
    /^What merged is not what was approved: envs\/prod\/extra\.tf, .* \(MERGE_DIFFERS\)$/,
  );
  const refused = (await ledgerOf(world, proposal.number)).find(({ type }) => type === 'grant.refused');
  expect(refused?.data).toMatchObject({ code: 'MERGE_DIFFERS', mergeSha: merge });
});

it('the same merge by hand without the edit deploys', async () => {
  const other = await startWorld();
  const proposal = await proposeApproved(other);
  const merge = mergeByHand(other, proposal, {});
  await other.settle();
  expect(await other.exchange({ run: startDeploy(other, merge), sha: merge })).toMatchObject({ status: 201 });
  await other.close();
});

const SCRIPT = 'lib/render.py';

it('nor may it hold other code than a person’s pull request, whose plain files need no approval', async () => {
  for (const [content, status] of [
    ['print(1)\n', 201],
    ['print(2)\n', 403],
  ] as const) {
    const other = await startWorld();
    const files = { ...TRUST_LAMBDA, [SCRIPT]: 'print(1)\n' };
    const head = other.github.commitTo({ repo: REPO, branch: 'alice/x', author: 'alice', files });
    const { number } = other.github.openPull({ repo: REPO, head: 'alice/x', author: 'alice', title: 'x' });
    await other.settle();
    approve(other, number, 'bob', 'carol');
    await other.settle();
    const merge = mergeByHand(other, { number, head }, { [SCRIPT]: content });
    await other.settle();
    const answer = await other.exchange({ run: startDeploy(other, merge), sha: merge });
    expect(answer.status).toBe(status);
    if (status === 403)
      expect(answer.body['detail']).toBe(
        'What merged is not what was approved: lib/render.py, its content differs from what was approved. (MERGE_DIFFERS)',
      );
    await other.close();
  }
});
