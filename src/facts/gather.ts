// One pull request becomes one frozen Gathered value. Called by the pipeline; the decision reads nothing else.
import { LIMITS } from '../config/limits.ts';
import type { Facts } from '../model/facts.ts';
import type { Gathered, WantsBeyond } from '../model/gathered.ts';
import { POLICY_PATH } from '../model/policy-source.ts';
import type { PolicyLayers } from '../model/policy-source.ts';
import { planAround, readBeyond } from './around.ts';
import { permissionFacts, reviewFacts, unknownUsers } from './approvals.ts';
import { loadBundle } from './bundle.ts';
import type { Bundle } from './bundle.ts';
import type { FactCaches } from './caches.ts';
import { withKeys } from './commit-keys.ts';
import { codeOwnersFact } from './code-owners.ts';
import { fileChanges, fileRequests, listChangedFiles } from './files.ts';
import type { Wanted } from './files.ts';
import { freeze } from './freeze.ts';
import { declaredIn } from '../syntax/index.ts';
import { headsSeen, seeHead } from './heads-seen.ts';
import type { PullMemory, PullMemoryRecord } from './memory.ts';
import type { ComparedCommit, ComparedFile, Gap, PullReading, PullRef, RepositoryHost } from './needs.ts';
import { keepPeople, peopleToReadAhead } from './people-cache.ts';
import { peopleOf } from './people.ts';
import type { People } from './people.ts';
import { floorPlace } from './policy-file.ts';
import { gatherLayers, readLayersAhead } from './policy-layers.ts';
import { provenanceOf } from './provenance.ts';
import { gatherRuns } from './workflow-runs.ts';

export type GatherRequest = Wanted & {
  readonly host: RepositoryHost;
  readonly memory: PullMemory;
  readonly caches: FactCaches;
  readonly pull: PullRef;
  /** `owner/repository//path`, where `<owner>` stands for the repository's owner, or `none`. */
  readonly orgPolicy: string;
  /** RFC 3339; read once per gather. */
  readonly now: () => string;
  /** Which unchanged files matter beside these changed ones; null: none. */
  readonly wantsAround: (changed: readonly string[]) => ((path: string) => boolean) | null;
  readonly wantsBeyond?: WantsBeyond;
  /** Is this `Name <address>` of a commit one that an agent writes? */
  readonly isAgentIdent: (ident: string) => boolean;
  /** Names (`layerName`) that these policies extend and whose files are not among them yet. */
  readonly missingLayers: (layers: PolicyLayers) => readonly string[];
  /** Globs of the files that belong to a policy text. */
  readonly namedFiles: (text: string) => readonly string[];
  /** Whom the policy asks about: teams as `@org/slug`, users by login. */
  readonly needs: (
    layers: PolicyLayers,
    changed: { readonly paths: readonly string[]; readonly codeOwners: Facts['code_owners'] },
  ) => {
    readonly teams: readonly string[];
    readonly users: readonly string[];
    /** More than "may push" matters of every reviewer. */
    readonly levels?: boolean;
    /** When each head was first seen matters. */
    readonly headAges?: boolean;
    /** Workflows of which artefacts are wanted. */
    readonly plans?: readonly { readonly workflow: string; readonly artifacts: readonly string[] }[];
    /** The keys of signed commits matter. */
    readonly keys?: boolean;
  };
};

/** Throws Fault GITHUB_UNAVAILABLE or GITHUB_REFUSED; what was read only in part is in `facts.incomplete`. */
export async function gatherPull(request: GatherRequest): Promise<Gathered> {
  const { host, memory, caches, pull } = request;
  const { repository } = pull;
  const now = request.now();
  const floor = floorPlace(request.orgPolicy, repository.owner);
  const at = { caches, repository, now: Date.parse(now) };
  const ahead = peopleToReadAhead(at);
  const asked = { host, memory, ...at };
  const [reading, remembered, aheadLayers] = await Promise.all([
    host.readPull({ pull, policyPath: POLICY_PATH, floor, people: ahead }),
    memory.recall({ repositoryId: repository.id, number: pull.number }),
    readLayersAhead(asked),
  ]);
  const layers = await gatherLayers(
    { ...asked, missingLayers: request.missingLayers, namedFiles: request.namedFiles },
    { pull: reading, floor, ahead: aheadLayers },
  );
  const { base, gaps: baseGaps } = baseOf(reading);
  const { head } = reading;
  const changed = await listChangedFiles({
    host,
    caches,
    repository,
    base,
    head,
    expected: reading.changedFiles,
  });
  const heads = await seeHead(request, { known: remembered.heads, head, now });
  const codeOwners = codeOwnersFact(reading.codeOwners);
  const needed = request.needs(layers, { paths: namesOf(changed.files), codeOwners });
  const people = { teams: needed.teams, users: unknownUsers(reading, needed) };
  if (reading.people !== null) keepPeople(at, ahead, reading.people);
  caches.asked.set(String(repository.id), people);
  const beside = { ...request, repository, commit: base, changed };
  const around = await planAround(beside);
  const bundle = await loadBundle({
    ...at,
    ...people,
    host,
    files: [...fileRequests(changed, head, request), ...around.requests],
  });
  const plans = needed.plans ?? [];
  const runs = plans.length === 0 ? null : await gatherRuns(request, reading, plans);
  const { files, gaps: fileGaps } = fileChanges(changed, head, bundle);
  const compared = changed.comparison?.commits ?? [];
  const known = await withPushers(request, { reading, compared, remembered });
  const seen = peopleOf(reading, compared, known, request.isAgentIdent);
  const authors = needed.keys === true ? { ...seen, commits: withKeys(seen.commits, reading.commits) } : seen;
  await rememberPeople(request, remembered, authors);
  const incomplete = [
    ...reading.incomplete,
    ...baseGaps,
    ...changed.gaps,
    ...fileGaps,
    ...bareCommitGaps(reading, compared),
    ...commitGaps(authors.commits.length, changed.comparison?.totalCommits ?? 0),
  ];
  return freeze({
    base,
    mergeBase: changed.mergeBase,
    head,
    layers,
    files,
    around: await readBeyond(beside, { files, around: around.finish(bundle) }),
    facts: {
      ...factsOf({ pull, reading, people: authors, remembered, bundle, now, codeOwners, incomplete }),
      ...(needed.headAges === true ? { heads_seen: headsSeen(heads) } : {}),
      ...(runs === null ? {} : { workflow_runs: runs }),
    },
    pull: {
      state: reading.state,
      mergeSha: reading.merge?.sha ?? null,
      mergedAt: reading.merge?.at ?? null,
      mergedBy: reading.merge?.by ?? null,
      baseBranch: reading.baseBranch,
      requestedReviewers: reading.requestedReviewers,
      siblings: reading.siblings,
      checkRun: reading.ownCheck,
    },
  });
}

/** Under every name they had. */
function namesOf(files: readonly ComparedFile[]): readonly string[] {
  return files.flatMap(({ path, previousPath }) => (previousPath === null ? [path] : [path, previousPath]));
}

/** A merged pull request is compared with what its merge commit was built on: its base tip holds the change already. */
function baseOf(reading: PullReading): { readonly base: string; readonly gaps: readonly Gap[] } {
  const base = reading.state === 'merged' ? (reading.merge?.firstParent ?? null) : reading.baseTip;
  if (base !== null) return { base, gaps: [] };
  const why =
    reading.state === 'merged'
      ? 'the host does not name the merge commit'
      : `the base branch ${JSON.stringify(reading.baseBranch)} does not exist`;
  return { base: reading.head, gaps: [{ what: 'base', why }] };
}

/** The pull request's own list lags behind for moments after a push, and only it tells message and co-authors. */
function bareCommitGaps(reading: PullReading, compared: readonly ComparedCommit[]): readonly Gap[] {
  const listed = new Set(reading.commits.map(({ sha }) => sha));
  const bare = compared.filter(({ sha }) => !listed.has(sha));
  const why = `of ${bare.length} commits neither message nor co-authors could be read`;
  return bare.length === 0 ? [] : [{ what: 'commits', why }];
}

function commitGaps(known: number, total: number): readonly Gap[] {
  if (total > LIMITS.commits)
    return [{ what: 'commits', why: `${total} commits, at most ${LIMITS.commits} are read` }];
  return known < total ? [{ what: 'commits', why: `${known} of ${total} commits could be read` }] : [];
}

/**
 * Pushes from before the pull request was opened belong to it by their commits. A merge is a push of the same commits
 * by whoever merged, so a merged pull request knows only what it knew while it was open.
 */
async function withPushers(
  { memory, pull }: GatherRequest,
  known: {
    readonly reading: PullReading;
    readonly compared: readonly ComparedCommit[];
    readonly remembered: PullMemoryRecord;
  },
): Promise<PullMemoryRecord> {
  const { reading, compared, remembered } = known;
  if (reading.state === 'merged') return remembered;
  const shas = new Set([reading.head, ...[...reading.commits, ...compared].map(({ sha }) => sha)]);
  const pushers = await memory.pushersOf(pull.repository.id, [...shas]);
  return { ...remembered, pushers: [...remembered.pushers, ...pushers] };
}

/** What was seen once stays seen: a description can be edited, a commit rebased away, an event list grows past its end. */
async function rememberPeople(
  { memory, pull }: GatherRequest,
  known: PullMemoryRecord,
  people: People,
): Promise<void> {
  const logins = new Set(known.requesters.map((login) => login.toLowerCase()));
  const requesters = people.requesters.filter((login) => !logins.has(login.toLowerCase()));
  const pushers = (people.pushers ?? []).filter((account) => !known.pushers.includes(account));
  if (requesters.length + pushers.length > 0)
    await memory.remember({ repositoryId: pull.repository.id, number: pull.number }, { requesters, pushers });
}

function factsOf(gathered: {
  readonly pull: PullRef;
  readonly reading: PullReading;
  readonly people: People;
  readonly remembered: PullMemoryRecord;
  readonly bundle: Bundle;
  readonly now: string;
  readonly codeOwners: Facts['code_owners'];
  readonly incomplete: readonly Gap[];
}): Facts {
  const { pull, reading, people, bundle } = gathered;
  const declared = declaredIn(reading.body);
  return {
    schema: 'aigov.facts/1',
    now: gathered.now,
    repository: { id: pull.repository.id, full_name: reading.fullName },
    pull_request: {
      number: pull.number,
      title: reading.title,
      body: reading.body,
      labels: reading.labels.map(({ name, by }) => ({ name, by: by?.login ?? null })),
      draft: reading.draft,
      fork: reading.fork,
      base_branch: reading.baseBranch,
      head_branch: reading.headBranch,
      author: reading.author,
    },
    ...people,
    reviews: reviewFacts(reading.reviews, reading.lastBaseChange),
    permissions: permissionFacts(reading.reviews, bundle.permissions),
    teams: bundle.teams,
    code_owners: gathered.codeOwners,
    checks: reading.checks,
    provenance: provenanceOf(
      reading.body,
      people.commits.map(({ message }) => message),
    ),
    ...(declared === null ? {} : { declared }),
    agent_evidence: gathered.remembered.agentEvidence,
    incomplete: gathered.incomplete,
  };
}
