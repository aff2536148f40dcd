// By which roles a shared boundary policy can be written, and which roles it protects. Called by revoke.ts.
import type { Session } from '../model/deploy.ts';
import type { BoundaryAccess } from './needs.ts';

export type AccountAccess = Pick<BoundaryAccess, 'revokerRole' | 'externalId'> & {
  readonly deployRoles: readonly string[];
};

/** Revoker role, external id and the deploy roles of the session's account, from the policy of its repository. */
export type AccessOf = (session: Session) => Promise<AccountAccess | null>;

export type SharedAccess = {
  /** Distinct ways in, to be tried in order: never empty. */
  readonly ways: readonly BoundaryAccess[];
  readonly roles: readonly string[];
};

/**
 * Several repositories may share one boundary, and one of them may be wrong about how to write it: every grant is asked,
 * in the order of the sessions given. Rejects only where no grant at all can be asked.
 */
export async function sharedAccess(
  boundaryArn: string,
  sessions: readonly Session[],
  accessOf: AccessOf,
): Promise<SharedAccess> {
  const perGrant = new Map(sessions.map((session) => [session.grantId, session]));
  const asked = await Promise.allSettled(
    [...perGrant.values()].map(async (session) => await accessOf(session)),
  );
  const known = asked.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const failure = asked.find((answer) => answer.status === 'rejected');
  if (known.length === 0 && failure !== undefined) throw failure.reason;
  const found = known.filter((access) => access !== null);
  const roles = found.flatMap(({ deployRoles, revokerRole }) => [
    ...deployRoles,
    ...(revokerRole === null ? [] : [revokerRole]),
  ]);
  return { ways: waysOf(boundaryArn, found), roles: [...new Set(roles)] };
}

/** The broker's own credentials are a guess where no grant says how: not made where any grant names a revoker role. */
function waysOf(boundaryArn: string, found: readonly AccountAccess[]): readonly BoundaryAccess[] {
  const known = found.length === 0 ? [{ revokerRole: null, externalId: null }] : found;
  const ways = known.map(({ revokerRole, externalId }) => ({ boundaryArn, revokerRole, externalId }));
  return [...new Map(ways.map((way) => [JSON.stringify(way), way])).values()];
}
