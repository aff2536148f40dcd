// Budget: how many calls GitHub gets for each kind of event. Tokens are asked for once an hour and not counted.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REPO, startWorld, type World } from '../doubles/world.ts';
import { agentPush, approve, check, propose, TRUST_LAMBDA } from './acts.ts';

let world: World;
let number: number;
beforeAll(async () => {
  world = await startWorld();
  await world.settle();
});
afterAll(() => world.close());

/** What the events of `act` cost, without tokens and without what the sweep asks. */
async function callsOf(act: () => void): Promise<readonly string[]> {
  world.github.calls.length = 0;
  act();
  await world.settle();
  return world.github.calls
    .filter(({ route }) => !route.endsWith('/access_tokens') && !route.startsWith('GET /app/'))
    .map(({ route, operation }) => (operation === null ? route : `${route} ${operation}`));
}

const CHECK_RUNS = '/repos/{owner}/{repo}/check-runs';

it('a new pull request takes five, and one for the tree it will stand in after the base branch moved', async () => {
  const calls = await callsOf(() => ({ number } = propose(world)));
  expect(calls).toEqual([
    'POST /graphql Pull',
    'GET /repos/{owner}/{repo}/compare/{basehead}',
    'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
    'POST /graphql Bundle',
    `POST ${CHECK_RUNS}`,
    'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers',
  ]);
});

it('a new head takes at most five', async () => {
  const calls = await callsOf(() => void agentPush(world, { ...TRUST_LAMBDA, 'envs/prod/notes.txt': 'x\n' }));
  expect(calls.length).toBeLessThanOrEqual(5);
  expect(calls).toContain(`POST ${CHECK_RUNS}`);
});

it('a review that changes the decision takes two', async () => {
  expect(await callsOf(() => approve(world, number, 'bob'))).toEqual([
    'POST /graphql Pull',
    `PATCH ${CHECK_RUNS}/{check_run_id}`,
  ]);
});

it('an event that changes nothing takes one, and writes nothing', async () => {
  const shown = check(world, world.github.pull(REPO, number).headSha);
  const calls = await callsOf(() =>
    world.github.editPull({ repo: REPO, number, by: 'alice', body: 'Some words' }),
  );
  expect(calls).toEqual(['POST /graphql Pull']);
  expect(world.github.writes()).toEqual([]);
  expect(check(world, world.github.pull(REPO, number).headSha)).toEqual(shown);
});
