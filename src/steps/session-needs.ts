// What the sessions stage needs of the world, built from the ports. Called by exchange-session.ts and end-sessions.ts.
import { gatherRun, type OwnedRepository } from '../facts/index.ts';
import { chainName } from '../ledger/index.ts';
import type { Session } from '../model/deploy.ts';
import { Fault } from '../model/failure.ts';
import type { Ports } from '../ports.ts';
import type { AccountAccess, BrokerNeeds, SweepNeeds } from '../sessions/index.ts';

export function sessionNeeds(ports: Ports): BrokerNeeds & SweepNeeds {
  return {
    store: ports.sessions,
    sts: ports.sts,
    iam: ports.iam,
    ids: ports.ids,
    clock: ports.now,
    record: async (record) =>
      void (await ports.ledger.append(chainName(record.subject.repositoryId), [record])),
    pullOf: async (grantId) => {
      const grant = await ports.grants.byId(grantId);
      return grant === null ? null : { pull: grant.pull, head: grant.head };
    },
    accessOf: (session) => accessOf(ports, session),
    isRunOver: (session) => isRunOver(ports, session),
  };
}

/** As the grant recorded it: a revocation must not depend on a policy that may be gone, broken or edited meanwhile. */
async function accessOf(ports: Ports, session: Session): Promise<AccountAccess | null> {
  const grant = await ports.grants.byId(session.grantId);
  if (grant === null) return null;
  const entries = await ports.ledger.ofPull(chainName(session.repositoryId), grant.pull);
  const opened = entries.findLast(
    ({ type, data }) => type === 'grant.opened' && data['grant'] === grant.id,
  )?.data;
  if (opened === undefined) return null;
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const roles = Array.isArray(opened['deployRoles'])
    ? opened['deployRoles'].filter((role) => typeof role === 'string')
    : [];
  return {
    revokerRole: text(opened['revokerRole']),
    externalId: text(opened['externalId']),
    deployRoles: roles,
  };
}

/** A later attempt ends the one before it. A run that GitHub no longer knows is over. */
async function isRunOver(ports: Ports, session: Session): Promise<boolean> {
  const repository = await repositoryNamed(ports, session.repository);
  const run = await gatherRun({ host: ports.host, repository, runId: session.runId });
  return run === null || run.status === 'completed' || run.attempt > session.runAttempt;
}

/** Throws Fault FORBIDDEN when the App is not installed there. */
export async function repositoryNamed(ports: Ports, fullName: string): Promise<OwnedRepository> {
  const [owner = '', name = '', ...rest] = fullName.split('/');
  const repository = rest.length === 0 ? await ports.host.repositoryByName(owner, name) : null;
  if (repository === null)
    throw new Fault('FORBIDDEN', 'The App is not installed in the repository of this workflow run.');
  return repository;
}
