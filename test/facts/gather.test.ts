// One pull request becomes one frozen value: what is read, how often, and what is refused.
import { beforeEach, describe, expect, it } from 'vitest';
import { blobOid } from '../../src/facts/blob-oid.ts';
import { createFactCaches, gatherPull } from '../../src/facts/index.ts';
import type { FactCaches, GatherRequest } from '../../src/facts/index.ts';
import { parseFacts } from '../../src/policy/index.ts';
import type { PullReading } from '../../src/facts/needs.ts';
import { BASE, HEAD, createHost, createMemory, createWorld, quietPull, repository } from './host.ts';
import type { Memory, World } from './host.ts';

const NOW = '2026-11-21T12:00:00Z';
const oid = (text: string): string => blobOid(text, BASE);
let world: World;
let memory: Memory;
let caches: FactCaches;

beforeEach(() => {
  world = createWorld();
  memory = createMemory();
  caches = createFactCaches();
});

function gather(request: Partial<GatherRequest> = {}) {
  return gatherPull({
    host: createHost(world),
    memory,
    caches,
    pull: { repository, number: 7 },
    orgPolicy: '<owner>/.github//aigov.yml',
    now: () => NOW,
    wants: (path) => path.endsWith('.tf'),
    scans: () => false,
    wantsAround: () => null,
    isAgentIdent: () => false,
    missingLayers: () => [],
    namedFiles: () => [],
    needs: () => ({ teams: [], users: [] }),
    ...request,
  });
}

const pull = (changes: Partial<PullReading>): void => {
  world.pull = { ...world.pull, ...changes };
};
const DECLARING = 'Rotate.\r\n\r\n```aigov\r\nscope: envs/staging/**\r\ntools: [terraform]\r\n```\r\n';
const incomplete = async () => (await gather()).facts.incomplete;

describe('gatherPull', () => {
  it('tells since when a head is there only where the policy asks, and remembers it in any case', async () => {
    expect((await gather()).facts.heads_seen).toBeUndefined();
    const asked = () => ({ teams: [], users: [], headAges: true });
    const later = await gather({ needs: asked, now: () => '2026-11-21T13:00:00Z' });
    expect(later.facts.heads_seen).toEqual({ [HEAD]: NOW });
  });

  it('gives the whole value', async () => {
    expect(await gather()).toEqual({
      base: BASE,
      mergeBase: BASE,
      head: HEAD,
      layers: { floor: { kind: 'absent' }, repository: { kind: 'absent' } },
      around: { files: [], gap: null },
      files: [
        {
          status: 'modified',
          before: {
            path: 'a.tf',
            mode: '100644',
            blob: oid('a1\n'),
            content: { kind: 'text', text: 'a1\n' },
          },
          after: { path: 'a.tf', mode: '100644', blob: oid('a2\n'), content: { kind: 'text', text: 'a2\n' } },
        },
      ],
      facts: {
        schema: 'aigov.facts/1',
        now: NOW,
        repository: { id: 42, full_name: 'acme/infra' },
        pull_request: {
          number: 7,
          title: 'A change',
          body: '',
          labels: [],
          draft: false,
          fork: false,
          base_branch: 'main',
          head_branch: 'topic',
          author: { login: 'ann', id: 1, type: 'User' },
        },
        commits: [],
        pushers: null,
        delegator: null,
        requesters: [],
        reviews: [],
        permissions: {},
        teams: {},
        code_owners: [],
        checks: [],
        provenance: null,
        agent_evidence: [],
        incomplete: [],
      },
      pull: {
        state: 'open',
        mergeSha: null,
        mergedAt: null,
        mergedBy: null,
        baseBranch: 'main',
        requestedReviewers: [],
        siblings: [],
        checkRun: null,
      },
    });
  });

  it('is frozen to the bottom', async () => {
    const { facts, files } = await gather();
    expect(Object.isFrozen(facts.pull_request?.author)).toBe(true);
    expect(Object.isFrozen(files[0]?.after?.content)).toBe(true);
  });
});

describe('calls', () => {
  it('three reads for a new head, one for a review, three for the next head', async () => {
    await gather();
    expect(world.calls.splice(0)).toEqual(['pull', 'compare b...e', 'bundle']);
    pull({
      reviews: [
        {
          user: { login: 'bob', id: 2, type: 'User' },
          state: 'APPROVED',
          commit: HEAD,
          submittedAt: NOW,
          canPush: true,
        },
      ],
    });
    await gather();
    expect(world.calls.splice(0)).toEqual(['pull']);
    const next = 'f'.repeat(40);
    world.trees = { ...world.trees, [next]: { 'a.tf': 'a3\n' } };
    pull({ head: next });
    await gather();
    expect(world.calls).toEqual(['pull', 'compare b...f', 'bundle']);
  });

  it('what no format reads is looked over in the same call, and nothing of what is gone', async () => {
    world.trees = {
      [BASE]: { 'a.tf': 'a1\n', 'app.py': 'old\n', 'gone.py': 'gone\n' },
      [HEAD]: { 'a.tf': 'a2\n', 'app.py': 'new\n', 'new.py': 'new\n' },
    };
    pull({ changedFiles: 4 });
    const { files } = await gather({ scans: () => true });
    expect(files.map(({ before, after }) => [before?.content, after?.content])).toEqual([
      [
        { kind: 'text', text: 'a1\n' },
        { kind: 'text', text: 'a2\n' },
      ],
      [
        { kind: 'text', text: 'old\n' },
        { kind: 'text', text: 'new\n' },
      ],
      [{ kind: 'skipped' }, undefined],
      [undefined, { kind: 'text', text: 'new\n' }],
    ]);
    expect(world.calls).toEqual(['pull', 'compare b...e', 'bundle']);
  });

  it('teams ride on the files, later on the pull request, live five minutes, and are dropped by an event', async () => {
    world.teams = { '@acme/security': ['bob'] };
    let now = NOW;
    const request = {
      now: () => now,
      needs: () => ({ teams: ['@Acme/Security', '@acme/gone'], users: [] }),
    };
    expect((await gather(request)).facts.teams).toEqual({ '@Acme/Security': ['bob'] });
    await gather(request);
    expect(world.calls.splice(0)).toEqual(['pull', 'compare b...e', 'bundle', 'pull']);
    world.teams = { '@acme/security': [] };
    now = '2026-11-21T12:04:59Z';
    expect((await gather(request)).facts.teams).toEqual({ '@Acme/Security': ['bob'] });
    now = '2026-11-21T12:05:00Z';
    expect((await gather(request)).facts.teams).toEqual({ '@Acme/Security': [] });
    world.teams = { '@acme/security': ['dan'] };
    caches.dropCaches('teams');
    expect((await gather(request)).facts.teams).toEqual({ '@Acme/Security': ['dan'] });
    expect(world.calls).toEqual(['pull', 'pull', 'pull']);
  });

  it('declares what the description says, and exactly what a facts document with that description does', async () => {
    pull({ body: DECLARING });
    const { declared } = (await gather()).facts;
    expect(declared).toEqual({
      scope: [{ names: ['envs/staging/**'] }],
      tools: ['terraform'],
      problem: null,
    });
    expect(parseFacts({ pull_request: { body: DECLARING } })).toMatchObject({ facts: { declared } });
  });

  it('caches that an event empties while the host answers cost this reading nobody', async () => {
    world.teams = { '@acme/security': ['bob'] };
    const needs = () => ({ teams: ['@acme/security'], users: [] });
    await gather({ needs });
    const next = 'f'.repeat(40);
    world.trees = { ...world.trees, [next]: { 'a.tf': 'a3\n' } };
    pull({ head: next });
    const host = createHost(world);
    const emptying: typeof host = {
      ...host,
      readBundle: async (request) => {
        caches.dropCaches('teams');
        return await host.readBundle(request);
      },
    };
    expect((await gather({ needs, host: emptying })).facts.teams).toEqual({ '@acme/security': ['bob'] });
  });

  it('API-16: what one installation sees of a team is not told to another', async () => {
    world.teams = { '@acme/security': ['bob'] };
    const needs = () => ({ teams: ['@acme/security'], users: [] });
    const installation = (installationId: number) =>
      gather({ needs, pull: { repository: { ...repository, installationId }, number: 7 } });
    expect((await installation(5)).facts.teams).toEqual({ '@acme/security': ['bob'] });
    world.teams = {};
    expect((await installation(5)).facts.teams).toEqual({ '@acme/security': ['bob'] });
    expect((await installation(6)).facts.teams).toEqual({});
  });

  it('a lost blob is asked for again next time', async () => {
    const entry = { mode: '100644', oid: oid('a2\n') };
    world.entries = { 'a.tf': { ...entry, blob: { size: 3, binary: false, truncated: true, text: null } } };
    world.lost = [oid('a2\n')];
    const first = await gather();
    expect(first.files[0]?.after?.content).toEqual({
      kind: 'missing',
      why: `the host has no blob ${oid('a2\n')}`,
    });
    world.lost = [];
    expect((await gather()).files[0]?.after?.content).toEqual({ kind: 'text', text: 'a2\n' });
  });
});

describe('what is not whole refuses', () => {
  it.each<{ name: string; pull?: Partial<PullReading>; world?: Partial<World>; expected: object }>([
    {
      name: 'a list that the host cut',
      pull: { incomplete: [{ what: 'reviews', why: '100 of 101 could be read' }] },
      expected: { what: 'reviews', why: '100 of 101 could be read' },
    },
    {
      name: 'a base branch that is gone',
      pull: { baseTip: null },
      expected: { what: 'base', why: 'the base branch "main" does not exist' },
    },
    {
      name: 'a merge without its commit',
      pull: { state: 'merged', merge: null },
      expected: { what: 'base', why: 'the host does not name the merge commit' },
    },
    {
      name: 'a pair that cannot be compared',
      world: { comparison: null },
      expected: { what: 'files', why: `the host cannot compare ${BASE} with ${HEAD}` },
    },
    {
      name: 'more commits than are read',
      world: { comparison: { totalCommits: 251 } },
      expected: { what: 'commits', why: '251 commits, at most 250 are read' },
    },
    {
      name: 'a commit that the pull request does not list',
      world: { comparison: { totalCommits: 1, commits: [{ sha: HEAD, author: null, committer: null }] } },
      expected: { what: 'commits', why: 'of 1 commits neither message nor co-authors could be read' },
    },
    {
      name: 'a commit that no list shows',
      world: { comparison: { totalCommits: 1 } },
      expected: { what: 'commits', why: '0 of 1 commits could be read' },
    },
    {
      name: 'a file count that cannot be true',
      pull: { changedFiles: 2 },
      expected: { what: 'files', why: 'the pull request counts 2 changed files, its trees show 1' },
    },
    {
      name: 'a miscounted list with cut trees',
      pull: { changedFiles: 2 },
      world: { truncatedTrees: true },
      expected: { what: 'files', why: 'the host does not give the whole tree' },
    },
    {
      name: 'a list that contradicts the tree',
      world: {
        comparison: {
          files: [{ status: 'modified', path: 'a.tf', previousPath: null, oid: oid('other'), entries: null }],
        },
      },
      expected: { what: 'files', why: 'the list of changed files and the tree disagree about "a.tf"' },
    },
  ])('$name', async (given) => {
    expect(await incomplete()).toEqual([]);
    caches = createFactCaches();
    pull(given.pull ?? {});
    Object.assign(world, given.world);
    expect(await incomplete()).toEqual([given.expected]);
  });

  it('API-15: a comparison that hides a file is healed by the trees', async () => {
    world.trees = { ...world.trees, [HEAD]: { 'a.tf': 'a2\n', 'hidden.tf': 'h\n' } };
    world.comparison = {
      files: [{ status: 'modified', path: 'a.tf', previousPath: null, oid: oid('a2\n'), entries: null }],
    };
    pull({ changedFiles: 2 });
    const { files, facts } = await gather();
    expect(files.map(({ after }) => after?.path)).toEqual(['a.tf', 'hidden.tf']);
    expect(facts.incomplete).toEqual([]);
  });

  it('API-01: more than 3,000 files', async () => {
    const many = Object.fromEntries(Array.from({ length: 3_001 }, (_, i) => [`f${i}.md`, `${i}`]));
    world.trees = { [BASE]: {}, [HEAD]: many };
    pull({ changedFiles: 3_001 });
    expect(await incomplete()).toEqual([{ what: 'files', why: 'more than 3000 files changed' }]);
  });
});

describe('a merged pull request', () => {
  it('is compared with the first parent of its merge commit', async () => {
    const before = 'a'.repeat(40);
    pull({ state: 'merged', merge: { sha: 'c'.repeat(40), firstParent: before, at: NOW, by: null } });
    const gathered = await gather();
    expect(gathered.base).toBe(before);
    expect(gathered.pull).toEqual({
      state: 'merged',
      mergeSha: 'c'.repeat(40),
      mergedAt: NOW,
      mergedBy: null,
      baseBranch: 'main',
      requestedReviewers: [],
      siblings: [],
      checkRun: null,
    });
    expect(world.calls).toContain('compare a...e');
  });
});

describe('policy layers', () => {
  const entry = (text: string, mode = '100644') => ({
    kind: 'entry' as const,
    repositoryId: 7,
    commit: BASE,
    entry: { mode, oid: oid(text), blob: { size: text.length, binary: false, truncated: false, text } },
  });

  it('are read, named with their commit, and remembered', async () => {
    pull({ policy: entry('version: 1\n'), floor: entry('version: 1 # floor\n') });
    expect((await gather()).layers).toEqual({
      repository: { kind: 'file', source: `acme/infra@${BASE}:.aigov.yml`, text: 'version: 1\n' },
      floor: { kind: 'file', source: `acme/.github@${BASE}:aigov.yml`, text: 'version: 1 # floor\n' },
    });
    expect([...memory.seen.keys()].toSorted()).toEqual(['#42:.aigov.yml', 'acme/.github:aigov.yml']);
  });

  it('a floor that was never seen is absent when not found, one that was seen is unavailable', async () => {
    pull({ floor: { kind: 'not-found' } });
    expect((await gather()).layers.floor).toEqual({ kind: 'absent' });
    memory.seen.set('acme/.github:aigov.yml', { repositoryId: 7, lastGood: null });
    expect((await gather()).layers.floor).toEqual({
      kind: 'unavailable',
      source: 'acme/.github:aigov.yml',
      why: 'the repository was readable before and is not found now',
      seenBefore: true,
    });
  });

  it('a policy that is on the head alone is not used', async () => {
    world.trees = { ...world.trees, [HEAD]: { 'a.tf': 'a2\n', '.aigov.yml': 'version: 1\n' } };
    pull({ changedFiles: 2 });
    expect((await gather()).layers.repository).toEqual({ kind: 'absent' });
  });
});

describe('people', () => {
  it('evidence of an agent is handed on from memory', async () => {
    const evidence = { signal: 'body', value: 'x', strength: 'D' } as const;
    await memory.remember({ repositoryId: 42, number: 7 }, { agentEvidence: [evidence] });
    expect((await gather()).facts.agent_evidence).toEqual([evidence]);
  });

  it('what a description said stays remembered after an edit', async () => {
    pull({ body: 'Requested by: @alice' });
    expect((await gather()).facts.requesters).toEqual(['alice']);
    pull({ body: '' });
    expect((await gather()).facts.requesters).toEqual(['alice']);
    expect(memory.record.requesters).toEqual(['alice']);
  });

  it.each([
    { name: 'a push of the head counts, and stays', sha: HEAD, state: 'open', pushers: ['bob'] },
    { name: 'a push of another commit does not', sha: BASE, state: 'open', pushers: [] },
    { name: 'a merge is no push of what it merged', sha: HEAD, state: 'merged', pushers: [] },
  ] as const)('before the pull request: $name', async ({ sha, state, pushers }) => {
    const pusher = { login: 'bob', id: 2, type: 'User' };
    memory.pushes.push({ repositoryId: 42, shas: [sha], pusher });
    pull({ state });
    expect(((await gather()).facts.pushers ?? []).map(({ login }) => login)).toEqual(pushers);
    expect(memory.record.pushers.map(({ login }) => login)).toEqual(pushers);
  });

  it('rights of label setters and named users are asked for, those of reviewers are told', async () => {
    const user = (login: string, id: number) => ({ login, id, type: 'User' });
    world.permissions = { carol: 'maintain', dan: 'triage' };
    pull({
      labels: [
        { name: 'hotfix', by: user('dan', 4) },
        { name: 'bot', by: { login: 'x', id: 9, type: 'Bot' } },
      ],
      reviews: [
        { user: user('Bob', 2), state: 'APPROVED', commit: HEAD, submittedAt: NOW, canPush: true },
        { user: user('eve', 3), state: 'APPROVED', commit: null, submittedAt: null, canPush: false },
        { user: null, state: 'APPROVED', commit: HEAD, submittedAt: NOW, canPush: true },
      ],
    });
    const { facts } = await gather({ needs: () => ({ teams: [], users: ['carol', 'bob', 'nobody'] }) });
    expect(facts.permissions).toEqual({ Bob: 'write', carol: 'maintain', dan: 'triage', eve: 'read' });
    expect(facts.reviews).toEqual([
      { user: user('Bob', 2), state: 'APPROVED', commit_id: HEAD, submitted_at: NOW },
      { user: user('eve', 3), state: 'APPROVED', commit_id: '', submitted_at: null },
    ]);
    expect(facts.pull_request?.labels).toEqual([
      { name: 'hotfix', by: 'dan' },
      { name: 'bot', by: 'x' },
    ]);
    expect(quietPull.labels).toEqual([]);
  });
});
