// The story of the product, once, over real HTTP: an agent's pull request from its first webhook to a revoked session.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../src/ledger/index.ts';
import { openLedgerReadOnly } from '../../src/adapters/store/index.ts';
import { DEPLOY_ROLE, REPO, roleFile, startWorld, type World } from '../doubles/world.ts';
import type { CheckRun, WorkflowRun } from '../doubles/github/index.ts';
import type { SessionCredentials } from '../doubles/aws/account.ts';

let world: World;
let pull: number;
let head: string;
let merge: string;
let run: WorkflowRun;
let credentials: SessionCredentials;
let session: string;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(async () => {
  await world.close();
});

function check(sha: string = head, name = 'aigov/policy'): CheckRun | undefined {
  return world.github.checkRuns(REPO, sha).findLast((candidate) => candidate.name === name);
}

function agentPush(service: string): string {
  return world.github.commitTo({
    repo: REPO,
    branch: 'copilot/trust',
    author: 'Copilot',
    coauthors: ['alice'],
    verified: true,
    message: `Let ${service} assume the role`,
    files: { 'envs/prod/iam.tf': roleFile(service) },
  });
}

describe('the story', () => {
  it('an agent opens a pull request and the check says what unblocks it', async () => {
    head = agentPush('lambda.amazonaws.com');
    pull = world.github.openPull({
      repo: REPO,
      head: 'copilot/trust',
      author: 'Copilot',
      title: 'Let Lambda assume the role',
    }).number;
    await world.settle();
    expect(check()).toMatchObject({ status: 'completed', conclusion: 'action_required' });
    expect(check()?.output?.title).toBe('Needs review: 2 of @acme/security (identity change, prod), 0 of 2');
    expect([...world.github.pull(REPO, pull).requestedTeams].map(({ slug }) => slug)).toEqual(['security']);
  });

  it('a merge is refused while the check is not met', () => {
    expect(() => world.github.mergePull({ repo: REPO, number: pull, by: 'bob' })).toThrow(/aigov\/policy/);
  });

  it('the approval of the human who prompted the agent does not count', async () => {
    world.github.review({ repo: REPO, number: pull, by: 'alice', event: 'APPROVE' });
    await world.settle();
    expect(check()?.conclusion).toBe('action_required');
    expect(check()?.output?.summary).toMatch(/alice/);
  });

  it('two others approve and it passes', async () => {
    world.github.review({ repo: REPO, number: pull, by: 'bob', event: 'APPROVE' });
    world.github.review({ repo: REPO, number: pull, by: 'carol', event: 'APPROVE' });
    await world.settle();
    expect(check()?.conclusion).toBe('success');
  });

  it('a push afterwards un-counts them', async () => {
    head = agentPush('states.amazonaws.com');
    await world.settle();
    expect(check()).toMatchObject({ conclusion: 'action_required' });
  });

  it('they approve again and it merges', async () => {
    world.github.review({ repo: REPO, number: pull, by: 'bob', event: 'APPROVE' });
    world.github.review({ repo: REPO, number: pull, by: 'carol', event: 'APPROVE' });
    await world.settle();
    expect(check()?.conclusion).toBe('success');
    merge = world.github.mergePull({ repo: REPO, number: pull, by: 'bob' });
    await world.settle();
    expect(check(merge, 'aigov/chain')).toMatchObject({ status: 'completed', conclusion: 'success' });
  });

  it('the deploy workflow gets a session that can do what was approved, and little else', async () => {
    run = world.github.startWorkflowRun({
      repo: REPO,
      path: '.github/workflows/deploy.yml',
      sha: merge,
      actor: 'bob',
      event: 'push',
    });
    const answer = await world.exchange({ run, sha: merge });
    expect(answer.body).toMatchObject({
      id: expect.stringMatching(/^s-[0-9a-f]{14}$/),
      ends_by: 'revocation',
    });
    expect(answer.status).toBe(201);
    credentials = answer.credentials as SessionCredentials;
    session = String(answer.body['id']);
    const role = 'arn:aws:iam::111122223333:role/ci';
    expect(world.aws.authorize(credentials, 'iam:UpdateAssumeRolePolicy', role)).toMatchObject({
      kind: 'allowed',
    });
    expect(
      world.aws.authorize(credentials, 'iam:CreateUser', 'arn:aws:iam::111122223333:user/x'),
    ).toMatchObject({ kind: 'denied' });
    expect(world.aws.authorize(credentials, 'iam:UpdateAssumeRolePolicy', DEPLOY_ROLE)).toMatchObject({
      kind: 'denied',
    });
  });

  it('a second session for the same run attempt is refused', async () => {
    expect((await world.exchange({ run, sha: merge })).body).toMatchObject({
      status: 409,
      code: 'SESSION_EXISTS',
    });
  });

  it('the run ends and that one session is revoked', async () => {
    world.github.completeWorkflowRun({ repo: REPO, run: run.id, conclusion: 'success' });
    await world.settle();
    expect(
      world.aws.authorize(credentials, 'iam:UpdateAssumeRolePolicy', 'arn:aws:iam::111122223333:role/ci'),
    ).toMatchObject({ kind: 'denied', layer: 'boundary' });
    expect((await world.server.store.sessions.byId(session))?.state).toBe('revoked');
    expect(check(merge, 'aigov/chain')?.output?.title).toBe('Chain: deployed, session revoked');
  });

  it('releasing it afterwards changes nothing', async () => {
    expect(await world.release({ run, sha: merge, session })).toMatchObject({
      status: 200,
      body: { outcome: 'revoked' },
    });
  });

  it('the ledger tells every step, and verifies', async () => {
    const reader = await openLedgerReadOnly({ dataDir: world.dataDir });
    const result = await verifyLedger(reader, { evidence: true });
    await reader.close();
    expect(result.faults).toEqual([]);
    const [chain] = result.chains;
    const entries = await world.server.store.ledger.ofPull(chain?.chain ?? '', pull);
    expect(entries.map(({ type }) => type)).toEqual([
      'provenance.recorded',
      'decision.made',
      'review.requested',
      'decision.made',
      'decision.made',
      'provenance.recorded',
      'decision.made',
      'decision.made',
      'decision.made',
      'merge.observed',
      'grant.opened',
      'session.requested',
      'session.issued',
      'session.refused',
      'run.completed',
      'session.revocation_requested',
      'session.revoked',
    ]);
  });

  it('what was said to GitHub is what GitHub’s own description allows', () => {
    expect(world.github.violations).toEqual([]);
  });
});
