// The whole flow, top to bottom. An event only says "look again"; each function reads the state there is, and acts on it.
//
//   1 intake/    a webhook comes in          receive, store, 202; worker -> here        (index.ts, handlers.ts)
//   2 facts/     facts are gathered          once, frozen                               (judge-pull)
//   3 formats/   the diff is parsed          resource by resource, in parser workers    (read-diff)
//   4 classify/  changes are classified      kinds, environment, tier, findings         (decide)
//   5 policy/    policy is decided           pure; one document                         (decide)
//     ledger/    the decision is recorded    before anyone sees it                      (record-decision)
//   6 report/    it is reported              check run, reviewers; no write if unchanged (publish-decision)
//   7 grants/    a grant is opened           what merged is what was approved           (settle-merge, open-target)
//   8 sessions/  a session is brokered       judged again, narrowed, recorded, then STS (exchange-session)
//   9 sessions/  it is revoked               with the work, and at the latest by the sweep (end-sessions)
import type { PullRef } from './facts/index.ts';
import type { Ports } from './ports.ts';
import { judgePull, type Judgement } from './steps/judge-pull.ts';
import { publishDecision } from './steps/publish-decision.ts';
import { recordDecision } from './steps/record-decision.ts';
import { settleMerge } from './steps/settle-merge.ts';

/** 1 to 7: a pull request is looked at, judged, recorded and answered; a merged one gets its grants. */
export async function reviewPull(
  ports: Ports,
  { repository, number }: PullRef,
  fence: () => Promise<void> = async () => undefined,
): Promise<Judgement> {
  const judged = await judgePull(ports, { repository, number });
  const { gathered, diff, decision, previews, privileges } = judged;
  const subject = { repository, pull: number };
  // Whoever lost the lease meanwhile has an older view than its successor: it must not publish.
  await fence();
  const recorded = await recordDecision(ports.ledger, { subject, gathered, diff, decision });
  const { state, mergeSha } = gathered.pull;
  if (state === 'open')
    await publishDecision(ports, { ...subject, gathered, decision, previews, privileges, recorded });
  if (mergeSha !== null) await settleMerge(ports, { ...subject, mergeSha, current: judged });
  const { id, installationId, owner, name } = repository;
  await ports.evaluations.markPull(
    { repositoryId: id, installationId, owner, name, pull: number },
    state === 'open' ? 'open' : 'closed',
  );
  return judged;
}

export { exchangeSession, type ExchangeRequest } from './steps/exchange-session.ts';
export { endRun, endSessionsOf, releaseSession, sweepOpenSessions } from './steps/end-sessions.ts';
export { publishChain } from './steps/publish-chain.ts';
