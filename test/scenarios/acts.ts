// What people and agents do in the scenarios, and what is then to be seen. Each scenario starts its own world.
import { randomUUID } from 'node:crypto';
import type { Decision } from '../../src/model/decision.ts';
import type { Entry } from '../../src/model/entry.ts';
import type { CheckRun, WorkflowRun } from '../doubles/github/index.ts';
import { signBody } from '../doubles/github/index.ts';
import { REPO, roleFile, type World } from '../doubles/world.ts';

export const BRANCH = 'copilot/trust';
export const IAM_FILE = 'envs/prod/iam.tf';

export type Files = Readonly<Record<string, string>>;
export type Proposal = { readonly number: number; readonly head: string };
export type Deployable = Proposal & { readonly merge: string; readonly run: WorkflowRun };

/** The change of the story: one role is trusted by another service. */
export const TRUST_LAMBDA: Files = { [IAM_FILE]: roleFile('lambda.amazonaws.com') };

/** The agent pushes; returns the new head. */
export function agentPush(world: World, files: Files, branch: string = BRANCH): string {
  return world.github.commitTo({
    repo: REPO,
    branch,
    author: 'Copilot',
    coauthors: ['alice'],
    verified: true,
    files,
  });
}

/** The agent opens a pull request with these files; nothing is worked on yet. */
export function propose(world: World, files: Files = TRUST_LAMBDA, branch: string = BRANCH): Proposal {
  const head = agentPush(world, files, branch);
  const { number } = world.github.openPull({
    repo: REPO,
    head: branch,
    author: 'Copilot',
    title: 'A change',
  });
  return { number, head };
}

export function approve(world: World, number: number, ...logins: readonly string[]): void {
  for (const by of logins) world.github.review({ repo: REPO, number, by, event: 'APPROVE' });
}

/** Proposed, approved by two, and seen to pass. */
export async function proposeApproved(world: World, files?: Files, branch?: string): Promise<Proposal> {
  const proposal = propose(world, files, branch);
  await world.settle();
  approve(world, proposal.number, 'bob', 'carol');
  await world.settle();
  return proposal;
}

/** The working case of the broker: approved, merged, deploy workflow running. */
export async function mergeApproved(world: World, files?: Files, branch?: string): Promise<Deployable> {
  const proposal = await proposeApproved(world, files, branch);
  const merge = world.github.mergePull({ repo: REPO, number: proposal.number, by: 'bob' });
  await world.settle();
  return { ...proposal, merge, run: startDeploy(world, merge) };
}

export function startDeploy(world: World, sha: string): WorkflowRun {
  return world.github.startWorkflowRun({
    repo: REPO,
    path: '.github/workflows/deploy.yml',
    sha,
    actor: 'bob',
    event: 'push',
  });
}

/** A merge commit made outside the pull request's page: `files` are what it holds beyond the head. */
export function mergeByHand(world: World, { number, head }: Proposal, files: Files): string {
  const pull = world.github.pull(REPO, number);
  pull.baseSha = world.github.tip(REPO);
  const merged = world.github.repository(REPO);
  const sha = world.github.commitTo({
    repo: REPO,
    branch: merged.defaultBranch,
    author: 'bob',
    alsoFrom: [head],
    files: { ...TRUST_LAMBDA, ...files },
  });
  pull.merge = {
    sha,
    by: world.github.addUser({ login: 'merger' }),
    at: new Date(world.clock.now()),
  };
  world.github.closePull({ repo: REPO, number, by: 'bob' });
  return sha;
}

/** The latest of our check runs on a commit. */
export function check(world: World, sha: string, name = 'aigov/policy'): CheckRun | undefined {
  return world.github.checkRuns(REPO, sha).findLast((run) => run.name === name);
}

export function checks(world: World, sha: string, name = 'aigov/policy'): readonly CheckRun[] {
  return world.github.checkRuns(REPO, sha).filter((run) => run.name === name);
}

/** The decision document as a reader of the repository gets it. */
export async function decisionOf(world: World, number: number): Promise<Decision> {
  const response = await fetch(`${world.server.url}/v1/decisions/${REPO}/${number}`, {
    headers: { authorization: `Bearer ${world.github.tokenFor('bob')}` },
  });
  if (response.status !== 200) throw new Error(`no decision: ${response.status} ${await response.text()}`);
  return (await response.json()) as Decision;
}

/** Codes of the unsatisfied reasons, each once, sorted. */
export function openCodes({ reasons }: Decision): readonly string[] {
  return [...new Set(reasons.filter(({ satisfied }) => !satisfied).map(({ code }) => code))].toSorted();
}

export async function ledgerOf(world: World, number: number): Promise<readonly Entry[]> {
  const [chain] = await world.server.store.ledger.chains();
  return chain === undefined ? [] : await world.server.store.ledger.ofPull(chain.chain, number);
}

/** A webhook as GitHub sends it, signed. */
export async function postWebhook(
  world: World,
  {
    event,
    payload,
    guid = randomUUID(),
  }: { readonly event: string; readonly payload: unknown; readonly guid?: string },
): Promise<Response> {
  const body = JSON.stringify(payload);
  return await fetch(`${world.server.url}${world.settings.webhookPath}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-delivery': guid,
      'x-github-event': event,
      'x-hub-signature-256': signBody(world.settings.webhookSecret, body),
    },
  });
}
