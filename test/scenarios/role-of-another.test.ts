// Broker: a policy is its repository's own, so a role belongs to the repository that AWS and the first grant say, not to whoever names it.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEPLOY_ROLE, POLICY, startWorld, type World } from '../doubles/world.ts';
import { ledgerOf, mergeApproved, startDeploy } from './acts.ts';

const OTHER = 'acme/sandbox';
const LAX = POLICY.replace('owners: ["@acme/platform"]\n', 'baseline: none\n')
  .replace(/rules:[\s\S]*?accounts:/, 'accounts:')
  .replace('owner: "@acme/platform", ', '')
  .replace('window: 4h', 'window: 4h\n    narrowing: off');

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

/** A repository whose own policy passes everything and names the role of the first one. */
async function deployFromOther(): Promise<Awaited<ReturnType<World['exchange']>>> {
  const { github } = world;
  const { id, owner } = github.addRepository({
    fullName: OTHER,
    files: { '.aigov.yml': LAX, 'README.md': 'x' },
  });
  github.addCollaborator({ repo: OTHER, login: 'mallory', permission: 'admin' });
  github.commitTo({ repo: OTHER, branch: 'f', author: 'mallory', files: { 'README.md': 'y' } });
  const { number } = github.openPull({ repo: OTHER, head: 'f', author: 'mallory', title: 'x' });
  await world.settle();
  const sha = github.mergePull({ repo: OTHER, number, by: 'mallory' });
  await world.settle();
  const path = '.github/workflows/deploy.yml';
  const run = github.startWorkflowRun({ repo: OTHER, path, sha, actor: 'mallory', event: 'push' });
  const workflow = `${OTHER}/${path}@refs/heads/main`;
  return await world.exchange({
    run,
    sha,
    claims: {
      repository: OTHER,
      repository_id: String(id),
      repository_owner_id: String(owner.id),
      workflow_ref: workflow,
      job_workflow_ref: workflow,
    },
  });
}

it('is refused by the trust policy, which pins the repository as the external id', async () => {
  const answer = await deployFromOther();
  expect(answer).toMatchObject({ status: 502, body: { code: 'STS_REFUSED' }, credentials: null });
  const other = world.github.repository(OTHER).id;
  expect(world.aws.requests.at(-1)?.parameters['ExternalId']).toBe(`aigov:repository:${other}`);
});

it('is refused without asking AWS once another repository had a grant for the role', async () => {
  const { number } = await mergeApproved(world);
  const opened = (await ledgerOf(world, number)).find(({ type }) => type === 'grant.opened');
  expect(opened?.data['role']).toBe(DEPLOY_ROLE);
  const answer = await deployFromOther();
  expect(answer).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null });
  expect(answer.body['detail']).toBe(
    'The role of the target "prod" belongs to another repository. (ROLE_OF_ANOTHER_REPOSITORY)',
  );
  expect(world.aws.requests).toEqual([]);
});

it('works for the repository itself, again and again', async () => {
  for (const branch of ['copilot/a', 'copilot/b']) {
    const files = { [`envs/prod/${branch.at(-1)}.tf`]: 'resource "aws_sqs_queue" "q" {\n  name = "q"\n}\n' };
    const { merge } = await mergeApproved(world, files, branch);
    expect(await world.exchange({ run: startDeploy(world, merge), sha: merge })).toMatchObject({
      status: 201,
    });
  }
});
