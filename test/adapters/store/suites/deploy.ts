// Grants, deployments, sessions, used tokens and the lock among brokers.
import { describe, expect, it } from 'vitest';
import type { Grant, Session } from '../../../../src/model/deploy.ts';
import { START, type Harness } from '../harness.ts';

const GRANT: Grant = {
  id: 'g-00000000000000000001',
  repositoryId: 1,
  repository: 'acme/infra',
  target: 'prod',
  pull: 7,
  head: 'a'.repeat(40),
  mergeSha: 'b'.repeat(40),
  changeDigest: 'sha256:c',
  decisionDigest: 'sha256:d',
  openedAt: START,
  expiresAt: START + 1_000,
};
const BOUNDARY = 'arn:aws:iam::111122223333:policy/aigov-revocations';
const SESSION: Session = {
  id: 's-00000000000001',
  grantId: GRANT.id,
  repositoryId: 1,
  repository: 'acme/infra',
  target: 'prod',
  account: '111122223333',
  boundaryArn: BOUNDARY,
  runId: 42,
  runAttempt: 1,
  environment: null,
  state: 'issuing',
  accessKeyId: null,
  policySha256: 'p',
  narrowingLevel: 0,
  notAfter: START + 600_000,
  expiresAt: START + 900_000,
  issuedAt: START,
  revokeRequestedAt: null,
  revokedAt: null,
};

export function deploySuite(get: () => Harness): void {
  describe('grants', () => {
    const grants = () => get().store.grants;

    it('opens one grant per repository, target and merge; whoever comes later gets that one', async () => {
      const other = { ...GRANT, id: 'g-00000000000000000002' };
      const opened = await Promise.all([grants().open(GRANT), grants().open(other)]);
      expect(opened[0]).toEqual(opened[1]);
      expect(await grants().find(1, 'prod', GRANT.mergeSha)).toEqual(opened[0]);
      expect(await grants().byId(opened[0].id)).toEqual(opened[0]);
      expect(await grants().find(1, 'staging', GRANT.mergeSha)).toBeNull();
      expect(await grants().byId('g-none')).toBeNull();
    });

    it('lists the grants of a pull request', async () => {
      const staging = { ...GRANT, id: 'g-2', target: 'staging', openedAt: START - 1 };
      for (const grant of [GRANT, staging, { ...GRANT, id: 'g-3', pull: 8, mergeSha: 'e' }])
        await grants().open(grant);
      expect(await grants().ofPull(1, 7)).toEqual([staging, GRANT]);
    });

    it('remembers the last deployment of a target; a late report does not turn it back', async () => {
      expect(await grants().lastDeployed(1, 'prod')).toBeNull();
      await grants().recordDeployed(1, 'prod', 'one', 10);
      await grants().recordDeployed(1, 'prod', 'two', 20);
      await grants().recordDeployed(1, 'prod', 'late', 15);
      expect(await grants().lastDeployed(1, 'prod')).toBe('two');
      expect(await grants().lastDeployed(1, 'staging')).toBeNull();
    });
  });

  describe('deployed changes', () => {
    const grants = () => get().store.grants;
    const ask = (environments: readonly string[], changeDigests: readonly string[], repositoryId = 1) =>
      grants().deployedChanges({ repositoryId, environments, changeDigests });

    it('are found by environment and digest, with the time of the first', async () => {
      const first = { repositoryId: 1, environment: 'staging', changeDigest: 'a', at: 10 };
      await grants().recordChange(first);
      await grants().recordChange({ ...first, at: 20 });
      expect(await ask(['staging', 'test'], ['a', 'b'])).toEqual([first]);
      expect(await ask(['test'], ['a'])).toEqual([]);
      expect(await ask(['staging'], ['b'])).toEqual([]);
      expect(await ask(['staging'], ['a'], 2)).toEqual([]);
      expect(await ask([], [])).toEqual([]);
    });
  });

  describe('roles and baselines', () => {
    const grants = () => get().store.grants;

    it('binds a role to the repository that asks first, for good', async () => {
      const asked = await Promise.all([grants().bindRole('arn:a', 1), grants().bindRole('arn:a', 2)]);
      expect(asked[0]).toBe(asked[1]);
      expect(await grants().bindRole('arn:a', 3)).toBe(asked[0]);
      expect(await grants().bindRole('arn:b', 3)).toBe(3);
    });

    it('starts the record of a target once, and every deployment is later', async () => {
      expect(await grants().baseline(1, 'prod', 'start')).toBe('start');
      expect(await grants().baseline(1, 'prod', 'later')).toBe('start');
      expect(await grants().baseline(1, 'staging', 'other')).toBe('other');
      expect(await grants().lastDeployed(1, 'prod')).toBe('start');
      await grants().recordDeployed(1, 'prod', 'one', 10);
      expect(await grants().baseline(1, 'prod', 'later')).toBe('one');
    });
  });

  describe('sessions', () => {
    const sessions = () => get().store.sessions;

    it('uses a token id once, and sweeps those that expired', async () => {
      const uses = await Promise.all(
        ['a', 'a', 'b', 'a'].map((hash) => sessions().useToken(hash, START + 1_000)),
      );
      expect(uses.filter(Boolean)).toHaveLength(2);
      expect(await sessions().useToken('b', START + 1_000)).toBe(false);
      get().clock.now += 1_001;
      expect(await sessions().useToken('c', START + 9_000)).toBe(true);
      const rows = await get().db.selectFrom('used_token').select('jti_hash').execute();
      expect(rows).toEqual([{ jti_hash: 'c' }]);
    });

    it('begins one session per run attempt and target, until it is over', async () => {
      expect(await sessions().begin(SESSION)).toBe(true);
      const second = { ...SESSION, id: 's-00000000000002' };
      expect(await sessions().begin(second)).toBe(false);
      expect(await sessions().begin({ ...second, runAttempt: 2 })).toBe(true);
      await sessions().transition(SESSION.id, ['issuing'], { state: 'failed' });
      expect(await sessions().begin({ ...SESSION, id: 's-00000000000003' })).toBe(true);
      expect(await sessions().byId(SESSION.id)).toEqual({ ...SESSION, state: 'failed' });
      expect(await sessions().byId('s-none')).toBeNull();
    });

    it('makes every transition once', async () => {
      await sessions().begin(SESSION);
      const live = { state: 'live', accessKeyId: 'ASIAEXAMPLE' } as const;
      const moved = await Promise.all(
        [1, 2, 3].map(() => sessions().transition(SESSION.id, ['issuing'], live)),
      );
      expect(moved.filter(Boolean)).toHaveLength(1);
      expect(await sessions().byId(SESSION.id)).toEqual({ ...SESSION, ...live });
      expect(await sessions().transition(SESSION.id, [], { state: 'failed' })).toBe(false);
      expect(await sessions().transition('s-none', ['live'], { state: 'failed' })).toBe(false);
    });

    it('finds sessions by run, attempt, grant and openness, oldest first', async () => {
      const again = { ...SESSION, id: 's-00000000000002', runAttempt: 2, issuedAt: START + 1 };
      const done = {
        ...SESSION,
        id: 's-00000000000003',
        runId: 43,
        state: 'expired',
        grantId: 'g-x',
      } as const;
      for (const session of [again, SESSION, done]) await sessions().begin(session);
      expect(await sessions().ofRun(1, 42, null)).toEqual([SESSION, again]);
      expect(await sessions().ofRun(1, 42, 2)).toEqual([again]);
      expect(await sessions().ofGrant('g-x')).toEqual([done]);
      expect(await sessions().open()).toEqual([SESSION, again]);
    });

    it('denies revoking and revoked sessions of a boundary until five minutes after their end', async () => {
      const revoked = { ...SESSION, state: 'revoked' } as const;
      const revoking = { ...SESSION, id: 's-2', state: 'revoking', runId: 43 } as const;
      const live = { ...SESSION, id: 's-3', state: 'live', runId: 44 } as const;
      const elsewhere = { ...revoked, id: 's-4', boundaryArn: null };
      for (const session of [revoked, revoking, live, elsewhere]) await sessions().begin(session);
      const end = SESSION.expiresAt + 5 * 60_000;
      expect(await sessions().denied(BOUNDARY, end - 1)).toEqual([revoked, revoking]);
      expect(await sessions().denied(BOUNDARY, end)).toEqual([]);
    });

    it('runs exclusive work one after the other per key, and lets its errors through', async () => {
      const steps: string[] = [];
      const run = async (name: string): Promise<string> =>
        await sessions().exclusive('key', async () => {
          steps.push(`${name} in`);
          await get().store.ping();
          steps.push(`${name} out`);
          return name;
        });
      const failing = sessions().exclusive('key', () => Promise.reject(new RangeError('mine')));
      const results = Promise.all([run('a'), run('b')]);
      await expect(failing).rejects.toThrow(RangeError);
      expect(await results).toEqual(['a', 'b']);
      expect(steps).toEqual(['a in', 'a out', 'b in', 'b out']);
    });
  });
}
