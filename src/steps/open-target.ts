// Step 7, second half: the grant of one merge for one target, opened and recorded once. Called by settle-merge.ts and exchange-session.ts.
import { openGrant, type GrantOpening, type GrantRefusal } from '../grants/index.ts';
import type { Repository } from '../facts/index.ts';
import { chainName } from '../ledger/index.ts';
import type { Grant, Target } from '../model/deploy.ts';
import type { Account } from '../model/facts.ts';
import type { JsonObject } from '../model/json.ts';
import { accountsOf, environmentDigest, landscapeOf, targetsOf } from '../policy/index.ts';
import type { Ports } from '../ports.ts';
import { commitsOnBase, commitsSince } from './account-commits.ts';
import type { MergeJudgement } from './judge-merge.ts';
import type { Judgement } from './judge-pull.ts';
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
  const { pull, current, approved, merge, merged, files } = judged;
  const { gathered, policy, decision } = current;
  const fullName = `${repository.owner}/${repository.name}`;
  const target = targetsOf(policy).find(({ name }) => name === targetName) ?? null;
  const since = await recordStart(ports, { repository, judged, target });
  const opened = openGrant({
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
    files,
    commits:
      target === null
        ? []
        : await commitsSince(ports, {
            repository,
            since,
            mergeSha: merge.mergeSha,
            target,
            under: gathered,
          }),
  });
  const opening = opened.kind === 'refused' ? opened : await bindRole(ports, repository, target, opened);
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

/**
 * Where the record of the target starts: its last deployment, before the first one the commit before the first merge
 * that was seen. A merge into another branch starts nothing.
 */
async function recordStart(
  ports: Ports,
  from: { readonly repository: Repository; readonly judged: MergeJudgement; readonly target: Target | null },
): Promise<string | null> {
  const { repository, judged, target } = from;
  const [before] = judged.merge.parents;
  const branch = `refs/heads/${judged.current.gathered.pull.baseBranch}`;
  if (target === null || before === undefined || branch !== target.ref) return null;
  return await ports.grants.baseline(repository.id, target.name, before);
}

/**
 * A role belongs to one repository: the policy that names it is the repository's own, so any installed repository could
 * name any role. A boundary belongs to an account, and the repositories that deploy there share it: it is not bound.
 */
async function bindRole(
  ports: Ports,
  repository: Repository,
  target: Target | null,
  opened: GrantOpening,
): Promise<GrantOpening> {
  if (target === null) return opened;
  // Names in IAM differ by more than case within an account, so folding joins no two roles.
  const owner = await ports.grants.bindRole(target.role.toLowerCase(), repository.id);
  if (owner === repository.id) return opened;
  return {
    kind: 'refused',
    code: 'ROLE_OF_ANOTHER_REPOSITORY',
    why: `The role of the target "${target.name}" belongs to another repository.`,
  } satisfies GrantRefusal;
}

function digestThere({ classified, policy }: Judgement, { environment }: Target): string {
  return environmentDigest(classified, environment, landscapeOf(policy).environments);
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
    mergedBy: linkOf(current.gathered.pull.mergedBy),
    changeDigest: grant.changeDigest,
    // What a later rule may ask for: that this very change has been here.
    environment: target?.environment ?? null,
    environmentDigest: target === null ? null : digestThere(current, target),
    decisionDigest: grant.decisionDigest,
    expiresAt: new Date(grant.expiresAt).toISOString(),
    account: target?.account ?? null,
    // The role is bound to this repository from here on.
    role: target?.role ?? null,
    revokerRole: account?.revokerRole ?? null,
    externalId: account?.externalId ?? null,
    deployRoles: roles,
  };
}

/** One link of the chain from author to run: by number, because logins are given up and taken over. */
function linkOf(account: Account | null): JsonObject | null {
  return account === null ? null : { id: account.id, login: account.login };
}
