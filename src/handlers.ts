// Work queue -> pipeline: what is done for a claimed row of each queue. Built by server.ts.
import {
  QUEUES,
  requestChain,
  requestPull,
  type CommitWork,
  type PullWork,
  type RemovalWork,
  type RepositoryWork,
  type RunWork,
} from './steps/take-triggers.ts';
import { endRun, endSessionsOf, publishChain, reviewPull, sweepOpenSessions } from './pipeline.ts';
import type { Ports } from './ports.ts';
import { withdrawPass } from './steps/withdraw-pass.ts';
import type { Session } from './model/deploy.ts';
import { Fault } from './model/failure.ts';
import type { Outcome } from './model/words.ts';
import type { WorkHandler, WorkItem, WorkQueue } from './intake/index.ts';

export type HandlerPorts = {
  readonly pipeline: Ports;
  readonly queue: WorkQueue;
  /** Hand a stored delivery to Probot's listeners. */
  readonly receive: (event: {
    readonly id: string;
    readonly name: string;
    readonly payload: unknown;
  }) => Promise<void>;
  /** Ask GitHub to send again what failed to arrive, and look at what no event tells. */
  readonly heal: () => Promise<void>;
  readonly now: () => number;
  readonly onDecision: (outcome: Outcome) => void;
  /** A session that the sweep could not end now; it tries again. */
  readonly onSessionError: (session: string, error: unknown) => void;
};

/** Tries of one look at a pull request (over about 13 s) after which an old pass no longer stands. */
const UNCONFIRMED_AFTER = 3;

/** Deliveries that GitHub knows to have failed are asked for again within this time. */
const SWEEP_MS = 60_000;
/**
 * Every open pull request is looked at again within this time, whatever was or was not told. One look at an unchanged one
 * costs a point of the 5,000 an hour that an installation has at least: 500 of them take 3,000.
 */
const PULLS_MS = 600_000;
/** GitHub lists deliveries for 3 days; a repetition after that cannot come. */
const DELIVERY_RETENTION_MS = 4 * 24 * 3_600_000;

/** The queues of the gate: webhooks in, decisions out. */
export function gateHandlers(ports: HandlerPorts): { readonly [queue: string]: WorkHandler } {
  const { pipeline, queue } = ports;
  return {
    [QUEUES.delivery]: async (item) => {
      const delivery = await queue.delivery(item.key);
      if (delivery === null) return undefined;
      await ports.receive({ id: delivery.guid, name: delivery.event, payload: JSON.parse(delivery.body) });
      return undefined;
    },
    [QUEUES.pull]: async (item) => {
      const { repository, pull } = payloadOf<PullWork>(item);
      try {
        const { decision } = await reviewPull(pipeline, { repository, number: pull }, () =>
          queue.renew(item),
        );
        ports.onDecision(decision.outcome);
      } catch (error) {
        // The pass is withdrawn first; if that fails as well, the next try does both again.
        if (item.attempts >= UNCONFIRMED_AFTER && !lostLease(error))
          await withdrawPass(pipeline, { repository, pull });
        throw error;
      }
      return undefined;
    },
    [QUEUES.commit]: async (item) => {
      const { repository, sha } = payloadOf<CommitWork>(item);
      for (const pull of await pipeline.host.pullsOfCommit({ repository, sha }))
        await requestPull(queue, { repository, pull });
      return undefined;
    },
    [QUEUES.repository]: async (item) => {
      const { repository } = payloadOf<RepositoryWork>(item);
      for (const pull of await pipeline.host.openPulls(repository))
        await requestPull(queue, { repository, pull });
      // What many policies rest on has changed: all that is open is looked at, not only what is open here.
      if (await pipeline.memory.sharesPolicies(repository.id))
        await queue.request(QUEUES.pulls, 'pulls', null);
      return undefined;
    },
    [QUEUES.chain]: async (item) => {
      await publishChain(pipeline, payloadOf<PullWork>(item));
      return undefined;
    },
    [QUEUES.pulls]: async () => {
      for (const open of await pipeline.evaluations.openPulls()) {
        const { pull, installationId, repositoryId, owner, name } = open;
        await requestPull(queue, { repository: { installationId, id: repositoryId, owner, name }, pull });
      }
      return { again: ports.now() + PULLS_MS };
    },
    [QUEUES.sweep]: async () => {
      await queue.expire(ports.now() - DELIVERY_RETENTION_MS);
      await ports.heal();
      return { again: ports.now() + SWEEP_MS };
    },
  };
}

/** The queues of the broker: sessions end when their run ends, and at the latest when the sweep finds them over. */
export function brokerHandlers(ports: HandlerPorts): { readonly [queue: string]: WorkHandler } {
  const { pipeline } = ports;
  return {
    [QUEUES.run]: async (item) => {
      const run = payloadOf<RunWork>(item);
      for (const pull of await pullsOfSessions(pipeline, await endRun(pipeline, run))) {
        await requestChain(ports.queue, { repository: run.repository, pull });
      }
      return undefined;
    },
    [QUEUES.removal]: async (item) => {
      await endSessionsOf(pipeline, payloadOf<RemovalWork>(item).owner);
      return undefined;
    },
    [QUEUES.sessions]: async () => {
      const { failed } = await sweepOpenSessions(pipeline);
      for (const { session, error } of failed) ports.onSessionError(session, error);
      return { again: ports.now() + SWEEP_MS };
    },
  };
}

/** Whoever lost the lease has a successor, and must not write over what that one published. */
function lostLease(error: unknown): boolean {
  return error instanceof Fault && error.code === 'LEASE_LOST';
}

async function pullsOfSessions(
  { grants }: Ports,
  sessions: readonly Session[],
): Promise<ReadonlySet<number>> {
  const found = await Promise.all(sessions.map(({ grantId }) => grants.byId(grantId)));
  return new Set(found.flatMap((grant) => (grant === null ? [] : [grant.pull])));
}

/** Rows were written by takeTriggers in this process or one of the same version; their shape is ours. */
function payloadOf<T>(item: WorkItem): T {
  return item.payload as unknown as T;
}
