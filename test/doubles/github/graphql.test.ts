// The graph answers any valid query over what it knows, and refuses in GitHub's words.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIONS_APP_ID } from './index.ts';
import { createScene, openAgentPull, REPO, type Scene } from './scene.ts';

let scene: Scene;
let head: string;
beforeAll(async () => {
  scene = await createScene();
  head = openAgentPull(scene);
  const { github } = scene;
  github.addLabel({ repo: REPO, number: 1, label: 'urgent', by: 'bob' });
  github.review({ repo: REPO, number: 1, by: 'bob', event: 'REQUEST_CHANGES' });
  github.review({ repo: REPO, number: 1, by: 'bob', event: 'APPROVE' });
  github.review({ repo: REPO, number: 1, by: 'bob', event: 'COMMENT' });
  github.createCheckRun({ repo: REPO, app: ACTIONS_APP_ID, sha: head, name: 'plan', conclusion: 'failure' });
  github.createCheckRun({ repo: REPO, app: ACTIONS_APP_ID, sha: head, name: 'plan', conclusion: 'success' });
  const files = { 'big.txt': 'x'.repeat(1_048_577), 'zero.bin': new Uint8Array([0, 1]) };
  github.commitTo({ repo: REPO, branch: 'files', author: 'alice', files });
});
afterAll(() => scene.github.close());

const IN_REPO = (fields: string): string => `{ repository(owner: "acme", name: "infra") { ${fields} } }`;
const IN_PULL = (fields: string): string => IN_REPO(`pullRequest(number: 1) { ${fields} }`);
const ask = async (text: string): Promise<unknown> => (await scene.query(text)).body;
const repository = (value: unknown) => ({ data: { repository: value } });
const pull = (value: unknown) => repository({ pullRequest: value });

describe('a pull request in the graph', () => {
  it.each([
    {
      name: 'labels with who set them',
      query:
        'timelineItems(first: 9, itemTypes: [LABELED_EVENT]) { nodes { ... on LabeledEvent { label { name } actor { login } } } }',
      expected: { timelineItems: { nodes: [{ label: { name: 'urgent' }, actor: { login: 'bob' } }] } },
    },
    {
      name: 'the latest opinion of each reviewer',
      query:
        'latestOpinionatedReviews(first: 9) { nodes { state author { login } authorCanPushToRepository } }',
      expected: {
        latestOpinionatedReviews: {
          nodes: [{ state: 'APPROVED', author: { login: 'bob' }, authorCanPushToRepository: true }],
        },
      },
    },
    {
      name: 'authors and co-authors',
      query:
        'commits(last: 1) { nodes { commit { authors(first: 9) { nodes { name user { login } } } signature { isValid wasSignedByGitHub } } } }',
      expected: {
        commits: {
          nodes: [
            {
              commit: {
                authors: {
                  nodes: [
                    { name: 'copilot-swe-agent[bot]', user: null },
                    { name: 'alice', user: { login: 'alice' } },
                  ],
                },
                signature: { isValid: true, wasSignedByGitHub: true },
              },
            },
          ],
        },
      },
    },
    {
      name: 'the latest run of each check',
      query:
        'commits(last: 1) { nodes { commit { checkSuites(first: 9) { nodes { app { databaseId } checkRuns(first: 9, filterBy: { checkType: LATEST }) { nodes { name conclusion } } } } } } }',
      expected: {
        commits: {
          nodes: [
            {
              commit: {
                checkSuites: {
                  nodes: [
                    {
                      app: { databaseId: ACTIONS_APP_ID },
                      checkRuns: { nodes: [{ name: 'plan', conclusion: 'SUCCESS' }] },
                    },
                  ],
                },
              },
            },
          ],
        },
      },
    },
    {
      name: 'files',
      query: 'changedFiles files(first: 9) { nodes { path changeType } }',
      expected: { changedFiles: 1, files: { nodes: [{ path: 'envs/prod/iam.tf', changeType: 'MODIFIED' }] } },
    },
  ])('$name', async ({ query, expected }) => {
    expect(await ask(IN_PULL(query))).toEqual(pull(expected));
  });

  it('pages through a connection', async () => {
    const first = (await ask(
      IN_PULL('reviews(first: 2) { totalCount pageInfo { hasNextPage endCursor } nodes { state } }'),
    )) as {
      data: { repository: { pullRequest: { reviews: { pageInfo: { endCursor: string } } } } };
    };
    const { endCursor } = first.data.repository.pullRequest.reviews.pageInfo;
    const rest = `reviews(first: 2, after: "${endCursor}") { pageInfo { hasNextPage } nodes { state } }`;
    expect(first).toMatchObject(
      pull({
        reviews: {
          totalCount: 3,
          pageInfo: { hasNextPage: true },
          nodes: [{ state: 'CHANGES_REQUESTED' }, { state: 'APPROVED' }],
        },
      }),
    );
    expect(await ask(IN_PULL(rest))).toEqual(
      pull({ reviews: { pageInfo: { hasNextPage: false }, nodes: [{ state: 'COMMENTED' }] } }),
    );
  });
});

describe('objects', () => {
  it.each([
    {
      expression: 'HEAD:.aigov.yml',
      fields: '... on Blob { text isTruncated isBinary }',
      expected: { text: 'version: 1\n', isTruncated: false, isBinary: false },
    },
    {
      expression: 'main:envs',
      fields: '... on Tree { entries { name mode type } }',
      expected: { entries: [{ name: 'prod', mode: 0o40000, type: 'tree' }] },
    },
    { expression: 'main:', fields: '__typename', expected: { __typename: 'Tree' } },
    { expression: 'main', fields: '__typename', expected: { __typename: 'Commit' } },
    {
      expression: 'files:zero.bin',
      fields: '... on Blob { text isBinary }',
      expected: { text: null, isBinary: true },
    },
    {
      expression: 'files:big.txt',
      fields: '... on Blob { byteSize isTruncated }',
      expected: { byteSize: 1_048_577, isTruncated: true },
    },
    { expression: 'HEAD:nothing', fields: '__typename', expected: null },
  ])('$expression', async ({ expression, fields, expected }) => {
    expect(await ask(IN_REPO(`object(expression: "${expression}") { ${fields} }`))).toEqual(
      repository({ object: expected }),
    );
  });
});

describe('people', () => {
  it('knows teams and permissions', async () => {
    const query = `{
      organization(login: "acme") { team(slug: "security") { members(first: 9) { nodes { login } } } }
      repository(owner: "acme", name: "infra") { collaborators(first: 9, query: "a") { edges { permission node { login } } } }
    }`;
    expect(await ask(query)).toEqual({
      data: {
        organization: { team: { members: { nodes: [{ login: 'bob' }, { login: 'carol' }] } } },
        repository: {
          collaborators: {
            edges: [
              { permission: 'WRITE', node: { login: 'alice' } },
              { permission: 'WRITE', node: { login: 'carol' } },
            ],
          },
        },
      },
    });
  });
});

describe('a refusal', () => {
  it.each([
    {
      name: 'a repository that is not there, beside one that is',
      query:
        '{ one: repository(owner: "acme", name: "infra") { name } two: repository(owner: "acme", name: ".github") { name } }',
      expected: {
        data: { one: { name: 'infra' }, two: null },
        errors: [
          {
            type: 'NOT_FOUND',
            path: ['two'],
            message: "Could not resolve to a Repository with the name 'acme/.github'.",
          },
        ],
      },
    },
    {
      name: 'a list without a size',
      query: IN_PULL('labels { totalCount }'),
      expected: {
        data: { repository: { pullRequest: { labels: null } } },
        errors: [
          {
            type: 'MISSING_PAGINATION_BOUNDARIES',
            path: ['repository', 'pullRequest', 'labels'],
            message:
              'You must provide a `first` or `last` value to properly paginate the `labels` connection.',
          },
        ],
      },
    },
    {
      name: 'a field that GitHub has and the double has not',
      query: IN_REPO('stargazerCount'),
      expected: {
        data: { repository: null },
        errors: [
          {
            path: ['repository', 'stargazerCount'],
            message: 'the fake GitHub does not know Repository.stargazerCount',
          },
        ],
      },
    },
    {
      name: 'a field that nobody has',
      query: '{ xyzzyx }',
      expected: { errors: [{ message: 'Cannot query field "xyzzyx" on type "Query".' }] },
    },
  ])('$name', async ({ query, expected }) => {
    expect(await ask(query)).toEqual(expected);
  });

  it('names the permission a token lacks by the field it leaves out', async () => {
    const as = await scene.token({ permissions: { contents: 'read' } });
    const { body } = await scene.query(IN_REPO('name pullRequest(number: 1) { title }'), as);
    expect(body).toEqual({
      data: { repository: { name: 'infra', pullRequest: null } },
      errors: [
        {
          type: 'FORBIDDEN',
          path: ['repository', 'pullRequest'],
          message: 'Resource not accessible by integration',
        },
      ],
    });
  });
});

describe('the cost of a query', () => {
  const nested = (size: number): string =>
    `rateLimit { cost nodeCount } repository(owner: "acme", name: "infra") {
      pullRequests(first: 100) { nodes { reviews(first: ${size}) { nodes { state } } } } }`;

  it("is counted by GitHub's formula", async () => {
    // One list of 100, then 100 lists of 50: 101 requests, 100 + 5,000 nodes.
    expect(await ask(`{ ${nested(50)} }`)).toMatchObject({
      data: { rateLimit: { cost: 1, nodeCount: 5100 } },
    });
  });

  it('is refused above 500,000 nodes', async () => {
    const deep = IN_REPO(
      'pullRequests(first: 100) { nodes { commits(first: 100) { nodes { commit { authors(first: 100) { totalCount } } } } } }',
    );
    expect(await ask(deep)).toMatchObject({ errors: [{ type: 'MAX_NODE_LIMIT_EXCEEDED' }] });
  });
});
