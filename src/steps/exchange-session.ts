// Step 8: a workflow token becomes a session, or a refusal with its reason. Called by pipeline.ts.
import {
  gatherRun,
  withFreshPeople,
  withoutLastGood,
  type OwnedRepository,
  type RunReading,
} from '../facts/index.ts';
import type { Decision, ReasonCode } from '../model/decision.ts';
import type { Target } from '../model/deploy.ts';
import { Fault } from '../model/failure.ts';
import { accountsOf, runRefusal, targetsOf } from '../policy/index.ts';
import type { Ports } from '../ports.ts';
import {
  brokerSession,
  matchRepository,
  matchTarget,
  screenClaims,
  useTokenOnce,
  verifyExchange,
  type IssuedSession,
  type TokenClaims,
  type TokenRefusal,
} from '../sessions/index.ts';
import { emergencyTarget } from './emergency-target.ts';
import { findMerge, type MergeJudgement } from './judge-merge.ts';
import { openTarget } from './open-target.ts';
import { narrowFor } from './preview-sessions.ts';
import { recordRefusal } from './record-refusal.ts';
import { repositoryNamed, sessionNeeds } from './session-needs.ts';

export type ExchangeRequest = { readonly token: string; readonly targetName: string; readonly key: unknown };

/**
 * Verify, evaluate the merge and the policy again, open the grant, narrow, call STS; what is cheap comes first, so that
 * a token buys the dear part once and only for a run that is there. Faults: TOKEN_INVALID, FORBIDDEN, MERGE_UNDECIDED
 * (try again with a fresh token), GRANT_REFUSED and those of `brokerSession`.
 */
export async function exchangeSession(shared: Ports, request: ExchangeRequest): Promise<IssuedSession> {
  // People and policy as they are now: an approver who left a minute ago no longer counts, nor does a policy that cannot be read.
  const ports = {
    ...shared,
    caches: withFreshPeople(shared.caches),
    memory: withoutLastGood(shared.memory),
  };
  const verified = await verifyExchange({ ...tokenRules(ports), token: request.token, key: request.key });
  if (verified.kind === 'refused') throw tokenFault(verified);
  const { claims, key } = verified;
  refuseToken(screenClaims(claims));
  await useTokenOnce(claims, sessionNeeds(ports));
  const repository = await repositoryNamed(ports, claims.repository);
  refuseToken(matchRepository(claims, repository));
  const run = await checkRun(ports, repository, claims);
  const refused = { repository, claims, targetName: request.targetName };
  const judged = await mergeOf(ports, repository, claims).catch(async (error: unknown) => {
    await recordRefusal(ports, { ...refused, pull: null, head: claims.sha, error });
    throw error;
  });
  try {
    const target = emergencyTarget(
      checkTarget({ repository, judged, claims, targetName: request.targetName }),
      { decision: judged.current.decision, now: ports.now() },
    );
    refuseUndecided(judged);
    refuseAgent(ports, judged, { claims, run, target });
    await refuseOffBranch(ports, { repository, target, mergeSha: claims.sha });
    const opening = await openTarget(ports, { repository, judged, targetName: request.targetName });
    if (opening.kind === 'refused') throw new Fault('GRANT_REFUSED', `${opening.why} (${opening.code})`);
    const account =
      accountsOf(judged.current.policy).find((settings) => settings.account === target.account) ?? null;
    const narrowed = narrowFor({
      classified: judged.current.classified,
      diff: judged.current.diff,
      targets: targetsOf(judged.current.policy),
      target,
      account,
    });
    return await brokerSession(
      { claims, key, grant: opening.grant, target, account, narrowed },
      sessionNeeds(ports),
    );
  } catch (error) {
    const { head } = judged.current.gathered;
    await recordRefusal(ports, { ...refused, pull: judged.pull, head, error });
    throw error;
  }
}

/** Audience and issuers come from configuration, never from the token. */
export function tokenRules(
  ports: Ports,
): Pick<Parameters<typeof verifyExchange>[0], 'issuers' | 'publicUrl' | 'keys' | 'now'> {
  if (ports.publicUrl === null)
    throw new Fault('CONFIG_INVALID', 'AIGOV_PUBLIC_URL is not set: no token can be meant for this server.');
  return { issuers: ports.issuers, publicUrl: ports.publicUrl, keys: ports.keys, now: ports.now() };
}

export function tokenFault({ code, why }: TokenRefusal): Fault {
  return new Fault('TOKEN_INVALID', `${why} (${code})`);
}

type Exchange = {
  readonly repository: OwnedRepository;
  readonly judged: MergeJudgement;
  readonly claims: TokenClaims;
  readonly targetName: string;
};

/** A run on a commit that GitHub lists for no pull request yet may be early: its lists lag behind its pushes. */
const LAG_SECONDS = 120;

const POLICY_FAILURES: readonly ReasonCode[] = ['POLICY_INVALID', 'FLOOR_UNAVAILABLE', 'FACTS_INCOMPLETE'];

function refuseToken(refusal: TokenRefusal | null): void {
  if (refusal !== null) throw tokenFault(refusal);
}

/** GitHub says that this very attempt is running on this commit. */
async function checkRun(ports: Ports, repository: OwnedRepository, claims: TokenClaims): Promise<RunReading> {
  const run = await gatherRun({ host: ports.host, repository, runId: claims.runId });
  const running =
    run !== null &&
    run.headSha === claims.sha &&
    run.attempt === claims.runAttempt &&
    run.status === 'in_progress';
  if (run === null || !running)
    throw new Fault(
      'FORBIDDEN',
      'GitHub does not know this run attempt as running on this commit (RUN_NOT_RUNNING).',
    );
  return run;
}

async function mergeOf(
  ports: Ports,
  repository: OwnedRepository,
  claims: TokenClaims,
): Promise<MergeJudgement> {
  const { sha } = claims;
  const found = await findMerge(ports, { repository, mergeSha: sha });
  if (found.kind === 'merge') return found.judged;
  if (found.kind === 'ambiguous')
    throw new Fault(
      'GRANT_REFUSED',
      `Commit ${sha} is the merge of pull requests ${found.pulls.join(' and ')} at once (MERGE_AMBIGUOUS).`,
    );
  if (!found.listed && ports.now() / 1000 - claims.issuedAt < LAG_SECONDS)
    throw new Fault('MERGE_UNDECIDED', `GitHub lists no pull request for commit ${sha} yet.`);
  throw new Fault('GRANT_REFUSED', `Commit ${sha} is the merge of no pull request (NOT_MERGED).`);
}

/** The claims fit the target. */
function checkTarget({ repository, judged, claims, targetName }: Exchange): Target {
  const target = targetsOf(judged.current.policy).find(({ name }) => name === targetName);
  if (target === undefined) {
    refuseUndecided(judged);
    throw new Fault('GRANT_REFUSED', whyNoTarget(judged.current.decision));
  }
  const { id, ownerId, owner, name } = repository;
  refuseToken(
    matchTarget(claims, {
      target,
      repository: { id, ownerId, fullName: `${owner}/${name}` },
      mergeSha: judged.merge.mergeSha,
    }),
  );
  return target;
}

/** The deployment is a person's act, or automation's, or of an agent that the policy lets execute there. */
function refuseAgent(
  ports: Ports,
  { current: { policy, classified, gathered } }: MergeJudgement,
  {
    claims,
    run,
    target,
  }: { readonly claims: TokenClaims; readonly run: RunReading; readonly target: Target },
): void {
  if (policy.kind !== 'ok') return;
  const accounts = [claims.actorId, run.startedBy].filter((id) => id !== null);
  const refusal = runRefusal(
    policy.policy,
    { accounts, claims: claims.said },
    { target, classified, reviews: gathered.facts.reviews, now: new Date(ports.now()).toISOString() },
  );
  if (refusal !== null) throw new Fault('GRANT_REFUSED', `${refusal.why} (${refusal.code}).`);
}

/** A merge that a force push took off the branch deploys nothing: asked of GitHub each time, at this moment's tip. */
async function refuseOffBranch(
  ports: Ports,
  at: { readonly repository: OwnedRepository; readonly target: Target; readonly mergeSha: string },
): Promise<void> {
  const { repository, target, mergeSha } = at;
  const branch = target.ref.replace(/^refs\/heads\//, '');
  const tip = await ports.host.branchTip({ repository, branch });
  if (tip === mergeSha) return;
  const compared = tip === null ? null : await ports.host.compare({ repository, base: mergeSha, head: tip });
  if (compared?.mergeBase !== mergeSha)
    throw new Fault('GRANT_REFUSED', `Commit ${mergeSha} is not on ${branch} any more (NOT_ON_BRANCH).`);
}

/** A policy that cannot be read or understood has no targets at all, and that is what the caller must hear. */
function whyNoTarget({ reasons }: Decision): string {
  const broken = reasons.find(({ code, satisfied }) => !satisfied && POLICY_FAILURES.includes(code));
  return broken === undefined
    ? 'The policy has no such deploy target (TARGET_UNKNOWN).'
    : `${broken.message} (${broken.code})`;
}

/** GitHub may show the merge before its lists are complete: that passes by itself, a refusal would not. */
function refuseUndecided({ current, merge }: MergeJudgement): void {
  const gap = current.gathered.facts.incomplete[0] ?? merge.incomplete[0];
  if (gap !== undefined)
    throw new Fault('MERGE_UNDECIDED', `The merge cannot be judged yet: ${gap.what}, ${gap.why}.`);
}
