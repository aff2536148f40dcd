// The sweep ends what no event ended, once, and goes on past a failure.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../../src/model/deploy.ts';
import { brokerSession } from '../../src/sessions/broker.ts';
import { sweepSessions } from '../../src/sessions/sweep.ts';
import { NOW, session } from './given.ts';
import { makeWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => await world.close());

const issue = async (runId: number) => (await brokerSession(world.request({}, { runId }), world.needs)).id;
const sweep = async (isRunOver: (session: Session) => boolean = () => false) =>
  await sweepSessions({ ...world.needs, isRunOver: async (candidate) => isRunOver(candidate) });

describe('sweepSessions', () => {
  it('leaves running sessions alone and revokes those of completed runs', async () => {
    const [one] = [await issue(1), await issue(2)];
    expect(await sweep()).toEqual({ expired: [], revoked: [], failed: [] });
    expect(await sweep(({ runId }) => runId === 1)).toEqual({ expired: [], revoked: [one], failed: [] });
    expect(await sweep(({ runId }) => runId === 1)).toEqual({ expired: [], revoked: [], failed: [] });
  });

  it('closes sessions past their fence in every open state, and records it once', async () => {
    await world.store.sessions.begin(session({ id: 's-0000000000000a', runId: 10, state: 'issuing' }));
    await issue(1);
    world.time.now = NOW + 1_200_000;
    const reports = await Promise.all([sweep(), sweep()]);
    expect(reports.flatMap(({ expired }) => expired)).toHaveLength(2);
    expect(world.records.filter(({ type }) => type === 'session.expired')).toHaveLength(2);
    expect(await world.store.sessions.open()).toEqual([]);
  });

  it('tries a failed revocation again', async () => {
    const id = await issue(1);
    world.aws.fail('ListPolicyVersions', { kind: 'error', status: 403, code: 'AccessDenied' });
    expect(await sweep(() => true)).toMatchObject({
      revoked: [],
      failed: [{ session: id, error: { code: 'REVOCATION_FAILED' } }],
    });
    expect(await sweep()).toEqual({ expired: [], revoked: [id], failed: [] });
  });
});
