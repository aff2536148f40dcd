// Non-production first: the same change passes for production only after its deployment to staging succeeded, and stayed for a day.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WorkflowRun } from '../doubles/github/index.ts';
import { ACCOUNT, DEPLOY_ROLE, POLICY, REPO, startWorld, type World } from '../doubles/world.ts';
import { decisionOf, mergeApproved, openCodes, propose, proposeApproved, startDeploy } from './acts.ts';

const DAY = 24 * 3_600_000;
const RULE = `  - id: staging-first
    when: { environments: [prod] }
    require: { deployed: { environment: staging, for: 24h, same: change_digest } }
`;
const TARGET = `  staging:
    environment: staging
    github_environment: staging
    workflow: .github/workflows/deploy.yml
    ref: refs/heads/main
    account: "${ACCOUNT}"
    role: ${DEPLOY_ROLE}
    region: eu-west-1
`;
const STAGED = `${POLICY.replace(
  '  prod: {',
  '  staging: { tier: low, match: { paths: ["envs/staging/**"] } }\n  prod: {',
).replace('environments: [prod] }\nrules:\n', `environments: [prod, staging] }\nrules:\n${RULE}`)}${TARGET}`;

const queue = (environment: string, name = 'jobs') => ({
  [`envs/${environment}/queue.tf`]: `resource "aws_sqs_queue" "jobs" {\n  name = "${name}"\n}\n`,
});

let world: World;
let pull: number;
beforeAll(async () => {
  world = await startWorld({ policy: STAGED });
});
afterAll(() => world.close());

async function waiting(): Promise<{ readonly codes: readonly string[]; readonly deployed: unknown }> {
  world.github.editPull({ repo: REPO, number: pull, by: 'alice', body: `at ${world.clock.now()}` });
  await world.settle();
  const decision = await decisionOf(world, pull);
  const asked = decision.reasons.find(({ rule }) => rule === 'staging-first');
  return { codes: openCodes(decision), deployed: asked?.have?.['deployed'] };
}

async function deploy(run: WorkflowRun, sha: string, conclusion: 'success' | 'failure'): Promise<void> {
  const answer = await world.exchange({ run, sha, target: 'staging', claims: { environment: 'staging' } });
  expect(answer.status).toBe(201);
  world.github.completeWorkflowRun({ repo: REPO, run: run.id, conclusion });
  await world.settle();
}

it('waits while the change has been nowhere', async () => {
  ({ number: pull } = await proposeApproved(world, queue('prod'), 'copilot/prod'));
  expect(await waiting()).toEqual({ codes: ['NOT_DEPLOYED_YET'], deployed: [] });
});

it('a run that fails deploys nothing, one that succeeds does, and a day later it counts', async () => {
  const { merge, run } = await mergeApproved(world, queue('staging'), 'copilot/staging');
  await deploy(run, merge, 'failure');
  expect(await waiting()).toEqual({ codes: ['NOT_DEPLOYED_YET'], deployed: [] });
  await deploy(startDeploy(world, merge), merge, 'success');
  expect(await waiting()).toEqual({ codes: ['NOT_DEPLOYED_YET'], deployed: [expect.any(String)] });
  world.clock.advance(DAY);
  expect(await waiting()).toEqual({ codes: [], deployed: [expect.any(String)] });
});

it('another change to production has been nowhere', async () => {
  const { number } = propose(world, queue('prod', 'other'), 'copilot/other');
  await world.settle();
  expect(openCodes(await decisionOf(world, number))).toContain('NOT_DEPLOYED_YET');
});
