// Grants and the last deployment of each target. Implements the port of grants.
import type { Selectable } from 'kysely';
import type { DeployedChange, GrantStore } from '../../grants/store.ts';
import type { Grant } from '../../model/deploy.ts';
import type { DeployGrantTable, Tables } from './schema.ts';
import type { Source } from './source.ts';

export function createGrantStore(source: Source): GrantStore {
  return {
    open: async (grant) => await open(source, grant),
    find: async (repositoryId, target, mergeSha) => {
      const row = await select(source)
        .where('repository_id', '=', repositoryId)
        .where('target', '=', target)
        .where('merge_sha', '=', mergeSha)
        .executeTakeFirst();
      return row === undefined ? null : grantOf(row);
    },
    byId: async (id) => {
      const row = await select(source).where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : grantOf(row);
    },
    ofPull: async (repositoryId, pull) => {
      const rows = select(source).where('repository_id', '=', repositoryId).where('pull', '=', pull);
      return (await rows.orderBy('opened_at').orderBy('id').execute()).map(grantOf);
    },
    lastDeployed: async (repositoryId, target) => await lastDeployed(source, repositoryId, target),
    baseline: async (repositoryId, target, sha) =>
      await baseline(source, { repository_id: repositoryId, target, merge_sha: sha, at: BEFORE_ALL }),
    bindRole: async (roleArn, repositoryId) => await bindRole(source, roleArn, repositoryId),
    recordDeployed: async (repositoryId, target, mergeSha, at) => {
      const row = { repository_id: repositoryId, target, merge_sha: mergeSha, at };
      await recordDeployed(source, row);
    },
    recordChange: async (deployed) => await recordChange(source, deployed),
    deployedChanges: async (asked) => await deployedChanges(source, asked),
  };
}

/** One statement decides which of two racing openings stands; both get that one. */
async function open(source: Source, grant: Grant): Promise<Grant> {
  const row = await source.db
    .insertInto('deploy_grant')
    .values(rowOf(grant))
    .onConflict((conflict) =>
      conflict
        .columns(['repository_id', 'target', 'merge_sha'])
        .doUpdateSet((eb) => ({ id: eb.ref('deploy_grant.id') })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  return grantOf(row);
}

function select(source: Source) {
  return source.db.selectFrom('deploy_grant').selectAll();
}

async function lastDeployed(source: Source, repositoryId: number, target: string): Promise<string | null> {
  const row = await source.db
    .selectFrom('deployment')
    .select('merge_sha')
    .where('repository_id', '=', repositoryId)
    .where('target', '=', target)
    .executeTakeFirst();
  return row?.merge_sha ?? null;
}

/** Every deployment is later than the place where the record starts. */
const BEFORE_ALL = 0;

/** One statement decides between two that set it at the same time; both get what stands. */
async function baseline(source: Source, row: Tables['deployment']): Promise<string> {
  const { merge_sha } = await source.db
    .insertInto('deployment')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['repository_id', 'target'])
        .doUpdateSet((eb) => ({ merge_sha: eb.ref('deployment.merge_sha') })),
    )
    .returning('merge_sha')
    .executeTakeFirstOrThrow();
  return merge_sha;
}

async function bindRole(source: Source, roleArn: string, repositoryId: number): Promise<number> {
  const { repository_id } = await source.db
    .insertInto('role_binding')
    .values({ role_arn: roleArn, repository_id: repositoryId })
    .onConflict((conflict) =>
      conflict
        .column('role_arn')
        .doUpdateSet((eb) => ({ repository_id: eb.ref('role_binding.repository_id') })),
    )
    .returning('repository_id')
    .executeTakeFirstOrThrow();
  return repository_id;
}

/** An event that arrives late does not put an older deployment in the place of a newer one. */
async function recordDeployed(
  source: Source,
  row: {
    readonly repository_id: number;
    readonly target: string;
    readonly merge_sha: string;
    readonly at: number;
  },
): Promise<void> {
  await source.db
    .insertInto('deployment')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['repository_id', 'target'])
        .doUpdateSet({ merge_sha: row.merge_sha, at: row.at })
        .where('deployment.at', '<=', row.at),
    )
    .execute();
}

async function recordChange(
  source: Source,
  { repositoryId: repository_id, environment, changeDigest: change_digest, at }: DeployedChange,
): Promise<void> {
  await source.db
    .insertInto('deployed_change')
    .values({ repository_id, environment, change_digest, at })
    .onConflict((conflict) => conflict.columns(['repository_id', 'environment', 'change_digest']).doNothing())
    .execute();
}

async function deployedChanges(
  source: Source,
  asked: Parameters<GrantStore['deployedChanges']>[0],
): Promise<readonly DeployedChange[]> {
  const { repositoryId, environments, changeDigests } = asked;
  if (environments.length === 0 || changeDigests.length === 0) return [];
  const rows = await source.db
    .selectFrom('deployed_change')
    .selectAll()
    .where('repository_id', '=', repositoryId)
    .where('environment', 'in', [...environments])
    .where('change_digest', 'in', [...changeDigests])
    .execute();
  return rows.map(({ environment, change_digest: changeDigest, at }) => ({
    repositoryId,
    environment,
    changeDigest,
    at,
  }));
}

function rowOf(grant: Grant): DeployGrantTable {
  return {
    id: grant.id,
    repository_id: grant.repositoryId,
    repository: grant.repository,
    target: grant.target,
    pull: grant.pull,
    head: grant.head,
    merge_sha: grant.mergeSha,
    change_digest: grant.changeDigest,
    decision_digest: grant.decisionDigest,
    opened_at: grant.openedAt,
    expires_at: grant.expiresAt,
  };
}

function grantOf(row: Selectable<DeployGrantTable>): Grant {
  return {
    id: row.id,
    repositoryId: row.repository_id,
    repository: row.repository,
    target: row.target,
    pull: row.pull,
    head: row.head,
    mergeSha: row.merge_sha,
    changeDigest: row.change_digest,
    decisionDigest: row.decision_digest,
    openedAt: row.opened_at,
    expiresAt: row.expires_at,
  };
}
