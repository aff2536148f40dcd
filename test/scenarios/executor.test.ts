// Broker: a target that an agent runs is run by that agent alone, and by nobody who starts its run again.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { POLICY, REPO, startWorld, type World } from '../doubles/world.ts';
import { ledgerOf, mergeApproved, type Deployable } from './acts.ts';

const RUNNER_ID = 900_900;
const WITH_EXECUTOR = POLICY.replace(
  '  agents:\n',
  `  agents:\n    runner: { identities: [{ github: ${RUNNER_ID} }], roles: [executor], environments: [prod] }\n`,
).replace('    window: 4h\n', '    window: 4h\n    executor: runner\n');

let world: World;
let deployable: Deployable;
beforeEach(async () => {
  world = await startWorld({ policy: WITH_EXECUTOR });
  deployable = await mergeApproved(world);
});
afterEach(() => world.close());

it('the run of a person gets nothing and is recorded, the run of the executor gets a session', async () => {
  const { merge, run, number } = deployable;
  const other = await world.exchange({ run, sha: merge, claims: { actor_id: '2' } });
  expect(other).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null });
  expect(other.body['detail']).toBe(
    'Only the agent runner runs the target prod, and this run is not its (EXECUTOR_OTHER).',
  );
  expect((await ledgerOf(world, number)).map(({ type }) => type)).toContain('session.refused');
  const own = await world.exchange({ run, sha: merge, claims: { actor_id: String(RUNNER_ID) } });
  expect(own).toMatchObject({ status: 201 });
});

it('an agent that starts the run again gets nothing, although the token names the executor', async () => {
  const { merge } = deployable;
  const run = world.github.startWorkflowRun({
    repo: REPO,
    path: '.github/workflows/deploy.yml',
    sha: merge,
    actor: 'Copilot',
    event: 'push',
  });
  const answer = await world.exchange({ run, sha: merge, claims: { actor_id: String(RUNNER_ID) } });
  expect(answer).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null });
  expect(answer.body['detail']).toBe(
    'The run is of the agent copilot, which has no role executor (AGENT_MAY_NOT_DEPLOY).',
  );
});
