// Step 9: sessions end when their work does. Called by pipeline.ts for releases, finished runs, the removal of the App and the sweep.
import { chainName } from '../ledger/index.ts';
import type { Session } from '../model/deploy.ts';
import { Fault } from '../model/failure.ts';
import type { Ports } from '../ports.ts';
import {
  matchRun,
  revokeSessions,
  sweepSessions,
  useTokenOnce,
  verifyRelease,
  type Revocation,
  type SweepReport,
} from '../sessions/index.ts';
import { tokenFault, tokenRules } from './exchange-session.ts';
import { sessionNeeds } from './session-needs.ts';

/** `POST /v1/sessions/{id}/release`: a fresh token of the same run ends the session. Repeating it is harmless. */
export async function releaseSession(
  ports: Ports,
  request: { readonly token: string; readonly sessionId: string },
): Promise<Revocation> {
  const verified = await verifyRelease({ ...tokenRules(ports), ...request });
  if (verified.kind === 'refused') throw tokenFault(verified);
  const session = await ports.sessions.byId(request.sessionId);
  const refusal = session === null ? null : matchRun(verified.claims, session);
  // Whether a session exists is its run's business only.
  if (session === null || refusal !== null) throw new Fault('NOT_FOUND', 'This run has no such session.');
  const needs = sessionNeeds(ports);
  await useTokenOnce(verified.claims, needs);
  const [revocation] = await revokeSessions({ sessions: [session], reason: 'released' }, needs);
  if (revocation === undefined) throw new Fault('INTERNAL', 'The session was not found again.');
  return revocation;
}

export type FinishedRun = {
  readonly repository: { readonly id: number; readonly owner: string; readonly name: string };
  readonly runId: number;
  readonly runAttempt: number;
  readonly conclusion: string | null;
};

/** `workflow_run` completed: record it, remember a successful deployment, end what the run still holds. */
export async function endRun(ports: Ports, run: FinishedRun): Promise<readonly Session[]> {
  const sessions = await ports.sessions.ofRun(run.repository.id, run.runId, run.runAttempt);
  for (const session of sessions) await recordRun(ports, run, session);
  // Also those that a release asked to end: if that failed, this is the second try.
  await revokeSessions({ sessions, reason: 'run-completed' }, sessionNeeds(ports));
  return sessions;
}

async function recordRun(ports: Ports, run: FinishedRun, session: Session): Promise<void> {
  const grant = await ports.grants.byId(session.grantId);
  if (grant === null) return;
  const chain = chainName(run.repository.id);
  const told = await ports.ledger.ofPull(chain, grant.pull);
  if (!told.some(({ type, data }) => type === 'run.completed' && data['session'] === session.id)) {
    const subject = {
      repository: session.repository,
      repositoryId: session.repositoryId,
      pull: grant.pull,
      head: grant.head,
    };
    const data = {
      session: session.id,
      target: session.target,
      run: run.runId,
      attempt: run.runAttempt,
      conclusion: run.conclusion,
    };
    await ports.ledger.append(chain, [{ type: 'run.completed', subject, actor: `run ${run.runId}`, data }]);
  }
  // A session that was never live deployed nothing. Ordered by the session's own time: the report of the run may be late.
  if (run.conclusion !== 'success' || session.accessKeyId === null) return;
  await ports.grants.recordDeployed(run.repository.id, session.target, grant.mergeSha, session.issuedAt);
  const opened = told.findLast(({ type, data }) => type === 'grant.opened' && data['grant'] === grant.id);
  const { environment, environmentDigest } = opened?.data ?? {};
  // A grant from before this was recorded tells nothing.
  if (typeof environment !== 'string' || typeof environmentDigest !== 'string') return;
  const deployed = { environment, changeDigest: environmentDigest, at: ports.now() };
  await ports.grants.recordChange({ repositoryId: run.repository.id, ...deployed });
}

/** No run of this owner is heard of any more, so nothing that one holds is left to its fence. */
export async function endSessionsOf(ports: Ports, owner: string): Promise<void> {
  const open = await ports.sessions.open();
  const sessions = open.filter(({ repository }) => ownerOf(repository) === owner.toLowerCase());
  await revokeSessions({ sessions, reason: 'app-removed' }, sessionNeeds(ports));
}

function ownerOf(repository: string): string {
  return (repository.split('/')[0] ?? '').toLowerCase();
}

export async function sweepOpenSessions(ports: Ports): Promise<SweepReport> {
  return await sweepSessions(sessionNeeds(ports));
}
