// Read access of a caller, failed deliveries, and whether the required check is pinned.
import nock from 'nock';
import { afterEach, describe, expect, it } from 'vitest';
import {
  branchRules,
  createReadAccess,
  createRepositoryHost,
  failedDeliveries,
  redeliver,
} from '../../../src/adapters/github/index.ts';
import { API, APP_ID, api, repository, testClients } from './api.ts';

afterEach(() => nock.cleanAll());

describe('read access', () => {
  const readAccess = createReadAccess({ baseUrl: API });
  const request = { token: 'ghu_caller', owner: 'acme', repo: 'infra' };

  it("is GitHub's answer to the caller's own token", async () => {
    const scope = nock(API, { reqheaders: { authorization: 'token ghu_caller' } });
    scope.get('/repos/acme/infra').reply(200, { id: 42, full_name: 'Acme/Infra' });
    expect(await readAccess(request)).toEqual({ repositoryId: 42 });
  });

  it.each([
    { name: 'another repository', answer: { id: 42, full_name: 'acme/other' } },
    { name: 'no id', answer: { full_name: 'acme/infra' } },
    { name: 'an id that is none', answer: { id: 0, full_name: 'acme/infra' } },
    { name: 'no repository at all', answer: { id: 42 } },
  ])('an answer with $name is no', async ({ answer }) => {
    nock(API).get('/repos/acme/infra').reply(200, answer);
    expect(await readAccess(request)).toBeNull();
  });

  it.each([401, 403, 404])('%i is no', async (status) => {
    nock(API).get('/repos/acme/infra').reply(status);
    expect(await readAccess(request)).toBeNull();
  });

  it('no answer is not "no"', async () => {
    nock(API).get('/repos/acme/infra').reply(502);
    await expect(readAccess(request)).rejects.toMatchObject({ code: 'GITHUB_UNAVAILABLE' });
  });
});

describe('deliveries', () => {
  it('that failed are listed and sent again with the App’s own token', async () => {
    const delivery = {
      id: 1,
      guid: 'g',
      event: 'push',
      delivered_at: '2026-01-01T00:00:00Z',
      status_code: 502,
    };
    nock(API, { reqheaders: { authorization: /^bearer ey/ } })
      .get('/app/hook/deliveries')
      .query({ per_page: 100, status: 'failure' })
      .reply(200, [delivery, { ...delivery, id: 2, status_code: 202 }])
      .post('/app/hook/deliveries/1/attempts')
      .reply(202, {});
    const { app } = testClients();
    expect(await failedDeliveries(app)).toEqual([
      { id: 1, guid: 'g', event: 'push', deliveredAt: '2026-01-01T00:00:00Z' },
    ]);
    await redeliver(app, 1);
    expect(nock.isDone()).toBe(true);
  });
});

describe('branch rules', () => {
  const rule = (context: string, integrationId?: number) => ({
    type: 'required_status_checks',
    parameters: { required_status_checks: [{ context, integration_id: integrationId }] },
  });

  it.each([
    {
      name: 'pinned',
      rules: [{ type: 'deletion' }, rule('aigov/policy', APP_ID)],
      expected: { kind: 'pinned' },
    },
    {
      name: 'required from anyone',
      rules: [rule('aigov/policy')],
      expected: { kind: 'not-pinned', integrationId: null },
    },
    {
      name: 'pinned to another app',
      rules: [rule('aigov/policy', 15_368)],
      expected: { kind: 'not-pinned', integrationId: 15_368 },
    },
    { name: 'another check', rules: [rule('ci', APP_ID)], expected: { kind: 'not-required' } },
    { name: 'no rule', rules: [], expected: { kind: 'not-required' } },
  ])('$name', async ({ rules, expected }) => {
    api().get('/repos/acme/infra/rules/branches/main').query({ per_page: 100 }).reply(200, rules);
    const clients = testClients();
    expect(await branchRules({ clients, appId: APP_ID, repository, branch: 'main' })).toEqual(expected);
  });
});

describe('a repository by its name', () => {
  it('comes with its installation; where the App is not installed it is null', async () => {
    api()
      .get('/repos/ACME/Infra/installation')
      .reply(200, { id: 5 })
      .get('/repos/ACME/Infra')
      .reply(200, { id: 42, name: 'infra', owner: { login: 'acme', id: 1 } })
      .get('/repos/acme/other/installation')
      .reply(404);
    const host = createRepositoryHost({ clients: testClients(), appId: APP_ID });
    expect(await host.repositoryByName('ACME', 'Infra')).toEqual({ ...repository, ownerId: 1 });
    expect(await host.repositoryByName('acme', 'other')).toBeNull();
  });
});

describe('the tip of a branch', () => {
  it('is read by the full name of the branch, so that no tag stands in; null where there is none', async () => {
    api()
      .get('/repos/acme/infra/commits/heads%2Frelease%2F1')
      .query({ per_page: 1 })
      .reply(200, { sha: 'abc' })
      .get('/repos/acme/infra/commits/heads%2Fgone')
      .query({ per_page: 1 })
      .reply(404);
    const host = createRepositoryHost({ clients: testClients(), appId: APP_ID });
    expect(await host.branchTip({ repository, branch: 'release/1' })).toBe('abc');
    expect(await host.branchTip({ repository, branch: 'gone' })).toBeNull();
  });
});

describe('compare', () => {
  it.each([
    ['modified', 'modified'],
    ['changed', 'modified'],
    ['unchanged', 'modified'],
    ['a word of next year', 'modified'],
    ['copied', 'added'],
    ['removed', 'removed'],
  ])('API-13: takes the status %s for %s', async (status, expected) => {
    api()
      .get('/repos/acme/infra/compare/b...h')
      .reply(200, {
        merge_base_commit: { sha: 'm' },
        total_commits: 0,
        commits: [],
        files: [{ filename: 'a.tf', status, sha: 'o' }],
      });
    const host = createRepositoryHost({ clients: testClients(), appId: APP_ID });
    const comparison = await host.compare({ repository, base: 'b', head: 'h' });
    expect(comparison?.files.map((file) => file.status)).toEqual([expected]);
  });
});
