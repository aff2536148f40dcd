// Broker: an administrator merged past the gate. The merge gives no right to deploy.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { POLICY, REPO, startWorld, type World } from '../doubles/world.ts';
import { approve, ledgerOf, propose, startDeploy, TRUST_LAMBDA, type Files } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

/** Owners, baseline and rules are gone: under it everything passes. */
const LAX = POLICY.replace('owners: ["@acme/platform"]\n', 'baseline: none\n')
  .replace(/rules:[\s\S]*?accounts:/, 'accounts:')
  .replace('owner: "@acme/platform", ', '');

/** The ruleset is lifted and nobody has approved. */
async function mergePastTheGate(of: World, files?: Files): Promise<{ number: number; merge: string }> {
  const { number } = propose(of, files);
  await of.settle();
  (of.github.repository(REPO).rulesets as unknown[]).length = 0;
  const merge = of.github.mergePull({ repo: REPO, number, by: 'bob' });
  await of.settle();
  return { number, merge };
}

it('BRA-06: without its approvals a merged pull request gets no grant', async () => {
  const { number, merge } = await mergePastTheGate(world);
  const answer = await world.exchange({ run: startDeploy(world, merge), sha: merge });
  expect(answer).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null });
  expect(answer.body['detail']).toBe(
    'The decision on pull request #1 is needs_review, not pass. (DECISION_NOT_PASS)',
  );
  const types = (await ledgerOf(world, number)).map(({ type }) => type);
  expect(types).toContain('grant.refused');
  expect(types).not.toContain('grant.opened');
  expect(world.aws.requests).toEqual([]);
});

it('approvals that come after the merge do not heal it', async () => {
  const other = await startWorld();
  const { number, merge } = await mergePastTheGate(other);
  approve(other, number, 'bob', 'carol');
  await other.settle();
  const answer = await other.exchange({ run: startDeploy(other, merge), sha: merge });
  expect(answer).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null });
  expect(answer.body['detail']).toBe('Pull request #1 had not passed when it merged. (DECISION_NOT_PASS)');
  await other.close();
});

it('nor does a policy that the merge itself relaxes', async () => {
  const other = await startWorld();
  const { merge } = await mergePastTheGate(other, { ...TRUST_LAMBDA, '.aigov.yml': LAX });
  const answer = await other.exchange({ run: startDeploy(other, merge), sha: merge });
  expect(answer).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null });
  expect(answer.body['detail']).toBe('Pull request #1 had not passed when it merged. (DECISION_NOT_PASS)');
  await other.close();
});
