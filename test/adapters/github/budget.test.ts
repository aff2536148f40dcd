// The budget of writes at real clients: reads and queries cost nothing of it, the 81st write of a minute is not sent.
import nock from 'nock';
import { afterEach, expect, it } from 'vitest';
import { createPublisher, createRepositoryHost } from '../../../src/adapters/github/index.ts';
import { APP_ID, api, repository, testClients } from './api.ts';

afterEach(() => nock.cleanAll());

it('holds per installation', async () => {
  const clients = testClients();
  const publisher = createPublisher({ clients, appId: APP_ID, warn: () => {} });
  const host = createRepositoryHost({ clients, appId: APP_ID });
  const path = '/repos/acme/infra/pulls/7/requested_reviewers';
  api().post(path).times(80).reply(201, {}).get('/repos/acme/infra/git/blobs/abc').reply(404);
  const ask = () => publisher.requestReviewers(repository, 7, { users: ['bob'], teams: [] });
  for (let i = 0; i < 80; i += 1) await ask();
  expect(await host.readBlob({ repository, oid: 'abc' })).toBeNull();
  await expect(ask()).rejects.toMatchObject({
    code: 'GITHUB_UNAVAILABLE',
    message: 'More than 80 writes to GitHub within a minute.',
  });
});
