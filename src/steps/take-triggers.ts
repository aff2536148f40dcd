// Triggers -> durable work. One key per subject: fifty events on one pull request are one look at it.
import type { PullMemory } from '../facts/index.ts';
import type { RepositoryKey, Trigger, WorkQueue } from '../intake/index.ts';

/** Names of the work queues; a role serves a part of them. */
export const QUEUES = {
  delivery: 'delivery',
  pull: 'pull',
  commit: 'commit',
  repository: 'repository',
  run: 'run',
  removal: 'removal',
  chain: 'chain',
  pulls: 'pulls',
  sweep: 'sweep',
  sessions: 'sessions',
} as const;

export type PullWork = { readonly repository: RepositoryKey; readonly pull: number };
export type CommitWork = { readonly repository: RepositoryKey; readonly sha: string };
export type RepositoryWork = { readonly repository: RepositoryKey };
export type RunWork = {
  readonly repository: RepositoryKey;
  readonly runId: number;
  readonly runAttempt: number;
  readonly conclusion: string | null;
};

/** The App was taken away from all repositories of an owner. */
export type RemovalWork = { readonly owner: string };

/** What GitHub says when it tells the App nothing more of an owner. */
const REMOVALS: readonly string[] = ['deleted', 'suspend'];

type Ports = {
  readonly queue: Pick<WorkQueue, 'request'>;
  readonly memory: Pick<PullMemory, 'remember' | 'rememberPush'>;
};

export async function takeTriggers(ports: Ports, triggers: readonly Trigger[]): Promise<void> {
  for (const trigger of triggers) await takeTrigger(ports, trigger);
}

async function takeTrigger({ queue, memory }: Ports, trigger: Trigger): Promise<void> {
  switch (trigger.kind) {
    case 'pull':
      // Remembered before the work is asked for: the evaluation must know the pusher whom only this event names.
      await memory.remember(
        { repositoryId: trigger.repository.id, number: trigger.pull },
        { pushers: trigger.pushers, requesters: trigger.requesters },
      );
      return await requestPull(queue, { repository: trigger.repository, pull: trigger.pull });
    case 'commit':
      return await queue.request(QUEUES.commit, `commit:${trigger.repository.id}:${trigger.sha}`, {
        repository: trigger.repository,
        sha: trigger.sha,
      } satisfies CommitWork);
    case 'repository':
      return await queue.request(QUEUES.repository, `repository:${trigger.repository.id}`, {
        repository: trigger.repository,
      } satisfies RepositoryWork);
    case 'push':
      return await memory.rememberPush({
        repositoryId: trigger.repository.id,
        shas: trigger.shas,
        pusher: trigger.pusher,
      });
    case 'run':
      return await queue.request(
        QUEUES.run,
        `run:${trigger.repository.id}:${trigger.runId}:${trigger.runAttempt}`,
        {
          repository: trigger.repository,
          runId: trigger.runId,
          runAttempt: trigger.runAttempt,
          conclusion: trigger.conclusion,
        } satisfies RunWork,
      );
    case 'installation':
      if (REMOVALS.includes(trigger.action))
        await queue.request(QUEUES.removal, `removal:${trigger.installationId}`, {
          owner: trigger.owner,
        } satisfies RemovalWork);
      return await queue.request(QUEUES.pulls, 'pulls', null);
    default:
      return trigger satisfies never;
  }
}

/** Ask for one look at a pull request. */
export async function requestPull(queue: Pick<WorkQueue, 'request'>, work: PullWork): Promise<void> {
  await queue.request(QUEUES.pull, `pull:${work.repository.id}:${work.pull}`, work);
}

/** Ask for the chain's check run to be brought up to date. */
export async function requestChain(queue: Pick<WorkQueue, 'request'>, work: PullWork): Promise<void> {
  await queue.request(QUEUES.chain, `chain:${work.repository.id}:${work.pull}`, work);
}
