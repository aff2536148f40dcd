// Step 6: make GitHub show the decision. Nothing is written when it already does. Called by pipeline.ts.
import { chainName } from '../ledger/index.ts';
import { canonicalJson } from '../model/canonical.ts';
import type { Decision } from '../model/decision.ts';
import type { InheritedPrivilege } from '../model/deploy.ts';
import type { EvaluationRecord } from '../model/evaluation-store.ts';
import type { Gathered } from '../model/gathered.ts';
import {
  renderCheckRun,
  reviewersToRequest,
  type CheckRunReport,
  type Preview,
  type RepositoryRef,
} from '../report/index.ts';
import type { Ports } from '../ports.ts';
import { about, type RecordedDecision } from './record-decision.ts';
import { tryPolicyEdit } from './try-policy-edit.ts';
import { headVerdict, type HeadVerdict } from './shared-head.ts';

type PublishPorts = Pick<
  Ports,
  'publisher' | 'evaluations' | 'ledger' | 'memory' | 'publicUrl' | 'now' | 'pinNotice'
>;

export type PublishInput = {
  readonly repository: RepositoryRef;
  readonly pull: number;
  readonly gathered: Gathered;
  readonly decision: Decision;
  readonly previews: readonly Preview[];
  readonly privileges: readonly InheritedPrivilege[];
  readonly recorded: RecordedDecision;
};

/** Post the check run and ask for reviewers; returns how many writes GitHub got. */
export async function publishDecision(ports: PublishPorts, input: PublishInput): Promise<number> {
  const { repository, pull, gathered, decision } = input;
  // Saved before it is shown: a pull request on the same commit that is judged right now must see it.
  const before = await ports.evaluations.latest(repository.id, pull);
  const remembered = before?.requestedReviewers ?? null;
  await save(ports, input, {
    checkRunId: gathered.pull.checkRun?.id ?? null,
    publishedDigest: null,
    requestedReviewers: remembered,
  });
  const siblings = gathered.pull.siblings;
  const verdict = await headVerdict(ports.evaluations, {
    repositoryId: repository.id,
    pull,
    decision,
    siblings,
  });
  const shown = gathered.pull.checkRun;
  const current = shown !== null && shown.externalId === verdict.externalId;
  const checkRunId = current ? shown.id : await postCheckRun(ports, input, verdict);
  const asked = await askReviewers(ports, input, remembered);
  await save(ports, input, {
    checkRunId,
    publishedDigest: decision.decisionDigest,
    requestedReviewers: asked.remembered,
  });
  return (current ? 0 : 1) + asked.writes;
}

type Shown = Pick<EvaluationRecord, 'checkRunId' | 'publishedDigest' | 'requestedReviewers'>;

async function save(
  ports: PublishPorts,
  { repository, pull, decision, recorded }: PublishInput,
  shown: Shown,
): Promise<void> {
  const { head } = decision;
  await ports.evaluations.save({
    repositoryId: repository.id,
    pull,
    head,
    decision,
    evidence: recorded.evidence,
    ...shown,
    at: ports.now(),
  });
}

async function postCheckRun(ports: PublishPorts, input: PublishInput, verdict: HeadVerdict): Promise<number> {
  const report = await renderHead(ports, input, verdict);
  return await ports.publisher.publishCheckRun(
    input.repository,
    report,
    input.gathered.pull.checkRun?.id ?? null,
  );
}

async function renderHead(
  ports: PublishPorts,
  input: PublishInput,
  verdict: HeadVerdict,
): Promise<CheckRunReport> {
  const { repository, pull, gathered, recorded } = input;
  const other = verdict.pull !== pull;
  const decision = verdict.kind === 'decided' ? verdict.decision : input.decision;
  const notices = [
    ports.pinNotice(repository, gathered.pull.baseBranch ?? ''),
    other
      ? `pull request #${verdict.pull} has the same head commit, and one check run serves both: the graver decision is shown`
      : null,
  ].filter((notice) => notice !== null);
  const detailsUrl =
    ports.publicUrl === null
      ? null
      : `${ports.publicUrl}/chain/${repository.owner}/${repository.name}/${verdict.pull}`;
  const previews = other ? [] : input.previews;
  const privileges = other ? [] : input.privileges;
  const policyEdit = other
    ? null
    : await tryPolicyEdit(ports, { repositoryId: repository.id, pull, gathered });
  const report = {
    ...renderCheckRun({
      decision,
      previews,
      privileges,
      ledger: recorded.position,
      detailsUrl,
      notices,
      policyEdit,
    }),
    externalId: verdict.externalId,
  };
  if (verdict.kind === 'decided') return report;
  const title = `Needs review: #${verdict.pull} has the same head commit and is not decided yet`;
  return { ...report, title, conclusion: decision.mode === 'observe' ? 'neutral' : 'action_required' };
}

/**
 * Ask once for each set of people: whoever was asked and has answered is no longer on GitHub's list, and must not be
 * asked again by the next event. In observe mode nobody is asked.
 */
async function askReviewers(
  ports: PublishPorts,
  input: PublishInput,
  before: string | null,
): Promise<{ readonly remembered: string | null; readonly writes: number }> {
  const { repository, pull, gathered, decision } = input;
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
