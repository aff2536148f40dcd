// Step 6: make GitHub show the decision. Nothing is written when it already does. Called by pipeline.ts.
import { chainName } from '../ledger/index.ts';
import { canonicalJson } from '../model/canonical.ts';
import type { Decision } from '../model/decision.ts';
import type { Gathered } from '../model/gathered.ts';
import { renderCheckRun, reviewersToRequest, type Preview, type RepositoryRef } from '../report/index.ts';
import type { Ports } from '../ports.ts';
import { about, type RecordedDecision } from './record-decision.ts';

type PublishPorts = Pick<Ports, 'publisher' | 'evaluations' | 'ledger' | 'publicUrl' | 'now' | 'pinNotice'>;

export type PublishInput = {
  readonly repository: RepositoryRef;
  readonly pull: number;
  readonly gathered: Gathered;
  readonly decision: Decision;
  readonly previews: readonly Preview[];
  readonly recorded: RecordedDecision;
};

/** Post the check run and ask for reviewers; returns how many writes GitHub got. */
export async function publishDecision(ports: PublishPorts, input: PublishInput): Promise<number> {
  const { repository, pull, gathered, decision, recorded } = input;
  const shown = gathered.pull.checkRun;
  const current = shown !== null && shown.externalId === decision.decisionDigest;
  const checkRunId = current ? shown.id : await postCheckRun(ports, input);
  const asked = await askReviewers(ports, input);
  await ports.evaluations.save({
    repositoryId: repository.id,
    pull,
    head: decision.head,
    decision,
    evidence: recorded.evidence,
    checkRunId,
    publishedDigest: decision.decisionDigest,
    requestedReviewers: asked.remembered,
    at: ports.now(),
  });
  return (current ? 0 : 1) + asked.writes;
}

async function postCheckRun(ports: PublishPorts, input: PublishInput): Promise<number> {
  const { repository, pull, gathered, decision, previews, recorded } = input;
  const detailsUrl =
    ports.publicUrl === null
      ? null
      : `${ports.publicUrl}/chain/${repository.owner}/${repository.name}/${pull}`;
  const notice = ports.pinNotice(repository, gathered.pull.baseBranch ?? '');
  const report = renderCheckRun({
    decision,
    previews,
    ledger: recorded.position,
    detailsUrl,
    notices: notice === null ? [] : [notice],
  });
  return await ports.publisher.publishCheckRun(repository, report, gathered.pull.checkRun?.id ?? null);
}

/**
 * Ask once for each set of people: whoever was asked and has answered is no longer on GitHub's list, and must not be
 * asked again by the next event. In observe mode nobody is asked.
 */
async function askReviewers(
  ports: PublishPorts,
  input: PublishInput,
): Promise<{ readonly remembered: string | null; readonly writes: number }> {
  const { repository, pull, gathered, decision } = input;
  const before = (await ports.evaluations.latest(repository.id, pull))?.requestedReviewers ?? null;
  const wanted = reviewersToRequest({ decision, facts: gathered.facts });
  const remembered = canonicalJson(wanted);
  const nobody = wanted.users.length === 0 && wanted.teams.length === 0;
  if (decision.mode === 'observe' || nobody || remembered === before)
    return { remembered: before, writes: 0 };
  const already = new Set(gathered.pull.requestedReviewers.map((name) => name.toLowerCase()));
  const users = wanted.users.filter((login) => !already.has(login.toLowerCase()));
  const teams = wanted.teams.filter((slug) => !already.has(`@${repository.owner}/${slug}`.toLowerCase()));
  if (users.length === 0 && teams.length === 0) return { remembered, writes: 0 };
  await ports.ledger.append(chainName(repository.id), [
    {
      type: 'review.requested',
      subject: about({ repository, pull }, decision.head),
      actor: 'aigov',
      data: { users, teams },
    },
  ]);
  await ports.publisher.requestReviewers(repository, pull, { users, teams });
  return { remembered, writes: 1 };
}
