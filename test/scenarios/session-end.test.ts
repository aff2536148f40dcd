// Broker: a session ends with its run, by whoever notices first.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REPO, startWorld, type World } from '../doubles/world.ts';
import { ledgerOf, mergeApproved, postWebhook, startDeploy } from './acts.ts';

const ACTION = 'iam:UpdateAssumeRolePolicy';
const ROLE = 'arn:aws:iam::111122223333:role/ci';
const MINUTE_MS = 60_000;

let world: World;
let merge: string;
let number: number;
beforeAll(async () => {
  world = await startWorld();
  ({ merge, number } = await mergeApproved(world));
});
afterAll(() => world.close());

/** A run of its own with its session. */
async function deploy() {
  const run = startDeploy(world, merge);
  const { body, credentials } = await world.exchange({ run, sha: merge });
  if (credentials === null) throw new Error(`no session: ${JSON.stringify(body)}`);
  return { run, credentials, session: String(body['id']) };
}

const stateOf = async (session: string): Promise<string | undefined> =>
  (await world.server.store.sessions.byId(session))?.state;

it('only the run that got it may release it', async () => {
  const { run, session } = await deploy();
  const other = startDeploy(world, merge);
  expect(await world.release({ run: other, sha: merge, session })).toMatchObject({
    status: 404,
    body: { code: 'NOT_FOUND', detail: 'This run has no such session.' },
  });
  expect(await stateOf(session)).toBe('live');
  expect(await world.release({ run, sha: merge, session })).toMatchObject({ status: 200 });
  expect(await stateOf(session)).toBe('revoked');
});

it('the end of the run is recorded once, however often it is told', async () => {
  const { run, session } = await deploy();
  world.github.completeWorkflowRun({ repo: REPO, run: run.id });
  await world.settle();
  const told = world.github.deliveries.findLast(({ event }) => event === 'workflow_run');
  await postWebhook(world, { event: 'workflow_run', payload: told?.payload });
  await world.settle();
  const entries = (await ledgerOf(world, number)).filter(({ data }) => data['session'] === session);
  expect(entries.filter(({ type }) => type === 'run.completed')).toHaveLength(1);
  expect(entries.filter(({ type }) => type === 'session.revoked')).toHaveLength(1);
});

it('a lost workflow_run.completed is healed by the sweep of sessions', async () => {
  const { run, session, credentials } = await deploy();
  expect(world.aws.authorize(credentials, ACTION, ROLE)).toMatchObject({ kind: 'allowed' });
  world.github.fault({ webhook: 'workflow_run', times: 9 });
  world.github.completeWorkflowRun({ repo: REPO, run: run.id });
  world.clock.advance(MINUTE_MS);
  await world.settle();
  expect(await stateOf(session)).toBe('revoked');
  expect(world.aws.authorize(credentials, ACTION, ROLE)).toMatchObject({ kind: 'denied', layer: 'boundary' });
});

it('TEN-02: the removal of the App ends what its runs still hold, that from another owner does not', async () => {
  const { session, credentials } = await deploy();
  const removed = async (login: string, action: string): Promise<string | undefined> => {
    const installation = { id: 1, account: { login, id: 1, type: 'Organization' } };
    await postWebhook(world, { event: 'installation', payload: { action, installation } });
    await world.settle();
    return await stateOf(session);
  };
  expect(await removed('elsewhere', 'deleted')).toBe('live');
  expect(await removed('Acme', 'created')).toBe('live');
  expect(await removed('Acme', 'deleted')).toBe('revoked');
  expect(world.aws.authorize(credentials, ACTION, ROLE)).toMatchObject({ kind: 'denied' });
  const revoked = (await ledgerOf(world, number)).findLast(({ data }) => data['session'] === session);
  expect(revoked?.type).toBe('session.revoked');
});
