// The IAM adapter against the double: through the revoker role or directly, and what a refusal becomes.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIam } from '../../../src/adapters/aws/iam.ts';
import { createSts } from '../../../src/adapters/aws/sts.ts';
import { startFakeAws, type FakeAws } from '../../doubles/aws/fake-aws.ts';

const USER = 'arn:aws:iam::111122223333:user/broker';
const REVOKER = 'arn:aws:iam::111122223333:role/aigov-revoker';
const BOUNDARY = 'arn:aws:iam::111122223333:policy/aigov-revocations';
const KEYS = { accessKeyId: 'AKIABROKER', secretAccessKey: 'broker-secret' };
const NOW = Date.parse('2026-11-21T12:00:00Z');
const DOCUMENT = '{"Version":"2012-10-17","Statement":[]}';
const VERSIONS = {
  Statement: { Effect: 'Allow', Action: 'iam:*PolicyVersion*', Resource: BOUNDARY },
} as const;

let aws: FakeAws;
async function start(ofUser: 'may write' | 'may assume'): Promise<FakeAws> {
  const assume = { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: REVOKER } } as const;
  return await startFakeAws({
    account: '111122223333',
    clock: () => NOW,
    users: [{ arn: USER, ...KEYS, policies: [ofUser === 'may write' ? VERSIONS : assume] }],
    roles: [
      {
        arn: REVOKER,
        policies: [VERSIONS],
        boundaryArn: null,
        maxSessionSeconds: 3600,
        trust: { principals: [USER], actions: ['sts:AssumeRole'], externalId: 'ext-1' },
      },
    ],
    managed: { [BOUNDARY]: { Statement: [] } },
  });
}
beforeEach(async () => {
  aws = await start('may assume');
});
afterEach(async () => await aws.close());

const iam = () => createIam({ stsEndpoint: aws.url, iamEndpoint: aws.url, credentials: KEYS });
const throughRole = { boundaryArn: BOUNDARY, revokerRole: REVOKER, externalId: 'ext-1' };
const direct = { boundaryArn: BOUNDARY, revokerRole: null, externalId: null };

describe('createIam', () => {
  it('writes a default version through the revoker role, and lists and deletes versions', async () => {
    await iam().createVersion(throughRole, DOCUMENT);
    expect(await iam().listVersions(throughRole)).toEqual([
      { id: 'v1', isDefault: false, createdAt: NOW },
      { id: 'v2', isDefault: true, createdAt: NOW },
    ]);
    await iam().deleteVersion(throughRole, 'v1');
    expect(await iam().listVersions(throughRole)).toEqual([{ id: 'v2', isDefault: true, createdAt: NOW }]);
  });

  it("writes directly in the broker's own account", async () => {
    await expect(iam().listVersions(direct)).rejects.toMatchObject({ code: 'REVOCATION_FAILED' });
    await aws.close();
    aws = await start('may write');
    expect(await iam().listVersions(direct)).toHaveLength(1);
    expect(aws.requests.map(({ action }) => action)).toEqual(['ListPolicyVersions']);
  });

  it.each([
    {
      name: 'a wrong external id',
      call: async () => await iam().listVersions({ ...throughRole, externalId: 'ext-2' }),
    },
    { name: 'the default version', call: async () => await iam().deleteVersion(throughRole, 'v1') },
    { name: 'a version that is not there', call: async () => await iam().deleteVersion(throughRole, 'v9') },
    {
      name: 'more than 6,144 characters',
      call: async () => await iam().createVersion(throughRole, 'x'.repeat(6145)),
    },
    {
      name: 'another policy',
      call: async () => await iam().listVersions({ ...throughRole, boundaryArn: `${BOUNDARY}2` }),
    },
  ])('refuses $name', async ({ call }) => {
    await expect(call()).rejects.toMatchObject({ code: 'REVOCATION_FAILED' });
  });

  it('refuses a sixth version', async () => {
    for (let at = 0; at < 4; at += 1) await iam().createVersion(throughRole, DOCUMENT);
    await expect(iam().createVersion(throughRole, DOCUMENT)).rejects.toMatchObject({
      code: 'REVOCATION_FAILED',
    });
  });

  it('gives up on an answer that does not come', async () => {
    const held = { kind: 'hold', until: new Promise<void>(() => {}) } as const;
    const config = { stsEndpoint: aws.url, iamEndpoint: aws.url, credentials: KEYS };
    aws.fail('CreatePolicyVersion', held, held, held);
    const timeouts = { connectMs: 1_000, answerMs: 20 };
    const writing = createIam({ ...config, timeouts }).createVersion(throughRole, DOCUMENT);
    await expect(writing).rejects.toMatchObject({
      code: 'REVOCATION_FAILED',
      message: 'The boundary policy cannot be written (TimeoutError).',
    });
  });

  it('asks for no AWS configuration before it is used', () => {
    const none = { stsEndpoint: null, iamEndpoint: null, credentials: null };
    expect([createIam(none), createSts(none)]).toHaveLength(2);
  });
});
