// Answers that GitHub gives only in part: each hole is named, and none of them looks like an empty list.
import nock from 'nock';
import { afterEach, describe, expect, it } from 'vitest';
import { createRepositoryHost } from '../../../src/adapters/github/index.ts';
import { APP_ID, api, repository, testClients } from './api.ts';

afterEach(() => nock.cleanAll());

const HEAD = 'e'.repeat(40);
const TIP = 'b'.repeat(40);
const list = (...nodes: readonly unknown[]) => ({ totalCount: nodes.length, nodes });
const ann = { __typename: 'User', login: 'ann', databaseId: 1 };
const commit = {
  oid: HEAD,
  message: 'm',
  author: { name: 'Ann', email: 'ann@acme.test', user: { login: 'ann', databaseId: 1 } },
  committer: null,
  authors: list({ name: 'Ann', email: 'ann@acme.test', user: { login: 'ann', databaseId: 1 } }),
  signature: null,
};
const tip = { oid: HEAD, checkSuites: list(), associatedPullRequests: list() };
const pullRequest = {
  number: 7,
  title: 't',
  body: 'b',
  state: 'OPEN',
  isDraft: false,
  isCrossRepository: false,
  changedFiles: 1,
  author: ann,
  baseRefName: 'main',
  baseRefOid: TIP,
  baseRef: { target: { oid: TIP } },
  headRefName: 'topic',
  headRefOid: HEAD,
  mergedAt: null,
  mergeCommit: null,
  labels: list({ name: 'x' }),
  reviewRequests: list(
    { requestedReviewer: { combinedSlug: 'acme/sec' } },
    { requestedReviewer: { login: 'bob' } },
    {
      requestedReviewer: null,
    },
  ),
  reviews: list(),
  commits: { ...list({ commit }), pageInfo: { hasNextPage: false, endCursor: null } },
  labelEvents: list({ actor: null, label: { name: 'x' } }, { actor: ann, label: { name: 'x' } }),
  forcePushes: list({ actor: ann }),
  baseChanges: list(),
  tip: list({ commit: tip }),
};
const answer = {
  repository: {
    databaseId: 42,
    nameWithOwner: 'acme/infra',
    defaultBranchRef: { name: 'main', target: { oid: TIP, file: null } },
    pullRequest,
    u0: { edges: [{ permission: 'WRITE', node: { login: 'Bob' } }] },
  },
  t0: { team: { members: { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [{ login: 'ann' }] } } },
  floor: { nameWithOwner: 'acme/.github', defaultBranchRef: null },
};
type Answer = { readonly [key: string]: unknown };

function read(data: Answer, errors: readonly object[] = []) {
  api()
    .post('/graphql')
    .reply(200, errors.length === 0 ? { data } : { data, errors });
  const people = { teams: ['@acme/sec'], users: ['bob'] };
  const host = createRepositoryHost({ clients: testClients(), appId: APP_ID });
  const floor = { owner: 'acme', name: '.github', path: 'aigov.yml' };
  return host.readPull({ pull: { repository, number: 7 }, policyPath: '.aigov.yml', floor, people });
}

const withPull = (changes: object): Answer => ({
  ...answer,
  repository: { ...answer.repository, pullRequest: { ...pullRequest, ...changes } },
});

describe('a whole answer', () => {
  it('is read whole', async () => {
    const who = { login: 'ann', id: 1, type: 'User' };
    const signer = { name: 'Ann', email: 'ann@acme.test', login: 'ann', id: 1 };
    expect(await read(answer)).toEqual({
      fullName: 'acme/infra',
      policy: { kind: 'no-file', commit: TIP },
      floor: { kind: 'empty' },
      title: 't',
      body: 'b',
      state: 'open',
      draft: false,
      fork: false,
      author: who,
      baseBranch: 'main',
      baseTip: TIP,
      codeOwners: null,
      headBranch: 'topic',
      head: HEAD,
      changedFiles: 1,
      merge: null,
      labels: [{ name: 'x', by: who }],
      forcePushers: [who],
      requestedReviewers: ['@acme/sec', 'bob'],
      reviews: [],
      lastBaseChange: null,
      siblings: [],
      commits: [
        {
          sha: HEAD,
          message: 'm',
          author: signer,
          committer: null,
          authors: [signer],
          verified: false,
          signedByHost: false,
          key: null,
        },
      ],
      checks: [],
      ownCheck: null,
      people: { teams: [['ann']], permissions: ['write'] },
      incomplete: [],
    });
  });
});

describe('the owners of code', () => {
  const entry = { mode: 0o100644, type: 'blob', oid: 'a'.repeat(40), object: null };
  it.each<[string, object | null, unknown]>([
    ['none of the files is there', { target: { oid: TIP } }, null],
    ['the first that is there', { target: { oid: TIP, owners0: null, owners1: entry } }, { oid: entry.oid }],
    ['a base branch that is gone tells nothing', null, 'unknown'],
  ])('%s', async (_, baseRef, expected) => {
    const { codeOwners } = await read(withPull({ baseRef }));
    if (expected !== null && typeof expected === 'object') expect(codeOwners).toMatchObject(expected);
    else expect(codeOwners).toEqual(expected);
  });
});

describe('lists that GitHub cut', () => {
  it.each([
    {
      name: 'reviews',
      changes: { reviews: { totalCount: 101, nodes: [] } },
      expected: { what: 'reviews', why: '0 of 101 could be read' },
    },
    {
      name: 'labels',
      changes: { labels: { totalCount: 2, nodes: [{ name: 'x' }, null] } },
      expected: { what: 'labels', why: '1 of 2 could be read' },
    },
    {
      name: 'authors of a commit',
      changes: {
        commits: {
          ...pullRequest.commits,
          nodes: [{ commit: { ...commit, authors: { totalCount: 21, nodes: [] } } }],
        },
      },
      expected: { what: 'commits', why: `${HEAD} has more authors than are listed` },
    },
    {
      name: 'check suites',
      changes: { tip: list({ commit: { ...tip, checkSuites: { totalCount: 101, nodes: [] } } }) },
      expected: { what: 'checks', why: 'the head has more check runs than GitHub lists at once' },
    },
    {
      name: 'runs of a suite',
      changes: {
        tip: list({
          commit: {
            ...tip,
            checkSuites: list({ app: null, checkRuns: { totalCount: 101, nodes: [] } }),
          },
        }),
      },
      expected: { what: 'checks', why: 'the head has more check runs than GitHub lists at once' },
    },
  ])('$name', async ({ changes, expected }) => {
    expect((await read(withPull(changes))).incomplete).toEqual([expected]);
  });
});

describe('the tip of the commit list', () => {
  const suite = {
    app: { databaseId: APP_ID },
    checkRuns: list({
      databaseId: 5,
      externalId: 'x',
      name: 'aigov/policy',
      status: 'COMPLETED',
      conclusion: 'SUCCESS',
      startedAt: null,
    }),
  };
  const readTip = async (oid: string) => {
    const { ownCheck, incomplete } = await read(
      withPull({ tip: list({ commit: { ...tip, oid, checkSuites: list(suite) } }) }),
    );
    return { ownCheck, incomplete };
  };

  it('tells the checks when it is the head', async () => {
    expect(await readTip(HEAD)).toEqual({ ownCheck: { id: 5, externalId: 'x' }, incomplete: [] });
  });

  it('tells nothing when it is another commit', async () => {
    expect(await readTip(TIP)).toEqual({
      ownCheck: null,
      incomplete: [{ what: 'checks', why: 'the list of commits does not end with the head yet' }],
    });
  });
});

describe('API-08: errors beside the data', () => {
  const error = (type: string, ...path: readonly string[]) => ({ type, path, message: 'no' });

  it('in the pull request are gaps', async () => {
    const errors = [error('FORBIDDEN', 'repository', 'pullRequest', 'reviews')];
    expect((await read(withPull({ reviews: null }), errors)).incomplete).toEqual([
      { what: 'repository.pullRequest.reviews', why: 'GitHub: FORBIDDEN' },
    ]);
  });

  it.each([
    { name: 'not found', type: 'NOT_FOUND', expected: { kind: 'not-found' } },
    {
      name: 'forbidden',
      type: 'FORBIDDEN',
      expected: { kind: 'failed', why: 'GitHub: FORBIDDEN', passing: false },
    },
    {
      name: 'without a type',
      type: '',
      expected: { kind: 'failed', why: 'GitHub: no reason given', passing: true },
    },
  ])('at the floor concern the floor alone: $name', async ({ type, expected }) => {
    const reading = await read({ ...answer, floor: null }, [error(type, 'floor')]);
    expect({ floor: reading.floor, incomplete: reading.incomplete }).toEqual({
      floor: expected,
      incomplete: [],
    });
  });

  it.each([
    { type: 'NOT_FOUND', expected: { teams: [null], permissions: ['write'] } },
    { type: 'FORBIDDEN', expected: { teams: [null], permissions: ['write'] } },
    { type: 'INTERNAL', expected: null },
  ])('at a team: $type', async ({ type, expected }) => {
    const reading = await read({ ...answer, t0: null }, [error(type, 't0')]);
    expect({ people: reading.people, incomplete: reading.incomplete }).toEqual({
      people: expected,
      incomplete: [],
    });
  });

  it('without a path are a gap of everything', async () => {
    expect((await read(answer, [error('')])).incomplete).toEqual([
      { what: 'pull request', why: 'GitHub: no reason given' },
    ]);
  });

  it('at the policy concern the policy', async () => {
    const data = { ...answer, repository: { ...answer.repository, defaultBranchRef: null } };
    const reading = await read(data, [error('FORBIDDEN', 'repository', 'defaultBranchRef')]);
    expect(reading.policy).toEqual({ kind: 'failed', why: 'GitHub: FORBIDDEN', passing: false });
  });

  it.each([
    { type: 'NOT_FOUND', code: 'NOT_FOUND' },
    { type: 'FORBIDDEN', code: 'GITHUB_REFUSED' },
    { type: 'INTERNAL', code: 'GITHUB_UNAVAILABLE' },
  ])('$type instead of the pull request is $code', async ({ type, code }) => {
    const data = { ...answer, repository: { ...answer.repository, pullRequest: null } };
    await expect(read(data, [error(type, 'repository', 'pullRequest')])).rejects.toMatchObject({ code });
  });

  it('another repository of the same name is not ours', async () => {
    const data = { ...answer, repository: { ...answer.repository, databaseId: 43 } };
    await expect(read(data)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'acme/infra is not the repository it was.',
    });
  });
});
