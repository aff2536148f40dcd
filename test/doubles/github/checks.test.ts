// Check runs belong to their app, grow by updates, keep GitHub's limits, and gate the merge by their pinned app.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS_APP_ID } from './index.ts';
import { APP_ID, createScene, openAgentPull, REPO, type Scene } from './scene.ts';

const CHECK = 'aigov/policy';
let scene: Scene;
let head: string;
beforeEach(async () => {
  scene = await createScene();
  head = openAgentPull(scene);
});
afterEach(() => scene.github.close());

const annotation = (message: string) =>
  ({ path: 'a.tf', start_line: 1, end_line: 1, annotation_level: 'notice', message }) as const;
const output = (...messages: readonly string[]) => ({
  title: 't',
  summary: 's',
  annotations: messages.map(annotation),
});
const create = (extra: object) =>
  scene.ask(`POST /repos/${REPO}/check-runs`, { body: { name: CHECK, head_sha: head, ...extra } });

describe('a check run', () => {
  it('is changed by the app that made it', async () => {
    const { body: run } = await create({ status: 'in_progress' });
    const changed = await scene.ask(`PATCH /repos/${REPO}/check-runs/${String(run['id'])}`, {
      body: { conclusion: 'success' },
    });
    expect([changed.status, changed.body['status']]).toEqual([200, 'completed']);
  });

  it('is not changed by another', async () => {
    const run = scene.github.createCheckRun({ repo: REPO, app: ACTIONS_APP_ID, sha: head, name: CHECK });
    const refused = await scene.ask(`PATCH /repos/${REPO}/check-runs/${run.id}`, {
      body: { conclusion: 'success' },
    });
    expect([refused.status, refused.body['message']]).toEqual([
      403,
      'Invalid app_id `7` - check run can only be modified by the GitHub App that created it.',
    ]);
  });

  it('is not made with a user token', async () => {
    const as = scene.github.tokenFor('alice');
    const refused = await scene.ask(`POST /repos/${REPO}/check-runs`, {
      as,
      body: { name: CHECK, head_sha: head },
    });
    expect(refused.status).toBe(403);
  });

  it('keeps earlier annotations on update', async () => {
    const { body: run } = await create({ conclusion: 'failure', output: output('one') });
    const path = `/repos/${REPO}/check-runs/${String(run['id'])}`;
    await scene.ask(`PATCH ${path}`, { body: { output: output('two', 'three') } });
    const { body } = await scene.ask(`GET ${path}/annotations`);
    expect((body as unknown as readonly { message: string }[]).map(({ message }) => message)).toEqual([
      'one',
      'two',
      'three',
    ]);
  });

  it.each([
    { name: '50 annotations', body: { output: output(...Array(50).fill('x')) }, expected: 201 },
    { name: '51 annotations', body: { output: output(...Array(51).fill('x')) }, expected: 422 },
    {
      name: '65,535 characters',
      body: { output: { title: 't', summary: 's'.repeat(65_535) } },
      expected: 201,
    },
    {
      name: '65,536 characters',
      body: { output: { title: 't', summary: 's'.repeat(65_536) } },
      expected: 422,
    },
    {
      name: 'completed with a conclusion',
      body: { status: 'completed', conclusion: 'neutral' },
      expected: 201,
    },
    { name: 'completed without', body: { status: 'completed' }, expected: 422 },
  ])('is limited: $name', async ({ body, expected }) => {
    expect((await create(body)).status).toBe(expected);
  });

  it('is listed latest first, each name and app once', async () => {
    await create({ conclusion: 'failure' });
    const { body: second } = await create({ conclusion: 'success' });
    scene.github.createCheckRun({ repo: REPO, app: ACTIONS_APP_ID, sha: head, name: CHECK });
    const list = async (query: string): Promise<readonly unknown[]> => {
      const { body } = await scene.ask(
        `GET /repos/${REPO}/commits/${head}/check-runs?check_name=${CHECK}${query}`,
      );
      return (body['check_runs'] as readonly { id: number }[]).map(({ id }) => id);
    };
    expect(await list(`&app_id=${APP_ID}`)).toEqual([second['id']]);
    expect(await list('')).toHaveLength(2);
    expect(await list('&filter=all')).toHaveLength(3);
  });
});

describe('a required check', () => {
  const merge = () => scene.ask(`PUT /repos/${REPO}/pulls/1/merge`, { as: scene.github.tokenFor('bob') });
  const EXPECTED = `Repository rule violations found\n\nRequired status check "${CHECK}" is expected.\n\n`;

  it.each([
    {
      name: 'pinned, by its app',
      pin: APP_ID,
      app: APP_ID,
      expected: [200, 'Pull Request successfully merged'],
    },
    { name: 'pinned, by an impostor', pin: APP_ID, app: ACTIONS_APP_ID, expected: [405, EXPECTED] },
    {
      name: 'not pinned, by an impostor',
      pin: null,
      app: ACTIONS_APP_ID,
      expected: [200, 'Pull Request successfully merged'],
    },
  ])('$name', async ({ pin, app, expected }) => {
    scene.github.addRuleset({ repo: REPO, requiredChecks: [{ context: CHECK, integrationId: pin }] });
    scene.github.createCheckRun({ repo: REPO, app, sha: head, name: CHECK, conclusion: 'success' });
    const { status, body } = await merge();
    expect([status, body['message']]).toEqual(expected);
  });

  it.each([
    { conclusion: 'success', expected: 200 },
    { conclusion: 'skipped', expected: 200 },
    { conclusion: 'neutral', expected: 200 },
    { conclusion: 'action_required', expected: 405 },
    { conclusion: 'failure', expected: 405 },
  ] as const)('concludes $conclusion: $expected', async ({ conclusion, expected }) => {
    scene.github.addRuleset({ repo: REPO, requiredChecks: [{ context: CHECK, integrationId: APP_ID }] });
    scene.github.createCheckRun({ repo: REPO, app: APP_ID, sha: head, name: CHECK, conclusion });
    expect((await merge()).status).toBe(expected);
  });

  it('shows its pin in the rules of the branch', async () => {
    const { id } = scene.github.addRuleset({
      repo: REPO,
      requiredChecks: [{ context: CHECK, integrationId: APP_ID }],
    });
    expect((await scene.ask(`GET /repos/${REPO}/rules/branches/main`)).body).toEqual([
      {
        type: 'required_status_checks',
        ruleset_source_type: 'Repository',
        ruleset_source: REPO,
        ruleset_id: id,
        parameters: {
          strict_required_status_checks_policy: false,
          do_not_enforce_on_create: false,
          required_status_checks: [{ context: CHECK, integration_id: APP_ID }],
        },
      },
    ]);
  });
});
