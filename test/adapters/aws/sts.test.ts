// The STS adapter against the double: signatures, limits, trust, and what each error becomes.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AWS_TIMEOUTS } from '../../../src/adapters/aws/client-config.ts';
import { createSts } from '../../../src/adapters/aws/sts.ts';
import type { AssumeRoleRequest } from '../../../src/sessions/index.ts';
import { startFakeAws, type FakeAws } from '../../doubles/aws/fake-aws.ts';

const ROLE = 'arn:aws:iam::111122223333:role/deploy';
const USER = 'arn:aws:iam::111122223333:user/broker';
const KEYS = { accessKeyId: 'AKIABROKER', secretAccessKey: 'broker-secret' };
const STS = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
const NOW = Date.parse('2026-11-21T12:00:00Z');
const ALLOW = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';

const good: AssumeRoleRequest = {
  roleArn: ROLE,
  region: 'eu-west-1',
  externalId: 'ext-1',
  sessionName: 'aigov-1',
  sourceIdentity: 's-00000000000001',
  tag: { key: 'aigov-grant', value: 'g-1' },
  durationSeconds: 900,
  policy: ALLOW,
  policyArns: [],
};

let aws: FakeAws;
async function start(trust: readonly string[] = STS): Promise<FakeAws> {
  return await startFakeAws({
    account: '111122223333',
    clock: () => NOW,
    users: [
      { arn: USER, ...KEYS, policies: [{ Statement: { Effect: 'Allow', Action: 'sts:*', Resource: '*' } }] },
    ],
    roles: [
      {
        arn: ROLE,
        policies: [{ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }],
        boundaryArn: null,
        maxSessionSeconds: 3600,
        trust: { principals: [USER], actions: trust, externalId: 'ext-1' },
      },
    ],
    managed: {},
  });
}
beforeEach(async () => {
  aws = await start();
});
afterEach(async () => await aws.close());

async function ask(change: Partial<AssumeRoleRequest> = {}, credentials = KEYS) {
  const sts = createSts({ stsEndpoint: aws.url, iamEndpoint: null, credentials });
  return await sts.assumeRole({ ...good, ...change });
}

describe('createSts', () => {
  it('gives a session that ends when STS says', async () => {
    const answer = await ask();
    expect(answer).toMatchObject({ kind: 'assumed', expiresAt: NOW + 900_000, packedPolicySize: 7 });
    if (answer.kind !== 'assumed') return;
    expect(aws.authorize(answer.credentials, 's3:ListBucket', 'arn:aws:s3:::x')).toEqual({ kind: 'allowed' });
    expect(aws.authorize(answer.credentials, 'ec2:RunInstances', '*')).toMatchObject({ layer: 'session' });
    const forged = { ...answer.credentials, secretAccessKey: 'guess' };
    expect(aws.authorize(forged, 's3:ListBucket', '*')).toMatchObject({ layer: 'credentials' });
  });

  it.each<{ readonly name: string; readonly change: Partial<AssumeRoleRequest>; readonly code: string }>([
    { name: 'shorter than 900 s', change: { durationSeconds: 899 }, code: 'ValidationError' },
    { name: 'longer than the role allows', change: { durationSeconds: 3601 }, code: 'ValidationError' },
    { name: 'a policy of 2,049 characters', change: { policy: ALLOW.padEnd(2049) }, code: 'ValidationError' },
    {
      name: 'policy and ARNs beyond 2,048 together',
      change: { policy: ALLOW.padEnd(2040), policyArns: ['arn:aws:iam::aws:policy/X'] },
      code: 'ValidationError',
    },
    { name: 'a policy that is no JSON', change: { policy: '{' }, code: 'MalformedPolicyDocument' },
    {
      name: 'a character beyond U+00FF',
      change: { policy: ALLOW.replace('s3', 'ж') },
      code: 'ValidationError',
    },
    { name: 'a session name with a slash', change: { sessionName: 'a/b' }, code: 'ValidationError' },
    { name: 'a source identity of AWS', change: { sourceIdentity: 'aws:x' }, code: 'ValidationError' },
    { name: 'another external id', change: { externalId: 'ext-2' }, code: 'AccessDenied' },
    { name: 'another role', change: { roleArn: `${ROLE}2` }, code: 'AccessDenied' },
  ])('is refused: $name', async ({ change, code }) => {
    expect(await ask(change)).toMatchObject({ kind: 'refused', code });
  });

  it.each(['sts:TagSession', 'sts:SetSourceIdentity'])('needs %s in the trust', async (missing) => {
    await aws.close();
    aws = await start(STS.filter((action) => action !== missing));
    expect(await ask()).toMatchObject({ kind: 'refused', code: 'AccessDenied' });
  });

  it('is refused with a wrong secret: the double recomputes the signature', async () => {
    expect(await ask({}, { ...KEYS, secretAccessKey: 'wrong' })).toMatchObject({
      kind: 'refused',
      code: 'SignatureDoesNotMatch',
    });
    expect(await ask({}, { ...KEYS, accessKeyId: 'AKIAOTHER' })).toMatchObject({
      kind: 'refused',
      code: 'InvalidClientTokenId',
    });
  });

  it('tries again on 500, gives up after three, and tells unavailable from refused', async () => {
    aws.fail('AssumeRole', { kind: 'error', status: 500, code: 'InternalFailure' });
    expect(await ask()).toMatchObject({ kind: 'assumed' });
    expect(aws.requests).toHaveLength(2);
    const failure = { kind: 'error', status: 500, code: 'InternalFailure' } as const;
    aws.fail('AssumeRole', failure, failure, failure);
    expect(await ask()).toMatchObject({ kind: 'unavailable', code: 'InternalFailure' });
    aws.fail('AssumeRole', { kind: 'error', status: 400, code: 'ExpiredTokenException' });
    expect(await ask()).toMatchObject({ kind: 'refused', code: 'ExpiredToken' });
  });

  it('gives up on an answer that does not come, three times, as unavailable', async () => {
    const held = { kind: 'hold', until: new Promise<void>(() => {}) } as const;
    const timeouts = { connectMs: 1_000, answerMs: 20 };
    const config = { stsEndpoint: aws.url, iamEndpoint: null, credentials: KEYS };
    aws.fail('AssumeRole', held, held, held);
    expect(await createSts({ ...config, timeouts }).assumeRole(good)).toMatchObject({
      kind: 'unavailable',
      code: 'TimeoutError',
    });
    expect(aws.requests).toHaveLength(3);
    expect(AWS_TIMEOUTS).toEqual({ connectMs: 3_000, answerMs: 10_000 });
  });

  it('cannot be shown to work by GetCallerIdentity alone: that call needs no right', async () => {
    const client = new STSClient({ region: 'eu-west-1', endpoint: aws.url, credentials: KEYS });
    expect((await client.send(new GetCallerIdentityCommand({}))).Arn).toBe(USER);
  });
});
