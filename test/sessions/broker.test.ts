// One session from request to credentials, and every point at which it can fail.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Record } from '../../src/model/entry.ts';
import { brokerSession, useTokenOnce } from '../../src/sessions/broker.ts';
import type { SessionNeeds } from '../../src/sessions/needs.ts';
import { BOUNDARY, CLAIMS, GRANT, NOW, TARGET } from './given.ts';
import { makeWorld, type World } from './world.ts';

const BUCKET = 'arn:aws:s3:::acme-logs';
let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => await world.close());

const types = (): readonly string[] => world.records.map(({ type }) => type);
const openSessions = async () => (await world.store.sessions.open()).map(({ state }) => state);

/** A recorder that fails at one type of entry. */
function failingAt(type: Record['type']): SessionNeeds['record'] {
  return async (record) => {
    if (record.type === type) throw new Error('the ledger is down');
    world.records.push(record);
  };
}

describe('brokerSession', () => {
  it('hands out a session that can do what the change needs, until the fence', async () => {
    const issued = await brokerSession(world.request(), world.needs);
    const credentials = await world.open(issued.jwe);
    expect(issued).toMatchObject({
      id: expect.stringMatching(/^s-[0-9a-f]{14}$/),
      expiresAt: NOW + 1_200_000,
      endsBy: 'revocation',
    });
    expect(credentials).toMatchObject({
      version: 1,
      region: 'eu-west-1',
      expiration: '2026-11-21T12:20:00.000Z',
    });
    expect(world.aws.authorize(credentials, 's3:CreateBucket', BUCKET)).toEqual({ kind: 'allowed' });
    expect(world.aws.authorize(credentials, 'ec2:RunInstances', '*')).toEqual({
      kind: 'denied',
      how: 'implicit',
      layer: 'session',
    });
    world.time.now = NOW + 1_200_001;
    expect(world.aws.authorize(credentials, 's3:CreateBucket', BUCKET)).toMatchObject({
      kind: 'denied',
      how: 'explicit',
    });
  });

  it('asks STS for exactly one tag, the session id as SourceIdentity and an unguessable name', async () => {
    const { id } = await brokerSession(world.request(), world.needs);
    const [asked] = world.aws.requests;
    expect(asked?.parameters).toMatchObject({
      SourceIdentity: id,
      ExternalId: 'aigov:repository:501',
      'Tags.member.1.Key': 'aigov-grant',
      'Tags.member.1.Value': GRANT.id,
      DurationSeconds: '1200',
      RoleSessionName: expect.stringMatching(/^aigov-[0-9a-f]{32}$/),
    });
    expect(asked?.parameters).not.toHaveProperty('Tags.member.2.Key');
  });

  it('asks for 900 seconds where the session is shorter, and fences it earlier', async () => {
    const issued = await brokerSession(
      world.request({ target: { ...TARGET, sessionSeconds: 300 } }),
      world.needs,
    );
    expect(world.aws.requests[0]?.parameters['DurationSeconds']).toBe('900');
    const credentials = await world.open(issued.jwe);
    world.time.now = NOW + 300_001;
    expect(world.aws.authorize(credentials, 's3:CreateBucket', BUCKET)).toEqual({
      kind: 'denied',
      how: 'explicit',
      layer: 'session',
    });
  });

  it('records request before issue, and no secret anywhere', async () => {
    const issued = await brokerSession(world.request(), world.needs);
    const { accessKeyId, secretAccessKey, sessionToken } = await world.open(issued.jwe);
    expect(types()).toEqual(['session.requested', 'session.issued']);
    expect(world.records[1]?.data).toMatchObject({ session: issued.id, grant: GRANT.id, accessKeyId });
    expect(world.records[1]?.subject).toEqual({
      repository: 'acme/infra',
      repositoryId: 501,
      pull: 7,
      head: GRANT.head,
    });
    const kept = JSON.stringify([world.records, await world.store.sessions.byId(issued.id)]);
    expect(kept).not.toContain(secretAccessKey);
    expect(kept).not.toContain(sessionToken);
  });

  it('uses a token once', async () => {
    await useTokenOnce(CLAIMS, world.needs);
    await expect(useTokenOnce(CLAIMS, world.needs)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    await expect(useTokenOnce({ ...CLAIMS, jti: 'other' }, world.needs)).resolves.toBeUndefined();
  });

  it('gives twenty sessions for one grant, and the next when the first is off every list', async () => {
    for (let run = 1; run <= 20; run += 1)
      await brokerSession(world.request({}, { runId: run }), world.needs);
    const ask = async (grant = GRANT) =>
      await brokerSession(world.request({ grant }, { runId: 21 }), world.needs);
    await expect(ask()).rejects.toMatchObject({
      code: 'GRANT_REFUSED',
      message:
        'The grant has 20 sessions that run or ended a short time ago, and that is the most; wait until the oldest has expired.',
    });
    world.time.now = NOW + 1_200_000 + 300_000;
    expect(await ask()).toMatchObject({ endsBy: 'revocation' });
  });

  it('lets one of many requests of a run attempt begin', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => brokerSession(world.request(), world.needs)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const codes = results.flatMap((result) =>
      result.status === 'rejected' ? [(result.reason as { code: string }).code] : [],
    );
    expect(new Set(codes)).toEqual(new Set(['SESSION_EXISTS']));
    expect(world.aws.requests).toHaveLength(1);
    await expect(brokerSession(world.request({}, { runAttempt: 2 }), world.needs)).resolves.toBeDefined();
  });

  it('refuses a closed window and a scope that must fit', async () => {
    const late = world.request({ grant: { ...GRANT, expiresAt: NOW } });
    await expect(brokerSession(late, world.needs)).rejects.toMatchObject({ code: 'GRANT_REFUSED' });
    const wide = world.request({ narrowed: { ...world.request().narrowed, fits: false } });
    await expect(brokerSession(wide, world.needs)).rejects.toMatchObject({ code: 'GRANT_REFUSED' });
    expect(world.aws.requests).toEqual([]);
  });

  it('loses nothing when STS says AccessDenied: recorded, and the run may try again', async () => {
    world.aws.fail('AssumeRole', { kind: 'error', status: 403, code: 'AccessDenied' });
    await expect(brokerSession(world.request(), world.needs)).rejects.toMatchObject({ code: 'STS_REFUSED' });
    expect(types()).toEqual(['session.requested', 'session.failed']);
    expect(world.records[1]?.data).toMatchObject({ code: 'AccessDenied' });
    expect(await openSessions()).toEqual([]);
    await expect(brokerSession(world.request(), world.needs)).resolves.toBeDefined();
  });

  it('says what AWS said of a packed policy, once', async () => {
    world.aws.fail('AssumeRole', { kind: 'error', status: 400, code: 'PackedPolicyTooLarge' });
    await expect(brokerSession(world.request(), world.needs)).rejects.toMatchObject({ code: 'STS_REFUSED' });
    expect(world.aws.requests).toHaveLength(1);
  });

  it('ends a session whose answer was lost on the way', async () => {
    world.aws.fail('AssumeRole', { kind: 'reset' }, { kind: 'reset' }, { kind: 'reset' });
    await expect(brokerSession(world.request(), world.needs)).rejects.toMatchObject({
      code: 'STS_UNAVAILABLE',
    });
    const id = world.records[0]?.data['session'];
    expect(world.aws.policy(BOUNDARY)?.versions.at(-1)?.document).toContain(
      `"aws:SourceIdentity":${JSON.stringify(id)}`,
    );
    expect(types()).toEqual([
      'session.requested',
      'session.revocation_requested',
      'session.revoked',
      'session.failed',
    ]);
  });

  it('does not ask STS when the request cannot be recorded', async () => {
    const needs = { ...world.needs, record: failingAt('session.requested') };
    await expect(brokerSession(world.request(), needs)).rejects.toThrow('the ledger is down');
    expect(world.aws.requests).toEqual([]);
    expect(await openSessions()).toEqual([]);
  });

  it('revokes at once and hands out nothing when the issue cannot be recorded', async () => {
    const needs = { ...world.needs, record: failingAt('session.issued') };
    await expect(brokerSession(world.request(), needs)).rejects.toThrow('the ledger is down');
    expect(types()).toEqual(['session.requested', 'session.revocation_requested', 'session.revoked']);
    expect(await openSessions()).toEqual([]);
  });

  it('revokes at once when the store cannot keep the issued session', async () => {
    const sessions = world.store.sessions;
    const store: typeof sessions = {
      ...sessions,
      transition: async (id, from, to) => {
        if (to.state === 'live') throw new Error('the store is down');
        return await sessions.transition(id, from, to);
      },
    };
    await expect(brokerSession(world.request(), { ...world.needs, store })).rejects.toThrow(
      'the store is down',
    );
    expect(types()).toEqual([
      'session.requested',
      'session.issued',
      'session.revocation_requested',
      'session.revoked',
    ]);
  });

  it('hands out nothing when the run ended while STS was answering', async () => {
    let answer = (): void => undefined;
    world.aws.fail('AssumeRole', { kind: 'hold', until: new Promise((resolve) => (answer = resolve)) });
    const pending = brokerSession(world.request(), world.needs);
    const outcome = expect(pending).rejects.toMatchObject({ code: 'GRANT_REFUSED' });
    await expect.poll(() => world.aws.requests.length).toBe(1);
    const [issuing] = await world.store.sessions.open();
    await world.store.sessions.transition(issuing?.id ?? '', ['issuing'], {
      state: 'revoking',
      revokeRequestedAt: NOW,
    });
    answer();
    await outcome;
    expect(types()).toContain('session.revoked');
  });

  it('says so where nothing can end the session before its fence', async () => {
    const issued = await brokerSession(world.request({ account: null }), world.needs);
    expect(issued.endsBy).toBe('fence');
    expect(world.records[0]?.data).toMatchObject({ endsBy: 'fence' });
  });
});
