// Broker: a session ends with its run, by whoever notices first.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { REPO, startWorld, type World } from '../doubles/world.ts';
import { mergeApproved, startDeploy } from './acts.ts';

const ACTION = 'iam:UpdateAssumeRolePolicy';
const ROLE = 'arn:aws:iam::111122223333:role/ci';
const MINUTE_MS = 60_000;

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

it('only the run that got it may release it', async () => {
  const { merge, run } = await mergeApproved(world);
  const session = String((await world.exchange({ run, sha: merge })).body['id']);
  const other = startDeploy(world, merge);
  expect(await world.release({ run: other, sha: merge, session })).toMatchObject({
    status: 404,
    body: { code: 'NOT_FOUND', detail: 'This run has no such session.' },
  });
  expect((await world.server.store.sessions.byId(session))?.state).toBe('live');
  expect(await world.release({ run, sha: merge, session })).toMatchObject({ status: 200 });
});

it('a lost workflow_run.completed is healed by the sweep of sessions', async () => {
  const { merge, run } = await mergeApproved(world);
  const { body, credentials } = await world.exchange({ run, sha: merge });
  if (credentials === null) throw new Error('no credentials');
  expect(world.aws.authorize(credentials, ACTION, ROLE)).toMatchObject({ kind: 'allowed' });
  world.github.fault({ webhook: 'workflow_run', times: 9 });
  world.github.completeWorkflowRun({ repo: REPO, run: run.id });
  world.clock.advance(MINUTE_MS);
  await world.settle();
  expect((await world.server.store.sessions.byId(String(body['id'])))?.state).toBe('revoked');
  expect(world.aws.authorize(credentials, ACTION, ROLE)).toMatchObject({ kind: 'denied', layer: 'boundary' });
});
