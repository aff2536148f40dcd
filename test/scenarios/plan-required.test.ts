// A plan must have been made by the workflow that the policy names, on the head, for this pull request and no other.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { POLICY, REPO, startWorld, type World } from '../doubles/world.ts';
import { agentPush, check, decisionOf, openCodes, proposeApproved } from './acts.ts';

const WORKFLOW = '.github/workflows/plan.yml';
const PLANNED = POLICY.replace(
  'rules:\n',
  `rules:\n  - { id: planned, when: { environments: [prod] }, require: { plan: { workflow: ${WORKFLOW}, artifact: plan } } }\n`,
);

let world: World;
let number: number;
let head: string;
beforeAll(async () => {
  world = await startWorld({ policy: PLANNED });
  ({ number, head } = await proposeApproved(world));
});
afterAll(() => world.close());

async function run(event: string, artifacts: readonly string[]): Promise<readonly string[]> {
  const { id } = world.github.startWorkflowRun({
    repo: REPO,
    path: WORKFLOW,
    sha: head,
    event,
    actor: 'Copilot',
  });
  world.github.completeWorkflowRun({ repo: REPO, run: id, artifacts });
  await world.settle();
  return openCodes(await decisionOf(world, number));
}

async function look(): Promise<readonly string[]> {
  world.github.editPull({ repo: REPO, number, by: 'alice', body: `at ${world.clock.now()}` });
  await world.settle();
  return openCodes(await decisionOf(world, number));
}

it('waits without a run, and a run on a branch of its own is none', async () => {
  expect(openCodes(await decisionOf(world, number))).toEqual(['CHECK_MISSING']);
  await run('push', ['plan']);
  expect(await look()).toEqual(['CHECK_MISSING']);
});

it('passes with the artefact, at two calls more', async () => {
  expect(await run('pull_request', [])).toEqual(['CHECK_MISSING']);
  world.clock.advance(60_000);
  world.github.calls.length = 0;
  expect(await run('pull_request', ['plan'])).toEqual([]);
  expect(world.github.calls.map(({ route }) => route).filter((route) => route.includes('/actions/'))).toEqual(
    [
      'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
      'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
    ],
  );
  expect(check(world, head)?.conclusion).toBe('success');
});

it('a pull request with the same head takes it back, also once it is closed', async () => {
  world.github.repository(REPO).branches.set('elsewhere', world.github.tip(REPO));
  const other = world.github.openPull({
    repo: REPO,
    head: 'copilot/trust',
    base: 'elsewhere',
    author: 'Copilot',
  });
  await world.settle();
  expect(await look()).toContain('CHECK_MISSING');
  world.github.closePull({ repo: REPO, number: other.number, by: 'Copilot' });
  await world.settle();
  expect(await look()).toEqual(['CHECK_MISSING']);
});

it('a push needs a run of its own', async () => {
  head = agentPush(world, { 'envs/prod/notes.txt': 'x\n' });
  await world.settle();
  expect(openCodes(await decisionOf(world, number))).toContain('CHECK_MISSING');
});
