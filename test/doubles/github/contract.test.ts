// Drift from GitHub's description is caught on the way in, on the way out, and in webhooks.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from './contract.ts';
import { createScene, openAgentPull, REPO, type Scene } from './scene.ts';

const contract = loadContract();
const CREATE = 'POST /repos/{owner}/{repo}/check-runs';
const path = { owner: 'acme', repo: 'infra' };
const good = { name: 'aigov/policy', head_sha: 'a'.repeat(40) };

describe('a request', () => {
  it.each([
    { name: 'as described', body: good, expected: [] },
    {
      name: 'with an unknown key',
      body: { ...good, anotations: [] },
      expected: [`${CREATE} has no body key anotations`],
    },
    {
      name: 'with a word GitHub does not know',
      body: { ...good, conclusion: 'ok' },
      expected: [`${CREATE} request: /conclusion must be equal to one of the allowed values`],
    },
    {
      name: 'without what is required',
      body: { name: 'x' },
      expected: [`${CREATE} request:  must have required property 'head_sha'`],
    },
  ])('$name', ({ body, expected }) => {
    expect(contract.request(CREATE, { path, query: {}, body })).toEqual(expected);
  });

  it.each([
    { query: { filter: 'latest' }, expected: [] },
    { query: { filter: 'newest' }, expected: 1 },
    { query: { check: 'x' }, expected: 1 },
  ])('has parameters: $query', ({ query, expected }) => {
    const found = contract.request('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
      path: { ...path, ref: 'main' },
      query: query as Record<string, string>,
      body: undefined,
    });
    expect(typeof expected === 'number' ? found.length : found).toEqual(expected);
  });
});

describe('a response', () => {
  const blob = {
    sha: 'a',
    node_id: 'b',
    url: 'https://example.com/',
    size: 1,
    content: '',
    encoding: 'base64',
  };
  const GET = 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}';

  it.each([
    { name: 'as described', status: 200, body: blob, expected: [] },
    {
      name: 'with a text for a number',
      status: 200,
      body: { ...blob, size: '1' },
      expected: [`${GET} responses 200: /size must be integer,null`],
    },
    { name: 'with another status', status: 201, body: blob, expected: [`${GET} never answers 201`] },
  ])('$name', ({ status, body, expected }) => {
    expect(contract.response(GET, status, body)).toEqual(expected);
  });
});

describe('a webhook', () => {
  it('that GitHub does not describe', () => {
    expect(contract.webhook('pull_request.exploded', {})).toEqual([
      'GitHub describes no webhook pull_request.exploded',
    ]);
  });

  it('that lacks a part', () => {
    expect(contract.webhook('check_run.created', { action: 'created' })).toHaveLength(1);
  });
});

describe('over HTTP', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await createScene();
    openAgentPull(scene);
  });
  afterAll(() => scene.github.close());

  it('a violation by the caller is a 500 and is kept', async () => {
    const head = scene.github.tip(REPO, 'copilot/x');
    const { status, body } = await scene.ask(`POST /repos/${REPO}/check-runs`, {
      body: { name: 'x', head_sha: head, colour: 'red' },
    });
    const message = `contract violation in request: ${CREATE} has no body key colour`;
    expect([status, body['message'], scene.github.violations]).toEqual([500, message, [message]]);
    expect(scene.github.checkRuns(REPO, head)).toEqual([]);
  });

  it.each([
    'GET /repos/acme/infra',
    'GET /repos/acme/infra/pulls',
    'GET /repos/acme/infra/pulls/1',
    'GET /repos/acme/infra/pulls/1/requested_reviewers',
    'GET /repos/acme/infra/compare/main...copilot/x',
    'GET /repos/acme/infra/compare/main...copilot%2Fx',
    'GET /repos/acme/infra/commits/copilot%2Fx',
    'GET /repos/acme/infra/git/trees/main?recursive=1',
    'GET /repos/acme/infra/contents/envs/prod',
    'GET /repos/acme/infra/contents/envs%2Fprod%2Fiam.tf?ref=copilot/x',
    'GET /repos/acme/infra/collaborators/bob/permission',
    'GET /orgs/acme/teams/security/members',
    'GET /orgs/acme/teams/security/memberships/bob',
    'GET /installation/repositories',
  ])('the double itself keeps it: %s', async (request) => {
    expect(await scene.ask(request)).toMatchObject({ status: 200 });
  });
});
