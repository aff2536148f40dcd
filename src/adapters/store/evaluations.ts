// The last decision of each pull request, and which pull requests are open. Implements the port of the pipeline.
import type { EvaluationRecord, EvaluationStore } from '../../model/evaluation-store.ts';
import { inTransaction, type Source } from './source.ts';

type OpenPull = Parameters<EvaluationStore['markPull']>[0];

export function createEvaluationStore(source: Source): EvaluationStore {
  return {
    latest: async (repositoryId, pull) => await latest(source, repositoryId, pull),
    forHead: async (repositoryId, pull, head) => await forHead(source, { repositoryId, pull, head }),
    save: async (record) => await save(source, record),
    openPulls: async () => await openPulls(source),
    markPull: async (pull, state) => await markPull(source, pull, state),
  };
}

async function latest(source: Source, repositoryId: number, pull: number): Promise<EvaluationRecord | null> {
  const row = await source.db
    .selectFrom('pull')
    .innerJoin('evaluation', (join) =>
      join
        .onRef('evaluation.repository_id', '=', 'pull.repository_id')
        .onRef('evaluation.pull', '=', 'pull.number')
        .onRef('evaluation.head', '=', 'pull.latest_head'),
    )
    .select('evaluation.record')
    .where('pull.repository_id', '=', repositoryId)
    .where('pull.number', '=', pull)
    .executeTakeFirst();
  return row === undefined ? null : (JSON.parse(row.record) as EvaluationRecord);
}

async function forHead(
  source: Source,
  { repositoryId, pull, head }: Pick<EvaluationRecord, 'repositoryId' | 'pull' | 'head'>,
): Promise<EvaluationRecord | null> {
  const row = await source.db
    .selectFrom('evaluation')
    .select('record')
    .where('repository_id', '=', repositoryId)
    .where('pull', '=', pull)
    .where('head', '=', head)
    .executeTakeFirst();
  return row === undefined ? null : (JSON.parse(row.record) as EvaluationRecord);
}

async function save(source: Source, record: EvaluationRecord): Promise<void> {
  const { repositoryId: repository_id, pull, head } = record;
  await inTransaction(source, async (transaction) => {
    await transaction
      .insertInto('pull')
      .values({ repository_id, number: pull, latest_head: head })
      .onConflict((conflict) =>
        conflict.columns(['repository_id', 'number']).doUpdateSet({ latest_head: head }),
      )
      .execute();
    await transaction
      .insertInto('evaluation')
      .values({ repository_id, pull, head, record: JSON.stringify(record) })
      .onConflict((conflict) =>
        conflict
          .columns(['repository_id', 'pull', 'head'])
          .doUpdateSet((eb) => ({ record: eb.ref('excluded.record') })),
      )
      .execute();
  });
}

async function openPulls(source: Source): Promise<readonly OpenPull[]> {
  const rows = await source.db
    .selectFrom('pull')
    .select(['repository_id', 'installation_id', 'owner', 'name', 'number'])
    .where('state', '=', 'open')
    .orderBy('repository_id')
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    repositoryId: row.repository_id,
    installationId: row.installation_id ?? 0,
    owner: row.owner ?? '',
    name: row.name ?? '',
    pull: row.number,
  }));
}

async function markPull(source: Source, pull: OpenPull, state: 'open' | 'closed'): Promise<void> {
  const now = { state, installation_id: pull.installationId, owner: pull.owner, name: pull.name };
  await source.db
    .insertInto('pull')
    .values({ repository_id: pull.repositoryId, number: pull.pull, ...now })
    .onConflict((conflict) => conflict.columns(['repository_id', 'number']).doUpdateSet(now))
    .execute();
}
