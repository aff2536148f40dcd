// Pull requests follow their branch, refuse their author's approval, and merge three ways.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from './index.ts';
import { commitAt } from './objects.ts';
import { createScene, openAgentPull, REPO, type Scene } from './scene.ts';

let scene: Scene;
let head: string;
beforeEach(async () => {
  scene = await createScene();
  head = openAgentPull(scene);
});
afterEach(() => scene.github.close());

const PULL = `/repos/${REPO}/pulls/1`;
const approve = (login: string, options: object = {}) =>
  scene.ask(`POST ${PULL}/reviews`, {
    as: scene.github.tokenFor(login),
    body: { event: 'APPROVE' },
    ...options,
  });

describe('a pull request', () => {
  it('moves with a push to its branch', async () => {
    const next = scene.github.commitTo({
      repo: REPO,
      branch: 'copilot/x',
      author: 'Copilot',
      files: { 'b.tf': '1\n' },
    });
    const { body } = await scene.ask(`GET ${PULL}`);
    expect([body['head'], body['changed_files'], body['commits']]).toMatchObject([{ sha: next }, 2, 2]);
  });

  it('does not change when its base does', async () => {
    scene.github.commitTo({ repo: REPO, branch: 'main', author: 'bob', files: { 'c.tf': '1\n' } });
    const { body } = await scene.ask(`GET ${PULL}/files`);
    expect(body).toMatchObject([
      { filename: 'envs/prod/iam.tf', status: 'modified', additions: 1, deletions: 1 },
    ]);
  });

  it('may come from a fork, which shares its objects', async () => {
    scene.github.addUser({ login: 'mallory' });
    scene.github.addRepository({ fullName: 'mallory/infra', forkOf: REPO });
    const sha = scene.github.commitTo({
      repo: 'mallory/infra',
      branch: 'x',
      author: 'mallory',
      files: { a: '1' },
    });
    scene.github.openPull({ repo: REPO, headRepo: 'mallory/infra', head: 'x', author: 'mallory' });
    const { body } = await scene.ask(`GET /repos/${REPO}/pulls/2`);
    expect(body['head']).toMatchObject({
      sha,
      label: 'mallory:x',
      repo: { full_name: 'mallory/infra', fork: true },
    });
  });

  it('links the people of its commits by e-mail', async () => {
    const { body } = await scene.ask(`GET ${PULL}/commits`);
    expect(body).toMatchObject([
      { sha: head, author: { id: 198_982_749 }, commit: { verification: { verified: true } } },
    ]);
  });
});

describe('a review', () => {
  it.each([
    { by: 'bob', expected: [200, undefined] },
    { by: 'Copilot', expected: [422, ['Can not approve your own pull request']] },
  ])('by $by', async ({ by, expected }) => {
    scene.github.addCollaborator({ repo: REPO, login: 'Copilot', permission: 'write' });
    const { status, body } = await approve(by);
    expect([status, body['errors']]).toEqual(expected);
  });

  it('throws the same refusal at the test that makes it', () => {
    const own = { repo: REPO, number: 1, by: 'Copilot', event: 'APPROVE' } as const;
    expect(() => scene.github.review(own)).toThrow(Refusal);
  });

  it('names the head it saw, also after a push', async () => {
    await approve('bob');
    scene.github.commitTo({ repo: REPO, branch: 'copilot/x', author: 'Copilot', files: { 'b.tf': '1\n' } });
    const { body } = await scene.ask(`GET ${PULL}/reviews`);
    expect(body).toMatchObject([{ state: 'APPROVED', commit_id: head, user: { login: 'bob' } }]);
  });

  it('is dismissed in place', async () => {
    const { body } = await approve('bob');
    scene.github.dismissReview({ repo: REPO, number: 1, review: Number(body['id']), by: 'carol' });
    expect((await scene.ask(`GET ${PULL}/reviews`)).body).toMatchObject([
      { id: body['id'], state: 'DISMISSED' },
    ]);
  });
});

describe('requesting reviewers', () => {
  it.each([
    {
      name: 'a person and a team',
      body: { reviewers: ['alice'], team_reviewers: ['security'] },
      expected: 201,
    },
    { name: 'the author', body: { reviewers: ['Copilot'] }, expected: 422 },
    { name: 'a team without access', body: { team_reviewers: ['outside'] }, expected: 422 },
  ])('$name: $expected', async ({ body, expected }) => {
    scene.github.addTeam({ org: 'acme', slug: 'outside', members: [] });
    expect((await scene.ask(`POST ${PULL}/requested_reviewers`, { body })).status).toBe(expected);
  });
});

describe('a merge', () => {
  const merge = (method: 'merge' | 'squash' | 'rebase'): { parents: readonly string[]; message: string } => {
    const sha = scene.github.mergePull({ repo: REPO, number: 1, by: 'bob', method });
    return commitAt(scene.github.repository(REPO).store, sha);
  };

  it.each(['merge', 'squash', 'rebase'] as const)('by %s brings the change to the base', (method) => {
    scene.github.commitTo({ repo: REPO, branch: 'main', author: 'bob', files: { 'c.tf': '1\n' } });
    const base = scene.github.tip(REPO);
    const { parents } = merge(method);
    expect(parents).toEqual(method === 'merge' ? [base, head] : [base]);
    expect(scene.github.pull(REPO, 1)).toMatchObject({
      state: 'closed',
      merge: { sha: scene.github.tip(REPO) },
    });
  });

  it('leaves the pull request its commits and files', async () => {
    merge('merge');
    const { body } = await scene.ask(`GET ${PULL}`);
    expect([body['merged'], body['commits'], body['changed_files']]).toEqual([true, 1, 1]);
    const found = await scene.ask(`GET /repos/${REPO}/commits/${scene.github.tip(REPO)}/pulls`);
    expect(found.body).toMatchObject([{ number: 1 }]);
  });

  it.each([
    {
      name: 'a conflict',
      prepare: () =>
        void scene.github.commitTo({
          repo: REPO,
          branch: 'main',
          author: 'bob',
          files: { 'envs/prod/iam.tf': 'z' },
        }),
      body: {},
      expected: 405,
    },
    { name: 'another head', prepare: () => undefined, body: { sha: 'f'.repeat(40) }, expected: 409 },
    { name: 'nothing in the way', prepare: () => undefined, body: {}, expected: 200 },
  ])('meets $name: $expected', async ({ prepare, body, expected }) => {
    prepare();
    const as = scene.github.tokenFor('bob');
    expect((await scene.ask(`PUT ${PULL}/merge`, { as, body })).status).toBe(expected);
  });
});
