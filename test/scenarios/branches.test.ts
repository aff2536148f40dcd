// Branches: protections that come and go, bases and refs beside the default branch, stacked work. One question each, in a world of its own.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { REPO, roleFile, startWorld, type World } from '../doubles/world.ts';
import {
  agentPush,
  approve,
  check,
  decisionOf,
  mergeApproved,
  openCodes,
  propose,
  proposeApproved,
  startDeploy,
  TRUST_LAMBDA,
} from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const REFUSED = { status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null };

it('BRA-07: what merges while the ruleset is lifted gets no credential, although it stands again before the run asks', async () => {
  const { number } = propose(world);
  await world.settle();
  const rulesets = world.github.repository(REPO).rulesets as unknown[];
  const lifted = rulesets.splice(0);
  const merge = world.github.mergePull({ repo: REPO, number, by: 'bob' });
  rulesets.push(...lifted);
  await world.settle();
  const answer = await world.exchange({ run: startDeploy(world, merge), sha: merge });
  expect(answer).toMatchObject(REFUSED);
  expect(answer.body['detail']).toContain('DECISION_NOT_PASS');
  expect(world.aws.requests).toEqual([]);
});

it('BRA-08: a check that is required of any app is told on the card', async () => {
  const rulesets = world.github.repository(REPO).rulesets as unknown[];
  rulesets.length = 0;
  world.github.addRuleset({ repo: REPO, requiredChecks: [{ context: 'aigov/policy', integrationId: null }] });
  propose(world);
  await world.settle();
  // The rules are read beside the work; from then on every card carries what they lack.
  world.clock.advance(600_000);
  await world.settle();
  const head = agentPush(world, { 'envs/prod/iam.tf': roleFile('sns.amazonaws.com') });
  await world.settle();
  expect(check(world, head)?.output.summary).toContain(
    'the check `aigov/policy` is required on main but not pinned to this App',
  );
});

it('BRA-10: a pull request into a release branch is judged by the same policy, and its merge deploys nothing', async () => {
  world.github.commitTo({ repo: REPO, branch: 'release/1.2', author: 'bob', files: { 'docs/r.md': 'r' } });
  const head = agentPush(world, TRUST_LAMBDA, 'copilot/backport');
  const { number } = world.github.openPull({
    repo: REPO,
    head: 'copilot/backport',
    base: 'release/1.2',
    author: 'Copilot',
  });
  await world.settle();
  expect(openCodes(await decisionOf(world, number))).toContain('APPROVALS_MISSING');
  expect(check(world, head)?.conclusion).toBe('action_required');
  approve(world, number, 'bob', 'carol');
  await world.settle();
  const merge = world.github.mergePull({ repo: REPO, number, by: 'bob' });
  await world.settle();
  const run = startDeploy(world, merge);
  const ref = 'refs/heads/release/1.2';
  const workflow = `${REPO}/.github/workflows/deploy.yml@${ref}`;
  const claims = { ref, workflow_ref: workflow, job_workflow_ref: workflow };
  expect(await world.exchange({ run, sha: merge, claims })).toMatchObject({ status: 401, credentials: null });
  // Not even a token that lies about its ref: the merge is not on the target's branch.
  expect(await world.exchange({ run, sha: merge })).toMatchObject({ status: 403, credentials: null });
});

it('BRA-13: a pull request that merges into an approved branch takes its approvals away', async () => {
  const first = await proposeApproved(world);
  expect(check(world, first.head)?.conclusion).toBe('success');
  agentPush(
    world,
    { 'envs/prod/more.tf': roleFile('glue.amazonaws.com').replace('"ci"', '"x"') },
    'copilot/second',
  );
  const second = world.github.openPull({
    repo: REPO,
    head: 'copilot/second',
    base: 'copilot/trust',
    author: 'Copilot',
  });
  await world.settle();
  const head = world.github.mergePull({ repo: REPO, number: second.number, by: 'alice' });
  await world.settle();
  expect(check(world, head)?.conclusion).toBe('action_required');
  const { head: judged, changes } = await decisionOf(world, first.number);
  expect([judged, changes.map(({ file }) => file)]).toEqual([
    head,
    ['envs/prod/iam.tf', 'envs/prod/more.tf'],
  ]);
});

it('BRA-15: a commit that asks for no checks is judged like any other', async () => {
  const head = world.github.commitTo({
    repo: REPO,
    branch: 'copilot/quiet',
    author: 'Copilot',
    coauthors: ['alice'],
    verified: true,
    message: 'Trust lambda [skip ci]\n\nskip-checks: true',
    files: TRUST_LAMBDA,
  });
  world.github.openPull({ repo: REPO, head: 'copilot/quiet', author: 'Copilot' });
  await world.settle();
  expect(check(world, head)?.conclusion).toBe('action_required');
});

it('BRA-09 BRA-11: a tag deploys nothing, whatever it is called and wherever it points', async () => {
  const { merge, run } = await mergeApproved(world);
  const off = agentPush(world, { 'envs/prod/iam.tf': roleFile('glue.amazonaws.com') }, 'copilot/unreviewed');
  for (const [ref, sha] of [
    ['refs/tags/main', merge],
    ['refs/heads/refs/heads/main', merge],
    ['main', merge],
    ['refs/tags/v9', off],
  ] as const) {
    const answer = await world.exchange({ run, sha, claims: { ref } });
    expect([ref, answer.status, answer.credentials]).toEqual([ref, 401, null]);
    expect(answer.body['detail']).toContain('REF_OTHER');
  }
  expect(await world.exchange({ run, sha: merge })).toMatchObject({ status: 201 });
});
