// Ledger: who wrote, merged and started a deployment, each by number; and the key by which an agent is known.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { COPILOT_ID, POLICY, REPO, startWorld, type World } from '../doubles/world.ts';
import { decisionOf, ledgerOf, mergeApproved } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('IDN-08: every link of the chain is recorded by number, so that a mismatch is seen', async () => {
  const { merge, run, number } = await mergeApproved(world);
  const answer = await world.exchange({ run, sha: merge, claims: { actor_id: '4711' } });
  expect(answer.status).toBe(201);
  const entries = await ledgerOf(world, number);
  const data = (type: string): unknown => entries.find((entry) => entry.type === type)?.data;
  expect((await decisionOf(world, number)).actor.evidence).toContainEqual({
    signal: 'github-id',
    value: String(COPILOT_ID),
    strength: 'A',
  });
  const bob = world.github.pull(REPO, number).merge?.by.id;
  expect(data('grant.opened')).toMatchObject({ mergedBy: { id: bob, login: 'bob' } });
  expect(data('session.requested')).toMatchObject({ startedBy: 4711 });
});

it('commits under the key of an agent are its own, whoever opened the pull request', async () => {
  const dave = world.github.addUser({ login: 'dave' });
  // The one key of an account of the double.
  const key = dave.id.toString(16).toUpperCase().padStart(16, '0');
  (world.github.repository(REPO).rulesets as unknown[]).length = 0;
  const listed = POLICY.replace(
    '  agents:\n',
    `  agents:\n    helper: { identities: [{ key: "${key}" }], environments: [prod] }\n`,
  );
  const files = (text: string) => ({ 'envs/prod/queue.tf': text });
  world.github.commitTo({ repo: REPO, branch: 'main', author: 'bob', files: { '.aigov.yml': listed } });
  const propose = async (branch: string, verified: boolean) => {
    world.github.commitTo({
      repo: REPO,
      branch,
      author: 'dave',
      verified,
      files: files(`resource "aws_sqs_queue" "${branch}" {}\n`),
    });
    const { number } = world.github.openPull({ repo: REPO, head: branch, author: 'dave' });
    await world.settle();
    const { actor } = await decisionOf(world, number);
    return [actor.class, actor.assurance, ...actor.agents];
  };
  expect(await propose('signed', true)).toEqual(['mixed', 'signed', 'helper']);
  expect(await propose('unsigned', false)).toEqual(['human', 'authenticated']);
});
