// Heals what no event told: runs that ended unseen, revocations that failed, sessions past their fence. Called by the worker's timer.
import type { Session } from '../model/deploy.ts';
import { revokeSessions, type RevokeNeeds } from './revoke.ts';
import { sessionRecord } from './session-record.ts';

export type SweepNeeds = RevokeNeeds & {
  /** Has this session's workflow run ended? */
  readonly isRunOver: (session: Session) => Promise<boolean>;
};

export type SweepReport = {
  readonly expired: readonly string[];
  readonly revoked: readonly string[];
  /** What could not be done now; the next sweep tries again. */
  readonly failed: readonly { readonly session: string; readonly error: unknown }[];
};

const OPEN: readonly Session['state'][] = ['issuing', 'live', 'revoking'];

/** One pass over every open session; a failure of one does not keep the others from being ended. */
export async function sweepSessions(needs: SweepNeeds): Promise<SweepReport> {
  const expired: string[] = [];
  const revoked: string[] = [];
  const failed: { readonly session: string; readonly error: unknown }[] = [];
  for (const session of await needs.store.open()) {
    try {
      const done = await sweepOne(session, needs);
      if (done === 'expired') expired.push(session.id);
      if (done === 'revoked') revoked.push(session.id);
    } catch (error) {
      failed.push({ session: session.id, error });
    }
  }
  return { expired, revoked, failed };
}

async function sweepOne(session: Session, needs: SweepNeeds): Promise<'expired' | 'revoked' | 'kept'> {
  // The fence has ended it, whatever was or was not written to IAM.
  if (session.notAfter <= needs.clock()) return (await expire(session, needs)) ? 'expired' : 'kept';
  const retry = session.state === 'revoking';
  if (retry && session.boundaryArn === null) return 'kept';
  if (!retry && !(await needs.isRunOver(session))) return 'kept';
  const reason = retry ? 'retry' : 'run-completed';
  const [outcome] = await revokeSessions({ sessions: [session], reason }, needs);
  return outcome?.kind === 'revoked' ? 'revoked' : 'kept';
}

/** Alone and after a second look, so that two sweeping processes record the end once. */
async function expire({ id }: Session, needs: SweepNeeds): Promise<boolean> {
  return await needs.store.exclusive(`session:${id}`, async () => {
    const session = await needs.store.byId(id);
    if (session === null || !OPEN.includes(session.state)) return false;
    const about = await needs.pullOf(session.grantId);
    await needs.record(sessionRecord('session.expired', session, { about }));
    return await needs.store.transition(id, OPEN, { state: 'expired' });
  });
}
