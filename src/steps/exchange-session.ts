// Step 8: a workflow token becomes a session, or a refusal with its reason. Called by pipeline.ts.
import { gatherRun, type OwnedRepository } from '../facts/index.ts';
import { chainName } from '../ledger/index.ts';
import type { Decision, ReasonCode } from '../model/decision.ts';
import type { Target } from '../model/deploy.ts';
import { Fault, type FaultCode } from '../model/failure.ts';
import { accountsOf, targetsOf } from '../policy/index.ts';
import type { Ports } from '../ports.ts';
import {
  brokerSession,
  matchTarget,
  verifyExchange,
  type IssuedSession,
  type TokenClaims,
  type TokenRefusal,
} from '../sessions/index.ts';
import { findMerge, type MergeJudgement } from './judge-merge.ts';
import { openTarget } from './open-target.ts';
import { narrowFor } from './preview-sessions.ts';
import { about } from './record-decision.ts';
import { repositoryNamed, sessionNeeds } from './session-needs.ts';

export type ExchangeRequest = { readonly token: string; readonly targetName: string; readonly key: unknown };

/**
 * Verify, evaluate the merge and the policy again, open the grant, narrow, call STS. Faults: TOKEN_INVALID, FORBIDDEN,
 * MERGE_UNDECIDED (try again), GRANT_REFUSED and those of `brokerSession`.
 */
export async function exchangeSession(ports: Ports, request: ExchangeRequest): Promise<IssuedSession> {
  const verified = await verifyExchange({ ...tokenRules(ports), token: request.token, key: request.key });
  if (verified.kind === 'refused') throw tokenFault(verified);
  const { claims, key } = verified;
  const repository = await repositoryNamed(ports, claims.repository);
  // Membership and permissions as they are now: an approver who left a minute ago no longer counts.
  ports.caches.dropCaches('teams');
  ports.caches.dropCaches('permissions');
  const judged = await findMerge(ports, { repository, mergeSha: claims.sha });
  if (judged === null)
    throw new Fault('GRANT_REFUSED', `Commit ${claims.sha} is the merge of no pull request (NOT_MERGED).`);
  try {
    const target = await checkRun(ports, { repository, judged, claims, targetName: request.targetName });
    refuseUndecided(judged);
    const opening = await openTarget(ports, { repository, judged, targetName: request.targetName });
    if (opening.kind === 'refused') throw new Fault('GRANT_REFUSED', `${opening.why} (${opening.code})`);
    const account =
      accountsOf(judged.current.policy).find((settings) => settings.account === target.account) ?? null;
    const narrowed = narrowFor({
      classified: judged.current.classified,
      diff: judged.current.diff,
      target,
      account,
    });
    return await brokerSession(
      { claims, key, grant: opening.grant, target, account, narrowed },
      sessionNeeds(ports),
    );
  } catch (error) {
    await recordRefusal(ports, { repository, judged, claims, targetName: request.targetName, error });
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

const POLICY_FAILURES: readonly ReasonCode[] = ['POLICY_INVALID', 'FLOOR_UNAVAILABLE', 'FACTS_INCOMPLETE'];

/** The claims fit the target, and GitHub says that this very attempt is running on this commit. */
async function checkRun(ports: Ports, { repository, judged, claims, targetName }: Exchange): Promise<Target> {
  const target = targetsOf(judged.current.policy).find(({ name }) => name === targetName);
  if (target === undefined) {
    refuseUndecided(judged);
    throw new Fault('GRANT_REFUSED', whyNoTarget(judged.current.decision));
  }
  const { id, ownerId, owner, name } = repository;
  const refusal = matchTarget(claims, {
    target,
    repository: { id, ownerId, fullName: `${owner}/${name}` },
    mergeSha: judged.merge.mergeSha,
  });
  if (refusal !== null) throw tokenFault(refusal);
  const run = await gatherRun({ host: ports.host, repository, runId: claims.runId });
  const running =
    run !== null &&
    run.headSha === claims.sha &&
    run.attempt === claims.runAttempt &&
    run.status === 'in_progress';
  if (!running)
    throw new Fault(
      'FORBIDDEN',
      'GitHub does not know this run attempt as running on this commit (RUN_NOT_RUNNING).',
    );
  return target;
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

/** Refusals of a run that has passed its token: which run asked for what, and why it got nothing. */
const REFUSALS: readonly FaultCode[] = ['TOKEN_INVALID', 'FORBIDDEN', 'GRANT_REFUSED', 'SESSION_EXISTS'];

async function recordRefusal(ports: Ports, refused: Exchange & { readonly error: unknown }): Promise<void> {
  const { repository, judged, claims, targetName, error } = refused;
  // What STS refused has its own entry; a fault of ours is in the log.
  if (!(error instanceof Fault) || !REFUSALS.includes(error.code)) return;
  await ports.ledger.append(chainName(repository.id), [
    {
      type: 'session.refused',
      subject: about({ repository, pull: judged.pull }, judged.current.gathered.head),
      actor: 'aigov',
      data: {
        target: targetName,
        run: claims.runId,
        attempt: claims.runAttempt,
        code: error.code,
        why: error.message,
      },
    },
  ]);
}
