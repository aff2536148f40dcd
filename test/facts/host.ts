// A small repository host in memory for the tests of this stage: trees by commit, one pull request, every call counted.
import { blobOid } from '../../src/facts/blob-oid.ts';
import type { KnownPolicy, PullMemory, PullMemoryRecord, PushedCommits } from '../../src/facts/memory.ts';
import type {
  Comparison,
  EntryReading,
  PolicyReading,
  PullReading,
  Repository,
  RepositoryHost,
  ListedArtifact,
  ListedRun,
} from '../../src/facts/needs.ts';
import { diffTrees } from '../../src/facts/tree-diff.ts';
import type { Permission } from '../../src/model/facts.ts';
import { Fault } from '../../src/model/failure.ts';
import { layerName } from '../../src/model/layer-place.ts';

const SHA = '0'.repeat(40);
export const repository: Repository = { installationId: 5, id: 42, owner: 'acme', name: 'infra' };
export const BASE = 'b'.repeat(40);
export const HEAD = 'e'.repeat(40);

/** Path -> content, or content with a mode. */
export type FakeTree = { readonly [path: string]: string | { readonly mode: string; readonly text: string } };

export type World = {
  trees: { readonly [commit: string]: FakeTree };
  pull: PullReading;
  comparison: Partial<Comparison> | null;
  mergeBase: string;
  truncatedTrees: boolean;
  /** Object ids that the host cannot give. */
  lost: readonly string[];
  /** What the host answers instead of a file's true entry. */
  entries: { readonly [path: string]: EntryReading };
  teams: { readonly [team: string]: readonly string[] };
  permissions: { readonly [login: string]: Permission };
  parents: { readonly [commit: string]: readonly string[] };
  /** Of the workflow that is asked for, and what its latest run uploaded. */
  runs: readonly ListedRun[];
  artifacts: readonly ListedArtifact[];
  /** Files of other repositories, by `layerName`. */
  policies: { readonly [name: string]: PolicyReading };
  /** The host gives no answer to a read of policies. */
  silent: boolean;
  readonly calls: string[];
};

export const quietPull: PullReading = {
  fullName: 'acme/infra',
  policy: { kind: 'no-file', commit: SHA },
  floor: { kind: 'not-found' },
  title: 'A change',
  body: '',
  state: 'open',
  draft: false,
  fork: false,
  author: { login: 'ann', id: 1, type: 'User' },
  baseBranch: 'main',
  baseTip: BASE,
  codeOwners: null,
  headBranch: 'topic',
  head: HEAD,
  changedFiles: 1,
  merge: null,
  labels: [],
  forcePushers: [],
  requestedReviewers: [],
  reviews: [],
  lastBaseChange: null,
  siblings: [],
  commits: [],
  checks: [],
  ownCheck: null,
  people: null,
  incomplete: [],
};

export function createWorld(): World {
  return {
    trees: { [BASE]: { 'a.tf': 'a1\n' }, [HEAD]: { 'a.tf': 'a2\n' } },
    pull: quietPull,
    comparison: {},
    mergeBase: BASE,
    truncatedTrees: false,
    lost: [],
    entries: {},
    teams: {},
    permissions: {},
    parents: {},
    runs: [],
    artifacts: [],
    policies: {},
    silent: false,
    calls: [],
  };
}

type FakeEntry = {
  readonly path: string;
  readonly mode: string;
  readonly text: string;
  readonly oid: string;
};
const hashed = new WeakMap<FakeTree, ReadonlyMap<string, FakeEntry>>();

/** Hashed once per tree. */
function entriesOf(tree: FakeTree): ReadonlyMap<string, FakeEntry> {
  const known = hashed.get(tree);
  if (known !== undefined) return known;
  const entries = new Map(
    Object.entries(tree).map(([path, value]) => {
      const { mode, text } = typeof value === 'string' ? { mode: '100644', text: value } : value;
      return [path, { path, mode, text, oid: blobOid(text, SHA) }] as const;
    }),
  );
  hashed.set(tree, entries);
  return entries;
}

export function createHost(world: World): RepositoryHost {
  const tree = (commit: string): readonly FakeEntry[] => [...entriesOf(world.trees[commit] ?? {}).values()];
  const called = <Value>(name: string, value: Value): Promise<Value> => {
    world.calls.push(name);
    return Promise.resolve(value);
  };
  const peopleOf = (teams: readonly string[], users: readonly string[]) => ({
    teams: teams.map((team) => world.teams[team.toLowerCase()] ?? null),
    permissions: users.map((user) => world.permissions[user] ?? null),
  });
  const entryAt = (commit: string, path: string): EntryReading | null => {
    const found = entriesOf(world.trees[commit] ?? {}).get(path);
    if (world.entries[path] !== undefined) return world.entries[path];
    return found === undefined
      ? null
      : {
          mode: found.mode,
          oid: found.oid,
          blob: { size: found.text.length, binary: false, truncated: false, text: found.text },
        };
  };
  return {
    readPull: ({ people: { teams, users } }) =>
      called('pull', { ...world.pull, people: peopleOf(teams, users) }),
    compare: ({ base, head }) =>
      called(
        `compare ${base.slice(0, 1)}...${head.slice(0, 1)}`,
        world.comparison === null
          ? null
          : {
              mergeBase: world.mergeBase,
              totalCommits: 0,
              commits: [],
              files: diffTrees(tree(world.mergeBase), tree(head)).map((file) => ({ ...file, entries: null })),
              ...world.comparison,
            },
      ),
    readTree: ({ commit }) =>
      called('tree', {
        entries: tree(commit).map(({ path, mode, oid }) => ({ path, mode, oid })),
        truncated: world.truncatedTrees,
      }),
    readFolder: ({ commit, path }) => {
      const inside = tree(commit).filter(
        (one) => one.path.startsWith(`${path}/`) && !one.path.slice(path.length + 1).includes('/'),
      );
      const entries = inside.flatMap((one) => {
        const entry = entryAt(commit, one.path);
        return entry === null ? [] : [{ name: one.path.slice(path.length + 1), entry }];
      });
      return called(`folder ${path}`, entries.length === 0 ? null : entries);
    },
    readBundle: ({ files, teams, users }) =>
      called('bundle', {
        files: files.map(({ commit, path, need }) => {
          const entry = entryAt(commit, path);
          return entry === null || need !== 'entry' ? entry : { ...entry, blob: null };
        }),
        ...peopleOf(teams, users),
      }),
    readPolicies: ({ places }) =>
      world.silent
        ? Promise.reject(new Fault('GITHUB_UNAVAILABLE', 'GitHub gave no answer.'))
        : called(
            'policies',
            places.map((place): PolicyReading => world.policies[layerName(place)] ?? { kind: 'not-found' }),
          ),
    readBlob: ({ oid }) => {
      const all = Object.keys(world.trees).flatMap(tree);
      const text = all.find((one) => one.oid === oid)?.text;
      return called('blob', text === undefined || world.lost.includes(oid) ? null : Buffer.from(text));
    },
    readParents: ({ sha }) => called('parents', world.parents[sha] ?? null),
    branchTip: () => called('tip', world.pull.baseTip),
    workflowRun: () => called('run', null),
    workflowRuns: () => called('runs', world.runs),
    artifacts: () => called('artifacts', world.artifacts),
    pullsOfCommit: () => called('pulls', []),
    openPulls: () => called('open', []),
    repositoryByName: () => called('repository', { ...repository, ownerId: 9 }),
  };
}

export type Memory = PullMemory & {
  readonly seen: Map<string, KnownPolicy>;
  readonly pushes: PushedCommits[];
  record: PullMemoryRecord;
};

export function createMemory(): Memory {
  const memory: Memory = {
    seen: new Map(),
    pushes: [],
    record: { pushers: [], requesters: [], agentEvidence: [], heads: [] },
    recall: () => Promise.resolve(memory.record),
    remember: (_pull, record) => {
      memory.record = {
        pushers: [...memory.record.pushers, ...(record.pushers ?? [])],
        requesters: [...memory.record.requesters, ...(record.requesters ?? [])],
        agentEvidence: [...memory.record.agentEvidence, ...(record.agentEvidence ?? [])],
        heads: [...memory.record.heads, ...(record.heads ?? [])],
      };
      return Promise.resolve();
    },
    rememberPush: (push) => {
      memory.pushes.push(push);
      return Promise.resolve();
    },
    pushersOf: (_repository, shas) =>
      Promise.resolve(
        memory.pushes
          .filter((push) => push.shas.some((sha) => shas.includes(sha)))
          .map(({ pusher }) => pusher),
      ),
    pullsAtHead: (_repository, sha) =>
      Promise.resolve(memory.record.heads.some((head) => head.sha === sha) ? [7] : []),
    rememberMerged: () => Promise.resolve(),
    mergedBefore: () => Promise.resolve([]),
    policyKnown: (place) => Promise.resolve(memory.seen.get(place) ?? null),
    sharesPolicies: (repositoryId) =>
      Promise.resolve(
        [...memory.seen].some(
          ([place, known]) => known.repositoryId === repositoryId && !place.startsWith('#'),
        ),
      ),
    rememberPolicy: (place, known) => {
      const { repositoryId } = memory.seen.get(place) ?? known;
      memory.seen.set(place, { ...known, repositoryId });
      return Promise.resolve();
    },
  };
  return memory;
}
