// Ends sessions: the store says what should be, the boundary policy is rewritten to match. Called by release, completed runs, the broker and the sweep.
import type { Session } from '../model/deploy.ts';
import { sharedAccess, type AccessOf } from './boundary-access.ts';
import { denyList } from './deny-list.ts';
import type { BoundaryAccess, IamPort, SessionNeeds } from './needs.ts';
import { sessionRecord } from './session-record.ts';

export type RevocationReason =
  | 'released'
  | 'run-completed'
  | 'issue-failed'
  /** The App was removed or suspended: nobody would tell when the run ends. */
  | 'app-removed'
  | 'policy'
  | 'retry'
  /** Another session had to be ended and the boundary policy had no room to spare this one. */
  | 'boundary-full';

export type RevokeNeeds = SessionNeeds & {
  readonly iam: IamPort;
  readonly accessOf: AccessOf;
};

export type Revocation = {
  readonly id: string;
  /**
   * `revoked`: the deny is written, and takes effect some time after `effectiveNotBefore`. `fence`: the account has no
   * boundary policy, so the session ends at its fence. `ended`: it was over before.
   */
  readonly kind: 'revoked' | 'fence' | 'ended';
  /** Epoch milliseconds; null when `ended`. */
  readonly effectiveNotBefore: number | null;
};

/** A policy keeps at most five versions, and its default cannot be deleted. */
const MAX_VERSIONS = 5;

/**
 * Revoke these sessions; idempotent. Rejects with REVOCATION_FAILED when IAM cannot be written: the sessions then stay
 * `revoking`, and the sweep tries again.
 */
export async function revokeSessions(
  input: { readonly sessions: readonly Session[]; readonly reason: RevocationReason },
  needs: RevokeNeeds,
): Promise<readonly Revocation[]> {
  const wanted: Session[] = [];
  const unrecorded: unknown[] = [];
  for (const session of input.sessions) {
    const current = await requestRevocation(session, input.reason, needs).catch((error: unknown) => {
      unrecorded.push(error);
      return needs.store.byId(session.id);
    });
    if (current !== null) wanted.push(current);
  }
  for (const boundaryArn of boundariesOf(wanted)) await writeBoundary(boundaryArn, needs);
  // A ledger that is down must not keep a session alive, but it must not go unnoticed either.
  if (unrecorded.length > 0) throw unrecorded[0];
  return await Promise.all(wanted.map((session) => outcomeOf(session, needs)));
}

/** Sets the desired state, once. Returns the session as it is now. */
async function requestRevocation(
  session: Session,
  reason: RevocationReason,
  needs: RevokeNeeds,
): Promise<Session | null> {
  const now = needs.clock();
  const changed = await needs.store.transition(session.id, ['issuing', 'live'], {
    state: 'revoking',
    revokeRequestedAt: now,
  });
  if (changed) {
    const endsBy = session.boundaryArn === null ? 'fence' : 'revocation';
    const data = { reason, requestedAt: new Date(now).toISOString(), endsBy };
    const about = await needs.pullOf(session.grantId);
    await needs.record(sessionRecord('session.revocation_requested', session, { about, data }));
  }
  return await needs.store.byId(session.id);
}

/**
 * Rewrite one boundary policy from the store, alone among all processes. A waiting caller finds its session already
 * covered by the writer before it: that is how calls batch.
 */
export async function writeBoundary(boundaryArn: string, needs: RevokeNeeds): Promise<void> {
  await needs.store.exclusive(`boundary:${boundaryArn}`, async () => {
    const ours = (await needs.store.open()).filter((session) => session.boundaryArn === boundaryArn);
    const pending = ours.filter(({ state }) => state === 'revoking');
    if (pending.length === 0) return;
    const now = needs.clock();
    const live = ours.filter(({ state }) => state === 'issuing' || state === 'live');
    const denied = await needs.store.denied(boundaryArn, now);
    const { ways, roles } = await sharedAccess(boundaryArn, [...pending, ...live, ...denied], needs.accessOf);
    const { document, ended } = denyList({ boundaryArn, roles, denied, live, now });
    const unrecorded: unknown[] = [];
    const given = await endForRoom(ended, needs, unrecorded);
    await replaceByAny(ways, document, needs.iam);
    for (const session of [...pending, ...given]) await markRevoked(session, needs);
    if (unrecorded.length > 0) throw unrecorded[0];
  });
}

/** Before the write: a session that may be cut off must never look alive, even if this process dies in between. */
async function endForRoom(
  ended: readonly Session[],
  needs: RevokeNeeds,
  unrecorded: unknown[],
): Promise<readonly Session[]> {
  const given: Session[] = [];
  for (const session of ended) {
    const current = await requestRevocation(session, 'boundary-full', needs).catch((error: unknown) => {
      unrecorded.push(error);
      return needs.store.byId(session.id);
    });
    if (current?.state === 'revoking') given.push(current);
  }
  return given;
}

/** One way that works suffices; with none, the first failure is told. */
async function replaceByAny(ways: readonly BoundaryAccess[], document: string, iam: IamPort): Promise<void> {
  const failures: unknown[] = [];
  for (const access of ways) {
    try {
      await replaceVersion(access, document, iam);
      return;
    } catch (error) {
      failures.push(error);
    }
  }
  throw failures[0];
}

/** Room first: the oldest version that is not the default goes. */
async function replaceVersion(access: BoundaryAccess, document: string, iam: IamPort): Promise<void> {
  const versions = await iam.listVersions(access);
  const oldest = versions
    .filter(({ isDefault }) => !isDefault)
    .toSorted((a, b) => a.createdAt - b.createdAt || versionNumber(a.id) - versionNumber(b.id))[0];
  if (versions.length >= MAX_VERSIONS && oldest !== undefined) await iam.deleteVersion(access, oldest.id);
  await iam.createVersion(access, document);
}

function versionNumber(id: string): number {
  return Number(id.replace(/^v/, ''));
}

async function markRevoked(session: Session, needs: RevokeNeeds): Promise<void> {
  const revokedAt = needs.clock();
  const data = {
    requestedAt: new Date(session.revokeRequestedAt ?? revokedAt).toISOString(),
    revocation_effective_not_before: new Date(revokedAt).toISOString(),
  };
  const about = await needs.pullOf(session.grantId);
  await needs.record(sessionRecord('session.revoked', session, { about, data }));
  await needs.store.transition(session.id, ['revoking'], { state: 'revoked', revokedAt });
}

function boundariesOf(sessions: readonly Session[]): readonly string[] {
  const pending = sessions.filter(({ state }) => state === 'revoking');
  return [...new Set(pending.flatMap(({ boundaryArn }) => (boundaryArn === null ? [] : [boundaryArn])))];
}

async function outcomeOf({ id }: Session, { store }: RevokeNeeds): Promise<Revocation> {
  const session = await store.byId(id);
  if (session?.state === 'revoked') return { id, kind: 'revoked', effectiveNotBefore: session.revokedAt };
  if (session?.state === 'revoking') return { id, kind: 'fence', effectiveNotBefore: session.notAfter };
  return { id, kind: 'ended', effectiveNotBefore: null };
}
