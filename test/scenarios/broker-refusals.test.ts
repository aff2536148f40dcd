// Broker: every token that is one field apart from the working one is refused with its code, and the working one works.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../doubles/world.ts';
import { ledgerOf, mergeApproved, startDeploy, type Deployable } from './acts.ts';

let world: World;
let deployable: Deployable;
beforeAll(async () => {
  world = await startWorld();
  deployable = await mergeApproved(world);
});
afterAll(() => world.close());

const AUDIENCE = 'https://aigov.acme.example/v1/sessions';
const WORKFLOW = 'acme/infra/.github/workflows/other.yml@refs/heads/main';

type Case = {
  readonly name: string;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly target?: string;
  readonly status: number;
  readonly code: string;
  readonly why: string;
};
const CASES: readonly Case[] = [
  {
    name: 'the thumbprint of another key',
    claims: { aud: `${AUDIENCE}#${'A'.repeat(43)}` },
    status: 401,
    code: 'TOKEN_INVALID',
    why: 'AUDIENCE_WRONG',
  },
  {
    name: 'another audience',
    claims: { aud: 'sts.amazonaws.com' },
    status: 401,
    code: 'TOKEN_INVALID',
    why: 'AUDIENCE_WRONG',
  },
  {
    name: 'the id of another repository',
    claims: { repository_id: '999' },
    status: 401,
    code: 'TOKEN_INVALID',
    why: 'REPOSITORY_OTHER',
  },
  {
    name: 'a repository without the App',
    claims: { repository: 'acme/other' },
    status: 403,
    code: 'FORBIDDEN',
    why: 'The App is not installed in the repository of this workflow run.',
  },
  {
    name: 'another owner',
    claims: { repository_owner_id: '999' },
    status: 401,
    code: 'TOKEN_INVALID',
    why: 'OWNER_OTHER',
  },
  {
    name: 'another environment',
    claims: { environment: 'staging' },
    status: 401,
    code: 'TOKEN_INVALID',
    why: 'ENVIRONMENT_OTHER',
  },
  {
    name: 'no environment',
    claims: { environment: undefined },
    status: 401,
    code: 'TOKEN_INVALID',
    why: 'ENVIRONMENT_OTHER',
  },
  {
    name: 'another ref',
    claims: { ref: 'refs/heads/copilot/trust' },
    status: 401,
    code: 'TOKEN_INVALID',
    why: 'REF_OTHER',
  },
  {
    name: 'a pull_request event',
    claims: { event_name: 'pull_request' },
    status: 401,
    code: 'TOKEN_INVALID',
    why: 'EVENT_NOT_ALLOWED',
  },
  {
    name: 'another workflow',
    claims: { job_workflow_ref: WORKFLOW },
    status: 401,
    code: 'TOKEN_INVALID',
    why: 'WORKFLOW_OTHER',
  },
  {
    name: 'another attempt of the run',
    claims: { run_attempt: '2' },
    status: 403,
    code: 'FORBIDDEN',
    why: 'RUN_NOT_RUNNING',
  },
  {
    name: 'a run that does not exist',
    claims: { run_id: '1' },
    status: 403,
    code: 'FORBIDDEN',
    why: 'RUN_NOT_RUNNING',
  },
  {
    name: 'an unknown target',
    target: 'staging',
    status: 403,
    code: 'GRANT_REFUSED',
    why: 'TARGET_UNKNOWN',
  },
];

describe('an exchange', () => {
  it.each(CASES)('with $name is refused', async ({ claims, target, status, code, why }) => {
    const { run, merge } = deployable;
    const job = { run, sha: merge, ...(claims && { claims }), ...(target && { target }) };
    const answer = await world.exchange(job);
    expect(answer).toMatchObject({ status, body: { code, status }, credentials: null });
    expect(answer.body['detail']).toContain(why);
  });

  it('with a commit that a pull request holds and did not merge is refused', async () => {
    const { head } = deployable;
    const answer = await world.exchange({ run: startDeploy(world, head), sha: head });
    expect(answer).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' }, credentials: null });
    expect(answer.body['detail']).toContain('NOT_MERGED');
  });

  it('asked STS for nothing in all of these', () => {
    expect(world.aws.requests).toEqual([]);
  });

  it('works once, and the same token never again', async () => {
    const { run, merge, number } = deployable;
    const job = { run, sha: merge, claims: { jti: 'one' } };
    const first = await world.exchange(job);
    expect(first.status).toBe(201);
    const session = String(first.body['id']);
    expect(await world.release({ run, sha: merge, session })).toMatchObject({ status: 200 });
    expect(await world.exchange(job)).toMatchObject({
      status: 401,
      body: { code: 'TOKEN_INVALID', detail: 'This token was used before; ask for a fresh one.' },
      credentials: null,
    });
    const refusals = (await ledgerOf(world, number)).filter(({ type }) => type === 'session.refused');
    // Each reason once per run attempt; what is refused before the run is known to be there belongs to no chain.
    expect(
      refusals.map(({ data }) => /\((\w+)\)\.?$/.exec(JSON.stringify(data['why']).slice(1, -1))?.[1]),
    ).toEqual(['ENVIRONMENT_OTHER', 'REF_OTHER', 'WORKFLOW_OTHER', 'TARGET_UNKNOWN']);
  });

  it('of a run that has ended is refused', async () => {
    const { run, merge } = deployable;
    world.github.completeWorkflowRun({ repo: 'acme/infra', run: run.id });
    const answer = await world.exchange({ run, sha: merge });
    expect(answer).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' }, credentials: null });
    expect(answer.body['detail']).toContain('RUN_NOT_RUNNING');
  });
});

describe('what a refused token costs', () => {
  const spent = (): number => world.github.calls.length;

  it('a token of a pull request run asks GitHub nothing', async () => {
    const { run, merge } = deployable;
    const before = spent();
    const job = { run, sha: merge, claims: { event_name: 'pull_request' } };
    expect(await world.exchange(job)).toMatchObject({ status: 401, body: { code: 'TOKEN_INVALID' } });
    expect(spent()).toBe(before);
  });

  it('nor does the second use of one that got nothing', async () => {
    const { run, merge } = deployable;
    const job = { run, sha: merge, claims: { jti: 'refused', environment: 'staging' } };
    await world.exchange(job);
    const before = spent();
    expect(await world.exchange(job)).toMatchObject({
      status: 401,
      body: { detail: 'This token was used before; ask for a fresh one.' },
    });
    expect(spent()).toBe(before);
  });
});
