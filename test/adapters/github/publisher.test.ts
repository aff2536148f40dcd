// What is written to GitHub, body by body.
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPublisher } from '../../../src/adapters/github/index.ts';
import type { Annotation, CheckRunReport, Publisher } from '../../../src/report/publisher.ts';
import { APP_ID, api, repository, testClients } from './api.ts';

const HEAD = 'e'.repeat(40);
const annotation: Annotation = {
  path: 'a.tf',
  startLine: 1,
  endLine: 2,
  level: 'warning',
  title: 'public-ingress',
  message: 'open',
};
const report: CheckRunReport = {
  name: 'aigov/policy',
  headSha: HEAD,
  conclusion: 'action_required',
  externalId: 'sha256:1',
  detailsUrl: null,
  title: 'Needs review',
  summary: 'summary',
  text: 'text',
  annotations: [annotation],
};
const sent = {
  path: 'a.tf',
  start_line: 1,
  end_line: 2,
  annotation_level: 'warning',
  title: 'public-ingress',
  message: 'open',
};
const body = {
  status: 'completed',
  conclusion: 'action_required',
  external_id: 'sha256:1',
  output: { title: 'Needs review', summary: 'summary', text: 'text', annotations: [sent] },
};
const RUNS = '/repos/acme/infra/check-runs';
let warnings: string[];
let publisher: Publisher;

beforeEach(() => {
  warnings = [];
  const warn = (message: string): void => void warnings.push(message);
  publisher = createPublisher({ clients: testClients(), appId: APP_ID, warn });
});
afterEach(() => {
  expect(nock.pendingMocks().filter((mock) => !mock.includes('access_tokens'))).toEqual([]);
  nock.cleanAll();
});

describe('check runs', () => {
  it('are created with one call, then updated without showing an annotation twice', async () => {
    const other = { ...annotation, startLine: 9, endLine: 9 };
    api()
      .post(RUNS, { ...body, name: 'aigov/policy', head_sha: HEAD })
      .reply(201, { id: 9 })
      .patch(`${RUNS}/9`, {
        ...body,
        external_id: 'sha256:2',
        output: { ...body.output, annotations: [{ ...sent, start_line: 9, end_line: 9 }] },
      })
      .reply(200, { id: 9 });
    expect(await publisher.publishCheckRun(repository, report, null)).toBe(9);
    const next = { ...report, externalId: 'sha256:2', annotations: [annotation, other] };
    expect(await publisher.publishCheckRun(repository, next, 9)).toBe(9);
  });

  it('of an earlier process are asked for the annotations that they show', async () => {
    api()
      .get(`${RUNS}/9/annotations`)
      .query({ per_page: 100 })
      .reply(200, [sent])
      .patch(`${RUNS}/9`, { ...body, output: { ...body.output, annotations: [] } })
      .reply(200, { id: 9 });
    expect(await publisher.publishCheckRun(repository, report, 9)).toBe(9);
  });

  it('that this process made are found again while GitHub does not list them yet', async () => {
    api().post(RUNS).reply(201, { id: 9 }).patch(`${RUNS}/9`).reply(200, { id: 9 });
    await publisher.publishCheckRun(repository, report, null);
    expect(await publisher.publishCheckRun(repository, report, null)).toBe(9);
  });

  it('of a merge commit are looked up first: the newest of ours', async () => {
    const chain: CheckRunReport = {
      ...report,
      name: 'aigov/chain',
      annotations: [],
      detailsUrl: 'https://x.test/c',
    };
    api()
      .get(`/repos/acme/infra/commits/${HEAD}/check-runs`)
      .query({ check_name: 'aigov/chain', app_id: APP_ID, filter: 'latest' })
      .reply(200, { total_count: 2, check_runs: [{ id: 3 }, { id: 8 }] })
      .get(`${RUNS}/8/annotations`)
      .query({ per_page: 100 })
      .reply(200, [])
      .patch(`${RUNS}/8`, {
        ...body,
        details_url: 'https://x.test/c',
        output: { ...body.output, annotations: [] },
      })
      .reply(200, { id: 8 });
    expect(await publisher.publishCheckRun(repository, chain, null)).toBe(8);
  });

  it('are not created twice when an answer is lost', async () => {
    api().post(RUNS).reply(502);
    await expect(publisher.publishCheckRun(repository, report, null)).rejects.toMatchObject({
      code: 'GITHUB_UNAVAILABLE',
      message: 'GitHub answered 502 to POST /repos/{owner}/{repo}/check-runs.',
    });
  });

  it('of another app are refused', async () => {
    api()
      .get(`${RUNS}/9/annotations`)
      .query({ per_page: 100 })
      .reply(200, [])
      .patch(`${RUNS}/9`)
      .reply(403, { message: 'Invalid app_id' });
    await expect(publisher.publishCheckRun(repository, report, 9)).rejects.toMatchObject({
      code: 'GITHUB_REFUSED',
    });
  });
});

describe('reviewers', () => {
  const REQUEST = '/repos/acme/infra/pulls/7/requested_reviewers';

  it('are asked in one call', async () => {
    api()
      .post(REQUEST, { reviewers: ['bob'], team_reviewers: ['security'] })
      .reply(201, {});
    await publisher.requestReviewers(repository, 7, { users: ['bob'], teams: ['@acme/security'] });
    expect(warnings).toEqual([]);
  });

  it('that GitHub refuses do not keep the others from being asked', async () => {
    api()
      .post(REQUEST, { reviewers: ['ann', 'bob'], team_reviewers: ['security'] })
      .reply(422)
      .post(REQUEST, { reviewers: ['ann'], team_reviewers: [] })
      .reply(422)
      .post(REQUEST, { reviewers: ['bob'], team_reviewers: [] })
      .reply(201, {})
      .post(REQUEST, { reviewers: [], team_reviewers: ['security'] })
      .reply(201, {});
    await publisher.requestReviewers(repository, 7, { users: ['ann', 'bob'], teams: ['security'] });
    expect(warnings).toEqual(['GitHub does not accept ann as reviewer of pull request 7.']);
  });

  it('nobody is no call', async () => {
    await publisher.requestReviewers(repository, 7, { users: [], teams: [] });
  });

  it('a failure is a Fault', async () => {
    api().post(REQUEST).times(4).reply(503);
    await expect(
      publisher.requestReviewers(repository, 7, { users: ['bob'], teams: [] }),
    ).rejects.toMatchObject({
      code: 'GITHUB_UNAVAILABLE',
    });
  });
});
