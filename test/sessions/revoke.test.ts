// Ending one session: its sibling lives on, twice is once, a failure is tried again.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../../src/model/deploy.ts';
import { brokerSession } from '../../src/sessions/broker.ts';
import { revokeSessions } from '../../src/sessions/revoke.ts';
import type { IamPort } from '../../src/sessions/needs.ts';
import { BOUNDARY, DEPLOY_ROLE, GRANT, NOW, REVOKER_ROLE } from './given.ts';
import { makeWorld, type World } from './world.ts';

const BUCKET = 'arn:aws:s3:::acme-logs';
const OTHER_ROLE = 'arn:aws:iam::111122223333:role/other-deploy';
let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => await world.close());

async function issue(runId: number) {
  const issued = await brokerSession(world.request({}, { runId }), world.needs);
  const session = (await world.store.sessions.byId(issued.id)) as Session;
  return { session, credentials: await world.open(issued.jwe) };
}
const revoke = async (...sessions: readonly Session[]) =>
  await revokeSessions({ sessions, reason: 'released' }, world.needs);
const types = (): readonly string[] => world.records.map(({ type }) => type).slice(-2);

describe('revokeSessions', () => {
  it('denies the revoked session everything while its sibling lives', async () => {
    const one = await issue(1);
    const two = await issue(2);
    expect(await revoke(one.session)).toEqual([
      { id: one.session.id, kind: 'revoked', effectiveNotBefore: NOW },
    ]);
    expect(world.aws.authorize(one.credentials, 's3:CreateBucket', BUCKET)).toEqual({
      kind: 'denied',
      how: 'explicit',
      layer: 'boundary',
    });
    expect(world.aws.authorize(two.credentials, 's3:CreateBucket', BUCKET)).toEqual({ kind: 'allowed' });
    expect(types()).toEqual(['session.revocation_requested', 'session.revoked']);
    expect(world.records.at(-1)?.data).toMatchObject({
      revocation_effective_not_before: '2026-11-21T12:00:00.000Z',
    });
  });

  it('is done once however often it is asked for', async () => {
    const { session } = await issue(1);
    await Promise.all([revoke(session), revoke(session), revoke(session)]);
    expect(await revoke(session)).toEqual([{ id: session.id, kind: 'revoked', effectiveNotBefore: NOW }]);
    expect(world.records.filter(({ type }) => type === 'session.revoked')).toHaveLength(1);
    expect(world.aws.policy(BOUNDARY)?.versions).toHaveLength(2);
  });

  it('keeps every session that was revoked before in the list', async () => {
    const sessions = [await issue(1), await issue(2), await issue(3)];
    for (const { session } of sessions) await revoke(session);
    for (const { credentials } of sessions)
      expect(world.aws.authorize(credentials, 's3:CreateBucket', BUCKET)).toMatchObject({
        layer: 'boundary',
      });
  });

  it('makes room among the five versions, never touching the default', async () => {
    for (let run = 1; run <= 7; run += 1) await revoke((await issue(run)).session);
    expect(world.aws.policy(BOUNDARY)).toMatchObject({ defaultId: 'v8' });
    expect(world.aws.policy(BOUNDARY)?.versions.map(({ id }) => id)).toEqual(['v4', 'v5', 'v6', 'v7', 'v8']);
  });

  it('stays wanted when IAM refuses, and is done at the next try', async () => {
    const { session, credentials } = await issue(1);
    world.aws.fail('CreatePolicyVersion', { kind: 'error', status: 403, code: 'AccessDenied' });
    await expect(revoke(session)).rejects.toMatchObject({ code: 'REVOCATION_FAILED' });
    expect((await world.store.sessions.byId(session.id))?.state).toBe('revoking');
    expect(world.aws.authorize(credentials, 's3:CreateBucket', BUCKET)).toEqual({ kind: 'allowed' });
    expect(await revoke(session)).toMatchObject([{ kind: 'revoked' }]);
    expect(world.aws.authorize(credentials, 's3:CreateBucket', BUCKET)).toMatchObject({ kind: 'denied' });
  });

  it('ends the session even when the ledger is down, and says that it was', async () => {
    const { session, credentials } = await issue(1);
    const record = async (): Promise<void> => {
      throw new Error('the ledger is down');
    };
    await expect(
      revokeSessions({ sessions: [session], reason: 'released' }, { ...world.needs, record }),
    ).rejects.toThrow('the ledger is down');
    expect(world.aws.authorize(credentials, 's3:CreateBucket', BUCKET)).toMatchObject({
      kind: 'denied',
      layer: 'boundary',
    });
  });

  it('is not blocked by a repository that is wrong about how its boundary is written', async () => {
    const mine = await issue(1);
    const wrong = world.request({ grant: { ...GRANT, id: 'g-wrong' } }, { runId: 2 });
    const theirs = (await world.store.sessions.byId((await brokerSession(wrong, world.needs)).id)) as Session;
    const right = { revokerRole: REVOKER_ROLE, externalId: 'ext-1', deployRoles: [DEPLOY_ROLE] };
    const asked = async (revokerRole: string) => {
      const accessOf = async ({ grantId }: Session) =>
        grantId === 'g-wrong' ? { ...right, revokerRole, deployRoles: [OTHER_ROLE] } : right;
      return await revokeSessions({ sessions: [theirs], reason: 'released' }, { ...world.needs, accessOf });
    };
    expect(await asked(`${REVOKER_ROLE}-nowhere`)).toMatchObject([{ kind: 'revoked' }]);
    expect(await revoke(mine.session)).toMatchObject([{ kind: 'revoked' }]);
    const written = world.aws.policy(BOUNDARY)?.versions[1]?.document;
    expect(written).toContain(DEPLOY_ROLE);
    expect(written).toContain(OTHER_ROLE);
  });

  it("does not try the broker's own credentials where another session names a revoker role", async () => {
    const { session } = await issue(1);
    await brokerSession(world.request({ grant: { ...GRANT, id: 'g-gone' } }, { runId: 2 }), world.needs);
    const tried: (string | null)[] = [];
    const iam: IamPort = {
      ...world.needs.iam,
      listVersions: async (access) => {
        tried.push(access.revokerRole);
        return await world.needs.iam.listVersions(access);
      },
    };
    const known = world.needs.accessOf;
    const ask = async (accessOf: typeof known) =>
      await revokeSessions({ sessions: [session], reason: 'released' }, { ...world.needs, iam, accessOf });
    await expect(ask(async () => null)).rejects.toMatchObject({ code: 'REVOCATION_FAILED' });
    await ask(async (asked) => (asked.grantId === 'g-gone' ? null : await known(asked)));
    expect(tried).toEqual([null, REVOKER_ROLE]);
  });

  it('ends the oldest live session, and says so, where the boundary has no room to spare it', async () => {
    const oldest = await issue(1);
    world.time.now += 600_000;
    const { session } = await issue(2);
    const denied = Array.from({ length: 400 }, (_, at) => ({
      ...oldest.session,
      id: `s-${String(at).padStart(14, '0')}`,
    }));
    const store = { ...world.needs.store, denied: async () => denied };
    await revokeSessions({ sessions: [session], reason: 'released' }, { ...world.needs, store });
    expect((await world.store.sessions.byId(oldest.session.id))?.state).toBe('revoked');
    expect(world.records.filter(({ data }) => data['session'] === oldest.session.id).at(-2)).toMatchObject({
      type: 'session.revocation_requested',
      data: { reason: 'boundary-full' },
    });
    expect(world.aws.authorize(oldest.credentials, 's3:CreateBucket', BUCKET)).toMatchObject({
      layer: 'boundary',
    });
  });

  it('writes nothing to IAM where the account has no boundary policy', async () => {
    const issued = await brokerSession(world.request({ account: null }), world.needs);
    const session = (await world.store.sessions.byId(issued.id)) as Session;
    expect(await revoke(session)).toEqual([
      { id: session.id, kind: 'fence', effectiveNotBefore: session.notAfter },
    ]);
    expect(world.records.at(-1)?.data).toMatchObject({ endsBy: 'fence' });
    expect(world.aws.policy(BOUNDARY)?.versions).toHaveLength(1);
  });

  it('cannot be undone by the session itself', async () => {
    const { credentials } = await issue(1);
    for (const action of [
      'iam:CreatePolicyVersion',
      'iam:SetDefaultPolicyVersion',
      'iam:DeletePolicyVersion',
    ])
      expect(world.aws.authorize(credentials, action, BOUNDARY)).toMatchObject({ how: 'explicit' });
  });
});
