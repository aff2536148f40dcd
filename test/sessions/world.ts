// A broker with a real store on disk and a fake AWS account on loopback. Used by the tests of broker, revoke and sweep.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compactDecrypt, exportJWK, generateKeyPair } from 'jose';
import { createIam } from '../../src/adapters/aws/iam.ts';
import { sessionIds } from '../../src/adapters/aws/session-ids.ts';
import { createSts } from '../../src/adapters/aws/sts.ts';
import { openStore, type Store } from '../../src/adapters/store/index.ts';
import type { Record } from '../../src/model/entry.ts';
import type { BrokerNeeds, BrokerRequest } from '../../src/sessions/broker.ts';
import { narrow } from '../../src/sessions/narrow.ts';
import { parseRecipientKey, type RecipientKey } from '../../src/sessions/recipient-key.ts';
import type { SessionCredentials } from '../doubles/aws/account.ts';
import { startFakeAws, type FakeAws } from '../doubles/aws/fake-aws.ts';
import { ACCOUNT, BOUNDARY, change, CLAIMS, DEPLOY_ROLE, GRANT, NOW, REVOKER_ROLE, TARGET } from './given.ts';

const BROKER_USER = 'arn:aws:iam::111122223333:user/broker';
const KEYS = { accessKeyId: 'AKIABROKER', secretAccessKey: 'broker-secret' };
const STS_ACTIONS = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
const ALL = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } } as const;

export type World = {
  readonly aws: FakeAws;
  readonly store: Store;
  readonly needs: BrokerNeeds;
  readonly records: Record[];
  readonly time: { now: number };
  /** A request with a token id of its own; the run is the one of CLAIMS unless said otherwise. */
  readonly request: (more?: Partial<BrokerRequest>, claims?: Partial<typeof CLAIMS>) => BrokerRequest;
  readonly open: (
    jwe: string,
  ) => Promise<SessionCredentials & { readonly expiration: string; readonly region: string }>;
  readonly close: () => Promise<void>;
};

/** The account of the documentation: one deploy role under the boundary, one revoker role, one broker user. */
export async function makeWorld(): Promise<World> {
  const time = { now: NOW };
  const clock = (): number => time.now;
  const aws = await startAccount(clock);
  const dataDir = mkdtempSync(join(tmpdir(), 'aigov-sessions-'));
  const store = await openStore({ dataDir, clock });
  const { privateKey, publicKey } = await generateKeyPair('ECDH-ES+A256KW', { crv: 'X25519' });
  const key = parseRecipientKey(await exportJWK(publicKey)) as RecipientKey;
  const records: Record[] = [];
  const config = { stsEndpoint: aws.url, iamEndpoint: aws.url, credentials: KEYS };
  let tokens = 0;
  const needs: BrokerNeeds = {
    store: store.sessions,
    sts: createSts(config),
    iam: createIam(config),
    ids: sessionIds,
    clock,
    record: async (record) => void records.push(record),
    pullOf: async () => ({ pull: GRANT.pull, head: GRANT.head }),
    accessOf: async () => ({ revokerRole: REVOKER_ROLE, externalId: 'ext-1', deployRoles: [DEPLOY_ROLE] }),
  };
  const narrowed = narrow({
    changes: [change('aws_s3_bucket', 'create', { bucket: 'acme-logs' })],
    target: TARGET,
    account: ACCOUNT,
  });
  return {
    aws,
    store,
    needs,
    records,
    time,
    request: (more, claims) => {
      tokens += 1;
      const all = { ...CLAIMS, jti: `token-${tokens}`, ...claims };
      return { claims: all, key, grant: GRANT, target: TARGET, account: ACCOUNT, narrowed, ...more };
    },
    open: async (jwe) => {
      const { plaintext } = await compactDecrypt(jwe, privateKey);
      return JSON.parse(new TextDecoder().decode(plaintext)) as SessionCredentials & {
        expiration: string;
        region: string;
      };
    },
    close: async () => {
      await store.close();
      await aws.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function startAccount(clock: () => number): Promise<FakeAws> {
  const brokerPolicy = {
    Statement: { Effect: 'Allow', Action: STS_ACTIONS, Resource: [DEPLOY_ROLE, REVOKER_ROLE] },
  } as const;
  const versions = ['iam:CreatePolicyVersion', 'iam:ListPolicyVersions', 'iam:DeletePolicyVersion'];
  const trusting = { principals: [BROKER_USER], maxSessionSeconds: 3600 };
  return await startFakeAws({
    account: '111122223333',
    clock,
    users: [{ arn: BROKER_USER, ...KEYS, policies: [brokerPolicy] }],
    roles: [
      {
        arn: DEPLOY_ROLE,
        policies: [ALL],
        boundaryArn: BOUNDARY,
        maxSessionSeconds: 3600,
        trust: { principals: trusting.principals, actions: STS_ACTIONS, externalId: null },
      },
      {
        arn: REVOKER_ROLE,
        policies: [{ Statement: { Effect: 'Allow', Action: versions, Resource: BOUNDARY } }],
        boundaryArn: null,
        maxSessionSeconds: 3600,
        trust: { principals: trusting.principals, actions: ['sts:AssumeRole'], externalId: 'ext-1' },
      },
    ],
    managed: { [BOUNDARY]: ALL },
  });
}
