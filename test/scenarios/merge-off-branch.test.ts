// Broker: the merge must be one that the target's branch holds now, and exactly one pull request's.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { COPILOT_ID, REPO, startWorld, type World } from '../doubles/world.ts';
import { mergeApproved, proposeApproved, startDeploy } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

/** A push to main, on top of it or of an older commit, which drops what came after that. */
async function push(from?: string): Promise<void> {
  (world.github.repository(REPO).rulesets as unknown[]).length = 0;
  const files = { 'README.md': '# Later\n' };
  world.github.commitTo({ repo: REPO, branch: 'main', author: 'bob', files, ...(from && { from }) });
  await world.settle();
}

it('a merge below the tip deploys', async () => {
  const { merge, run } = await mergeApproved(world);
  await push();
  expect(await world.exchange({ run, sha: merge })).toMatchObject({ status: 201 });
});

it('BRA-18: a merge that a force push dropped does not', async () => {
  const before = world.github.tip(REPO);
  const { merge, run } = await mergeApproved(world);
  await push(before);
  const answer = await world.exchange({ run, sha: merge });
  expect(answer).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null });
  expect(answer.body['detail']).toBe(`Commit ${merge} is not on main any more (NOT_ON_BRANCH).`);
});

it('BRA-14: a merge of two pull requests at once is taken for neither', async () => {
  const first = await proposeApproved(world);
  const second = await proposeApproved(world, { 'docs/a.md': 'a\n' }, 'copilot/second');
  const merge = world.github.mergePull({ repo: REPO, number: first.number, by: 'bob' });
  world.github.pull(REPO, second.number).merge = {
    sha: merge,
    by: world.github.addUser({ login: 'merger' }),
    at: new Date(world.clock.now()),
  };
  world.github.closePull({ repo: REPO, number: second.number, by: 'bob' });
  await world.settle();
  const answer = await world.exchange({ run: startDeploy(world, merge), sha: merge });
  expect(answer).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null });
  expect(answer.body['detail']).toContain('MERGE_AMBIGUOUS');
});

it('a run that a listed agent started gets nothing, the same run of a person does', async () => {
  const { merge, run } = await mergeApproved(world);
  const answer = await world.exchange({ run, sha: merge, claims: { actor_id: String(COPILOT_ID) } });
  expect(answer).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null });
  expect(answer.body['detail']).toBe(
    'The run is of the agent copilot, which has no role executor (AGENT_MAY_NOT_DEPLOY).',
  );
  expect(await world.exchange({ run, sha: merge, claims: { actor_id: '2' } })).toMatchObject({ status: 201 });
});
