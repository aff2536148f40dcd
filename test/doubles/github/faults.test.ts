// Each fault switch hits the request it names, as often as it says, and is visible from outside.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createScene, openAgentPull, REPO, type Scene } from './scene.ts';

const GET_PULL = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
const CREATE = 'POST /repos/{owner}/{repo}/check-runs';
let scene: Scene;
let head: string;
beforeEach(async () => {
  scene = await createScene();
  head = openAgentPull(scene);
  scene.github.calls.length = 0;
});
afterEach(() => scene.github.close());

const pull = () => scene.ask(`GET /repos/${REPO}/pulls/1`);
const create = () => scene.ask(`POST /repos/${REPO}/check-runs`, { body: { name: 'x', head_sha: head } });

describe('a fault', () => {
  it('answers another status, so many times', async () => {
    scene.github.fault({ route: GET_PULL, status: 502, times: 2, after: 1 });
    const statuses = [await pull(), await pull(), await pull(), await pull()].map(({ status }) => status);
    expect(statuses).toEqual([200, 502, 502, 200]);
  });

  it('carries headers and a message, as a rate limit does', async () => {
    scene.github.fault({
      route: GET_PULL,
      status: 403,
      message: 'secondary rate limit',
      headers: { 'retry-after': '1' },
    });
    const { status, headers, body } = await pull();
    expect([status, headers.get('retry-after'), body['message']]).toEqual([403, '1', 'secondary rate limit']);
  });

  it.each([
    { reset: 'before', runs: 0 },
    { reset: 'after', runs: 1 },
  ] as const)('breaks the connection $reset the effect', async ({ reset, runs }) => {
    scene.github.fault({ route: CREATE, reset });
    await expect(create()).rejects.toThrow('fetch failed');
    expect(scene.github.checkRuns(REPO, head)).toHaveLength(runs);
  });

  it('cuts a body', async () => {
    scene.github.fault({ route: GET_PULL, cutBody: true });
    await expect(pull()).rejects.toThrow();
    expect((await pull()).status).toBe(200);
  });

  it('gives a stale answer once', async () => {
    await pull();
    scene.github.editPull({ repo: REPO, number: 1, by: 'alice', title: 'new' });
    scene.github.fault({ route: GET_PULL, staleOnce: true });
    const titles = [await pull(), await pull()].map(({ body }) => body['title']);
    expect(titles).toEqual(['copilot/x', 'new']);
  });

  it("truncates, with GitHub's mark", async () => {
    scene.github.fault({ route: 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}', truncate: true });
    const { body } = await scene.ask(`GET /repos/${REPO}/git/trees/${head}?recursive=1`);
    expect([body['truncated'], (body['tree'] as readonly unknown[]).length]).toEqual([true, 2]);
  });

  it('hits a GraphQL operation by name', async () => {
    scene.github.fault({ operation: 'Second', status: 504 });
    const statuses = [
      await scene.query('query First { __typename }'),
      await scene.query('query Second { __typename }'),
    ];
    expect(statuses.map(({ status }) => status)).toEqual([200, 504]);
  });
});

describe('a fault of GraphQL', () => {
  it('may be an error inside a 200', async () => {
    const errors = [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }];
    scene.github.fault({ operation: 'Any', status: 200, body: { errors } });
    expect(await scene.query('query Any { __typename }')).toMatchObject({ status: 200, body: { errors } });
  });
});

describe('calls', () => {
  it('are counted by route, writes apart', async () => {
    await pull();
    await create();
    await scene.query('query Who { __typename }');
    expect(scene.github.calls.map(({ route, status, operation }) => [route, status, operation])).toEqual([
      [GET_PULL, 200, null],
      [CREATE, 201, null],
      ['POST /graphql', 200, 'Who'],
    ]);
    expect(scene.github.writes().map(({ route }) => route)).toEqual([CREATE]);
  });
});
