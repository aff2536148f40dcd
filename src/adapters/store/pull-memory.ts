// What GitHub does not keep for us, as a set of remembered facts per pull request. Implements the port of facts.
import type {
  KnownPolicy,
  PullKey,
  PullMemory,
  PullMemoryRecord,
  PushedCommits,
} from '../../facts/memory.ts';
import type { Account } from '../../model/facts.ts';
import { canonicalJson } from '../../model/canonical.ts';
import type { Source } from './source.ts';

const FIELDS = ['pushers', 'requesters', 'agentEvidence', 'heads'] as const;

/** Beside the fields that are recalled: asked for over all pull requests of a repository. */
const MERGED = 'mergedAgents';

export function createPullMemory(source: Source): PullMemory {
  return {
    recall: async (pull) => await recall(source, pull),
    remember: async (pull, record) => await remember(source, pull, record),
    rememberPush: async (push) => await rememberPush(source, push),
    pushersOf: async (repositoryId, shas) => await pushersOf(source, repositoryId, shas),
    rememberMerged: async (pull, agents) => await rememberMerged(source, pull, agents),
    mergedBefore: async (pull, agents) => await mergedBefore(source, pull, agents),
    pullsAtHead: async (repositoryId, sha) => await pullsAtHead(source, repositoryId, sha),
    policyKnown: async (place) => await policyKnown(source, place),
    sharesPolicies: async (repositoryId) => await sharesPolicies(source, repositoryId),
    rememberPolicy: async (place, known) => await rememberPolicy(source, place, known),
  };
}

/** Sorted by canonical JSON, so that what was remembered in another order is the same fact for a decision. */
async function recall(source: Source, pull: PullKey): Promise<PullMemoryRecord> {
  const rows = await source.db
    .selectFrom('pull_memory')
    .select(['field', 'value'])
    .where('repository_id', '=', pull.repositoryId)
    .where('number', '=', pull.number)
    .execute();
  const valuesOf = <T>(field: (typeof FIELDS)[number]): readonly T[] =>
    rows
      .filter((row) => row.field === field)
      .map(({ value }) => value)
      .toSorted()
      .map((value) => JSON.parse(value) as T);
  return {
    pushers: valuesOf('pushers'),
    requesters: valuesOf('requesters'),
    agentEvidence: valuesOf('agentEvidence'),
    heads: valuesOf('heads'),
  };
}

async function remember(source: Source, pull: PullKey, record: Partial<PullMemoryRecord>): Promise<void> {
  const values = FIELDS.flatMap((field) =>
    (record[field] ?? []).map((value) => ({ field, value: canonicalJson(value) })),
  );
  await keep(source, pull, values);
}

async function keep(
  source: Source,
  pull: PullKey,
  values: readonly { readonly field: string; readonly value: string }[],
): Promise<void> {
  if (values.length === 0) return;
  await source.db
    .insertInto('pull_memory')
    .values(values.map((value) => ({ repository_id: pull.repositoryId, number: pull.number, ...value })))
    .onConflict((conflict) => conflict.columns(['repository_id', 'number', 'field', 'value']).doNothing())
    .execute();
}

async function rememberMerged(source: Source, pull: PullKey, agents: readonly string[]): Promise<void> {
  const values = [...new Set(agents)].map((agent) => ({ field: MERGED, value: canonicalJson(agent) }));
  await keep(source, pull, values);
}

async function mergedBefore(
  source: Source,
  { repositoryId, number }: PullKey,
  agents: readonly string[],
): Promise<readonly string[]> {
  if (agents.length === 0) return [];
  const rows = await source.db
    .selectFrom('pull_memory')
    .select('value')
    .distinct()
    .where('repository_id', '=', repositoryId)
    .where('field', '=', MERGED)
    .where(
      'value',
      'in',
      agents.map((agent) => canonicalJson(agent)),
    )
    .where('number', '<>', number)
    .execute();
  return rows.map(({ value }) => JSON.parse(value) as string).toSorted();
}

/** By the text of the row: a sha has no character that means something to `like`. */
async function pullsAtHead(source: Source, repositoryId: number, sha: string): Promise<readonly number[]> {
  const rows = await source.db
    .selectFrom('pull_memory')
    .select('number')
    .distinct()
    .where('repository_id', '=', repositoryId)
    .where('field', '=', 'heads')
    .where('value', 'like', `%"sha":"${sha}"%`)
    .orderBy('number')
    .execute();
  return rows.map(({ number }) => number);
}

async function rememberPush(source: Source, { repositoryId, shas, pusher }: PushedCommits): Promise<void> {
  if (shas.length === 0) return;
  const shared = { repository_id: repositoryId, pusher: canonicalJson(pusher) };
  await source.db
    .insertInto('branch_push')
    .values([...new Set(shas)].map((sha) => ({ ...shared, sha })))
    .onConflict((conflict) => conflict.columns(['repository_id', 'sha', 'pusher']).doNothing())
    .execute();
}

async function pushersOf(
  source: Source,
  repositoryId: number,
  shas: readonly string[],
): Promise<readonly Account[]> {
  if (shas.length === 0) return [];
  const rows = await source.db
    .selectFrom('branch_push')
    .select('pusher')
    .distinct()
    .where('repository_id', '=', repositoryId)
    .where('sha', 'in', [...shas])
    .execute();
  return rows
    .map(({ pusher }) => pusher)
    .toSorted()
    .map((pusher) => JSON.parse(pusher) as Account);
}

async function policyKnown({ db }: Source, place: string): Promise<KnownPolicy | null> {
  const row = await db
    .selectFrom('policy_seen')
    .leftJoin('policy_text', 'policy_text.place', 'policy_seen.source')
    .select(['policy_text.repository_id', 'policy_text.source', 'policy_text.text', 'policy_text.read_at'])
    .where('policy_seen.source', '=', place)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { repository_id: repositoryId, source, text, read_at: readAt } = row;
  const lastGood = source === null || text === null || readAt === null ? null : { source, text, readAt };
  return { repositoryId, lastGood };
}

/** That it was seen comes first: a crash between the two must not forget it. */
async function rememberPolicy({ db, clock }: Source, place: string, known: KnownPolicy): Promise<void> {
  await db
    .insertInto('policy_seen')
    .values({ source: place, at: clock() })
    .onConflict((conflict) => conflict.column('source').doNothing())
    .execute();
  if (known.lastGood === null) return;
  const { source, text, readAt } = known.lastGood;
  await db
    .insertInto('policy_text')
    .values({ place, repository_id: known.repositoryId, source, text, read_at: readAt })
    .onConflict((conflict) => conflict.column('place').doUpdateSet({ source, text, read_at: readAt }))
    .execute();
}

/** Places of a repository's own policy begin with `#`. */
async function sharesPolicies({ db }: Source, repositoryId: number): Promise<boolean> {
  const row = await db
    .selectFrom('policy_text')
    .select('place')
    .where('repository_id', '=', repositoryId)
    .where('place', 'not like', '#%')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
