// Step 7, second half: the grant of one merge for one target, opened and recorded once. Called by settle-merge.ts and exchange-session.ts.
import { openGrant, type GrantOpening } from '../grants/index.ts';
import type { Repository } from '../facts/index.ts';
import { chainName } from '../ledger/index.ts';
import type { Grant, Target } from '../model/deploy.ts';
import type { JsonObject } from '../model/json.ts';
import { accountsOf, targetsOf } from '../policy/index.ts';
import type { Ports } from '../ports.ts';
import { commitsOnBase, commitsSince } from './account-commits.ts';
import type { MergeJudgement } from './judge-merge.ts';
import { about, recordOnce } from './record-decision.ts';

type Opening = {
  readonly repository: Repository;
  readonly judged: MergeJudgement;
  readonly targetName: string;
};

/** Open the grant, or say why not; either is recorded. Opening twice gives the same grant. */
export async function openTarget(
  ports: Ports,
  { repository, judged, targetName }: Opening,
): Promise<GrantOpening> {
  const { pull, current, approved, merge, merged } = judged;
  const { gathered, policy, decision } = current;
  const fullName = `${repository.owner}/${repository.name}`;
  const target = targetsOf(policy).find(({ name }) => name === targetName) ?? null;
  const since = await ports.grants.lastDeployed(repository.id, targetName);
  const opening = openGrant({
    id: ports.grantId(),
    now: ports.now(),
    targetName,
    target,
    repository: { id: repository.id, fullName },
    pull: {
      number: pull,
      head: gathered.head,
      baseBranch: gathered.pull.baseBranch ?? '',
      mergeSha: gathered.pull.mergeSha,
      mergedAt: gathered.pull.mergedAt === null ? null : Date.parse(gathered.pull.mergedAt),
      commitsOnBase: await commitsOnBase(ports, { repository, pull, parents: merge.parents }),
    },
    approved,
    current: decision,
    merged,
    commits: await commitsSince(ports, { repository, since, mergeSha: merge.mergeSha, under: gathered }),
  });
  const subject = about({ repository, pull }, gathered.head);
  const chain = chainName(repository.id);
  if (opening.kind === 'refused') {
    const data = { target: targetName, mergeSha: merge.mergeSha, code: opening.code, why: opening.why };
    await recordOnce(ports.ledger, chain, { type: 'grant.refused', subject, actor: 'aigov', data });
    return opening;
  }
  const grant = await ports.grants.open(opening.grant);
  await recordOnce(ports.ledger, chain, {
    type: 'grant.opened',
    subject,
    actor: 'aigov',
    data: grantData(grant, judged, target),
  });
  return { kind: 'opened', grant };
}

/** Holds what a later revocation needs: it must work when the policy can no longer be read. */
function grantData(grant: Grant, { current }: MergeJudgement, target: Target | null): JsonObject {
  const account = accountsOf(current.policy).find((settings) => settings.account === target?.account);
  const roles = targetsOf(current.policy)
    .filter(({ account: id }) => id === target?.account)
    .map(({ role }) => role);
  return {
    grant: grant.id,
    target: grant.target,
    mergeSha: grant.mergeSha,
    changeDigest: grant.changeDigest,
    decisionDigest: grant.decisionDigest,
    expiresAt: new Date(grant.expiresAt).toISOString(),
    account: target?.account ?? null,
    revokerRole: account?.revokerRole ?? null,
    externalId: account?.externalId ?? null,
    deployRoles: roles,
  };
}
