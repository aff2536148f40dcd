// Tokens, retries and what a failure looks like from outside.
import nock from 'nock';
import { afterEach, describe, expect, it } from 'vitest';
import { createRepositoryHost } from '../../../src/adapters/github/index.ts';
import { API, APP_ID, api, repository, testClients } from './api.ts';

afterEach(() => nock.cleanAll());

const host = () => createRepositoryHost({ clients: testClients(), appId: APP_ID });
const blob = '/repos/acme/infra/git/blobs/abc';
const content = { content: Buffer.from('hi').toString('base64'), encoding: 'base64' };

describe('clients', () => {
  it('fetch one token per installation and use it', async () => {
    api();
    nock(API, { reqheaders: { authorization: 'token ghs_test' } })
      .get(blob)
      .reply(200, content)
      .get(blob)
      .reply(200, content);
    const one = host();
    await one.readBlob({ repository, oid: 'abc' });
    expect(await one.readBlob({ repository, oid: 'abc' })).toEqual(Buffer.from('hi'));
  });

  it('try a failing read again', async () => {
    api().get(blob).times(3).reply(502).get(blob).reply(200, content);
    expect(await host().readBlob({ repository, oid: 'abc' })).toEqual(Buffer.from('hi'));
  });
});

describe('limits', () => {
  it('are kept with our own pace, which real calls go through', async () => {
    api().get(blob).reply(200, content);
    const paced = createRepositoryHost({ clients: testClients({ throttle: true }), appId: APP_ID });
    expect(await paced.readBlob({ repository, oid: 'abc' })).toEqual(Buffer.from('hi'));
  });

  it('that last longer than a lease are left to the work table', async () => {
    const warnings: string[] = [];
    const clients = testClients({ throttle: true, warn: (message) => void warnings.push(message) });
    const message = 'You have exceeded a secondary rate limit';
    api().get(blob).reply(403, { message }, { 'retry-after': '21' });
    const paced = createRepositoryHost({ clients, appId: APP_ID });
    await expect(paced.readBlob({ repository, oid: 'abc' })).rejects.toMatchObject({
      code: 'GITHUB_UNAVAILABLE',
      message: 'GitHub answered 403 to GET /repos/{owner}/{repo}/git/blobs/{file_sha}.',
    });
    expect(warnings).toContain(
      "GitHub's secondary limit at GET /repos/{owner}/{repo}/git/blobs/{file_sha}: 21 s",
    );
  });
});

describe('failures', () => {
  it.each([
    { status: 502, code: 'GITHUB_UNAVAILABLE' },
    { status: 429, code: 'GITHUB_UNAVAILABLE' },
    { status: 403, code: 'GITHUB_REFUSED' },
    // API-07: what is too large to be shown.
    { status: 406, code: 'GITHUB_REFUSED' },
    { status: 422, code: 'GITHUB_REFUSED' },
  ])('$status is $code with method and route', async ({ status, code }) => {
    api().get(blob).times(4).reply(status, { message: 'secret detail' });
    await expect(host().readBlob({ repository, oid: 'abc' })).rejects.toMatchObject({
      code,
      message: `GitHub answered ${status} to GET /repos/{owner}/{repo}/git/blobs/{file_sha}.`,
    });
  });

  it('API-09: a spent rate limit is no refusal, and nothing is judged on part of an answer', async () => {
    api().get(blob).reply(403, { message: 'API rate limit exceeded' }, { 'x-ratelimit-remaining': '0' });
    await expect(host().readBlob({ repository, oid: 'abc' })).rejects.toMatchObject({
      code: 'GITHUB_UNAVAILABLE',
    });
  });

  it('a broken line is "no answer"', async () => {
    api().get(blob).times(4).replyWithError('connection reset');
    await expect(host().readBlob({ repository, oid: 'abc' })).rejects.toMatchObject({
      code: 'GITHUB_UNAVAILABLE',
      message: 'GitHub gave no answer to GET /repos/{owner}/{repo}/git/blobs/{file_sha}.',
    });
  });

  it('neither message nor cause hold the token', async () => {
    api().get(blob).reply(403);
    const error: unknown = await host()
      .readBlob({ repository, oid: 'abc' })
      .catch((caught: unknown) => caught);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('ghs_test');
    expect(String((error as Error).cause)).not.toContain('ghs_test');
  });

  it('404 on a blob is null', async () => {
    api().get(blob).reply(404);
    expect(await host().readBlob({ repository, oid: 'abc' })).toBeNull();
  });

  it('an installation that is gone is a refusal, not a missing file', async () => {
    nock(API).post('/app/installations/5/access_tokens').reply(404);
    await expect(host().readParents({ repository, sha: 'abc' })).rejects.toMatchObject({
      code: 'GITHUB_REFUSED',
    });
  });
});
