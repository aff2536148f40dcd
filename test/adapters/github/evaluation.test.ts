// Whole gathers over real HTTP against the fake GitHub: what is seen, how many calls it takes, and what refuses.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { missingLayers } from '../../../src/policy/index.ts';
import type { CheckRunReport } from '../../../src/report/publisher.ts';
import { APP_ID, COPILOT, createStage, openAgentPull } from './stage.ts';
import type { Stage } from './stage.ts';

const REPO = 'acme/infra';
let stage: Stage;

beforeEach(async () => {
  stage = await createStage();
});
afterEach(async () => {
  expect(stage.github.violations).toEqual([]);
  await stage.close();
});

const report = (headSha: string, externalId: string): CheckRunReport => ({
  name: 'aigov/policy',
  headSha,
  conclusion: 'action_required',
  externalId,
  detailsUrl: null,
  title: 'Needs review',
  summary: 's',
  text: 't',
  annotations: [
    { path: 'envs/prod/iam.tf', startLine: 1, endLine: 1, level: 'warning', title: 'x', message: 'y' },
  ],
});
const open = {
  state: 'open',
  mergeSha: null,
  mergedAt: null,
  mergedBy: null,
  requestedReviewers: [],
  siblings: [],
  checkRun: null,
};
const security = { needs: () => ({ teams: ['@acme/security'], users: [] }) };

describe('an agent pull request', () => {
  it('is seen whole', async () => {
    const head = openAgentPull(stage.github);
    stage.github.review({ repo: REPO, number: 1, by: 'bob', event: 'APPROVE' });
    stage.github.review({ repo: REPO, number: 1, by: 'eve', event: 'APPROVE' });
    stage.github.addLabel({ repo: REPO, number: 1, label: 'hotfix', by: 'carol' });
    stage.github.createCheckRun({ repo: REPO, app: 15_368, sha: head, name: 'plan', conclusion: 'success' });
    const { facts, layers, files, ...rest } = await stage.gather(1, security);
    const base = stage.github.tip(REPO);
    expect(rest).toEqual({
      base,
      mergeBase: base,
      around: { files: [], gap: null },
      head,
      pull: { ...open, baseBranch: 'main' },
    });
    expect(layers).toEqual({
      floor: { kind: 'absent' },
      repository: { kind: 'file', source: `acme/infra@${base}:.aigov.yml`, text: 'version: 1\n' },
    });
    expect(files).toEqual([
      {
        status: 'modified',
        before: {
          path: 'envs/prod/iam.tf',
          mode: '100644',
          blob: expect.stringMatching(/^[0-9a-f]{40}$/),
          content: { kind: 'text', text: 'a = 1\n' },
        },
        after: {
          path: 'envs/prod/iam.tf',
          mode: '100644',
          blob: expect.stringMatching(/^[0-9a-f]{40}$/),
          content: { kind: 'text', text: 'a = 2\n' },
        },
      },
    ]);
    const who = (login: string) => ({ login, id: expect.any(Number), type: 'User' });
    expect(facts).toEqual({
      schema: 'aigov.facts/1',
      now: '2026-11-21T12:00:00Z',
      repository: { id: stage.repository.id, full_name: REPO },
      pull_request: {
        number: 1,
        title: 'Change the role',
        body: 'Please look',
        labels: [{ name: 'hotfix', by: 'carol' }],
        draft: false,
        fork: false,
        base_branch: 'main',
        head_branch: 'copilot/iam',
        author: { login: 'Copilot', id: COPILOT, type: 'Bot' },
      },
      commits: [
        {
          sha: head,
          author: expect.objectContaining({ id: COPILOT, type: 'Bot' }),
          committer: who('web-flow'),
          coauthors: [who('alice')],
          message: expect.stringContaining('Co-authored-by: alice'),
          verified: true,
        },
      ],
      pushers: null,
      delegator: 'alice',
      requesters: ['alice'],
      reviews: [
        { user: who('bob'), state: 'APPROVED', commit_id: head, submitted_at: expect.any(String) },
        { user: who('eve'), state: 'APPROVED', commit_id: head, submitted_at: expect.any(String) },
      ],
      permissions: { bob: 'write', carol: 'write', eve: 'read' },
      teams: { '@acme/security': ['bob', 'carol'] },
      code_owners: [],
      checks: [
        {
          name: 'plan',
          app_id: 15_368,
          head_sha: head,
          status: 'completed',
          conclusion: 'success',
          started_at: expect.any(String),
        },
      ],
      provenance: null,
      agent_evidence: [],
      incomplete: [],
    });
  });

  it('takes five calls for a new head, two for a review, one for noise', async () => {
    const head = openAgentPull(stage.github);
    stage.calls();
    const first = await stage.gather(1, security);
    await stage.publisher.publishCheckRun(
      stage.repository,
      report(head, 'sha256:1'),
      first.pull.checkRun?.id ?? null,
    );
    await stage.publisher.requestReviewers(stage.repository, 1, { users: ['bob'], teams: [] });
    expect(stage.calls()).toEqual([
      'Pull',
      'GET /repos/{owner}/{repo}/compare/{basehead}',
      'Bundle',
      'POST /repos/{owner}/{repo}/check-runs',
      'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers',
    ]);
    stage.github.review({ repo: REPO, number: 1, by: 'bob', event: 'APPROVE' });
    const second = await stage.gather(1, security);
    expect(second.pull.checkRun).toEqual({ id: expect.any(Number), externalId: 'sha256:1' });
    await stage.publisher.publishCheckRun(
      stage.repository,
      report(head, 'sha256:2'),
      second.pull.checkRun?.id ?? null,
    );
    expect(stage.calls()).toEqual(['Pull', 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}']);
    // Memberships are old by now; they come with the pull request.
    const later = await stage.gather(1, { ...security, now: () => '2026-11-21T18:00:00Z' });
    expect(later.facts.teams).toEqual({ '@acme/security': ['bob', 'carol'] });
    expect(stage.calls()).toEqual(['Pull']);
    const runs = stage.github.checkRuns(REPO, head);
    expect(runs.map(({ name, annotations, externalId }) => [name, annotations.length, externalId])).toEqual([
      ['aigov/policy', 1, 'sha256:2'],
    ]);
  });

  it("shows another app's check of our name as a fact, and not as ours", async () => {
    const head = openAgentPull(stage.github);
    stage.github.createCheckRun({
      repo: REPO,
      app: 15_368,
      sha: head,
      name: 'aigov/policy',
      conclusion: 'success',
    });
    const { facts, pull } = await stage.gather(1);
    expect(pull.checkRun).toBeNull();
    expect(facts.checks.map(({ name, app_id }) => [name, app_id])).toEqual([['aigov/policy', 15_368]]);
    expect(APP_ID).not.toBe(15_368);
  });

  it('is compared with the first parent once it is merged', async () => {
    openAgentPull(stage.github);
    const before = stage.github.tip(REPO);
    const mergeSha = stage.github.mergePull({ repo: REPO, number: 1, by: 'bob' });
    const { base, files, pull } = await stage.gather(1);
    expect({ base, pull, files: files.map(({ after }) => after?.path) }).toEqual({
      base: before,
      pull: {
        ...open,
        state: 'merged',
        baseBranch: 'main',
        mergeSha,
        mergedAt: expect.any(String),
        mergedBy: expect.objectContaining({ login: 'bob', type: 'User' }),
      },
      files: ['envs/prod/iam.tf'],
    });
  });
});

describe('the diff', () => {
  it('POL-03: comes from a fork, whose policy is not read', async () => {
    stage.github.addRepository({ fullName: 'eve/infra', forkOf: REPO });
    stage.github.commitTo({
      repo: 'eve/infra',
      branch: 'fix',
      author: 'eve',
      files: { 'envs/prod/iam.tf': 'a = 3\n', '.aigov.yml': 'version: 1\nmode: observe\n' },
    });
    stage.github.openPull({ repo: REPO, head: 'fix', headRepo: 'eve/infra', author: 'eve' });
    const { files, layers, facts } = await stage.gather(1);
    expect(files.map(({ after }) => [after?.path, after?.content])).toEqual([
      ['.aigov.yml', { kind: 'skipped' }],
      ['envs/prod/iam.tf', { kind: 'text', text: 'a = 3\n' }],
    ]);
    expect(layers.repository).toMatchObject({ kind: 'file', text: 'version: 1\n' });
    expect(facts.incomplete).toEqual([]);
  });

  it('API-11: shows both names of a rename', async () => {
    stage.github.commitTo({
      repo: REPO,
      branch: 'move',
      author: 'alice',
      files: { 'envs/dev/iam.tf': 'a = 1\n' },
      deletions: ['envs/prod/iam.tf'],
    });
    stage.github.openPull({ repo: REPO, head: 'move', author: 'alice' });
    const { files } = await stage.gather(1);
    expect(files.map(({ status, before, after }) => [status, before?.path, after?.path])).toEqual([
      ['renamed', 'envs/prod/iam.tf', 'envs/dev/iam.tf'],
    ]);
  });

  it('API-03: of more than 300 files comes from the trees', async () => {
    const files = Object.fromEntries(Array.from({ length: 301 }, (_, i) => [`gen/f${i}.txt`, `${i}\n`]));
    stage.github.commitTo({
      repo: REPO,
      branch: 'big',
      author: 'alice',
      files: { ...files, 'zz.tf': 'z = 1\n' },
    });
    stage.github.openPull({ repo: REPO, head: 'big', author: 'alice' });
    stage.calls();
    const gathered = await stage.gather(1);
    expect(gathered.files).toHaveLength(302);
    expect(gathered.files.at(-1)?.after).toMatchObject({
      path: 'zz.tf',
      mode: '100644',
      content: { kind: 'text', text: 'z = 1\n' },
    });
    expect(gathered.facts.incomplete).toEqual([]);
    expect(stage.calls()).toEqual([
      'Pull',
      'GET /repos/{owner}/{repo}/compare/{basehead}',
      'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
      'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
      'Bundle',
    ]);
  });

  it('with a cut tree refuses', async () => {
    const files = Object.fromEntries(Array.from({ length: 301 }, (_, i) => [`gen/f${i}.txt`, `${i}\n`]));
    stage.github.commitTo({ repo: REPO, branch: 'big', author: 'alice', files });
    stage.github.openPull({ repo: REPO, head: 'big', author: 'alice' });
    stage.github.fault({ route: 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}', truncate: true });
    expect((await stage.gather(1)).facts.incomplete).toEqual([
      { what: 'files', why: 'the host does not give the whole tree' },
    ]);
  });

  it('API-02: with a cut list is healed by the trees, and patches are never read', async () => {
    openAgentPull(stage.github);
    stage.github.fault({ route: 'GET /repos/{owner}/{repo}/compare/{basehead}', truncate: true });
    const { files, facts } = await stage.gather(1);
    expect(files.map(({ after }) => after?.path)).toEqual(['envs/prod/iam.tf']);
    expect(facts.incomplete).toEqual([]);
  });

  it('API-05: of a file that the query cuts asks for its bytes; without them the content is missing', async () => {
    openAgentPull(stage.github);
    stage.github.fault({ operation: 'Bundle', truncate: true, times: 2 });
    stage.github.fault({ route: 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}', status: 404, times: 2 });
    const missing = { kind: 'missing', why: expect.stringMatching(/^the host has no blob [0-9a-f]{40}$/) };
    const first = await stage.gather(1);
    expect(first.files.map(({ before, after }) => [before?.content, after?.content])).toEqual([
      [missing, missing],
    ]);
    const second = await stage.gather(1);
    expect(second.files.map(({ before, after }) => [before?.content, after?.content])).toEqual([
      [
        { kind: 'text', text: 'a = 1\n' },
        { kind: 'text', text: 'a = 2\n' },
      ],
    ]);
  });
});

describe('what GitHub does not give', () => {
  it('is tried again', async () => {
    openAgentPull(stage.github);
    stage.github.fault({ operation: 'Pull', status: 502, times: 3 });
    expect((await stage.gather(1)).facts.incomplete).toEqual([]);
  });

  it.each([
    { name: 'the pull request', fault: { operation: 'Pull' }, route: 'POST /graphql (Pull)' },
    { name: 'the files', fault: { operation: 'Bundle' }, route: 'POST /graphql (Bundle)' },
    {
      name: 'the comparison',
      fault: { route: 'GET /repos/{owner}/{repo}/compare/{basehead}' },
      route: 'GET /repos/{owner}/{repo}/compare/{basehead}',
    },
  ])('is a Fault when it stays so: $name', async ({ fault, route }) => {
    openAgentPull(stage.github);
    stage.github.fault({ ...fault, status: 502, times: 4 });
    await expect(stage.gather(1)).rejects.toMatchObject({
      code: 'GITHUB_UNAVAILABLE',
      message: `GitHub answered 502 to ${route}.`,
    });
  });

  it('a pull request that is not there', async () => {
    await expect(stage.gather(9)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'The App sees no pull request acme/infra#9.',
    });
  });

  it('a missing team is in no list', async () => {
    openAgentPull(stage.github);
    const needs = () => ({
      teams: ['@acme/gone', '@nobody/x', '@acme/security'],
      users: ['bob', 'stranger'],
    });
    const { facts } = await stage.gather(1, { needs });
    expect(facts.teams).toEqual({ '@acme/security': ['bob', 'carol'] });
    expect(facts.permissions).toEqual({ bob: 'write' });
    expect(facts.incomplete).toEqual([]);
  });
});

describe('policies', () => {
  it('a symlink is not one', async () => {
    const link = { files: { '.aigov.yml': 'docs/readme.md' }, modes: { '.aigov.yml': '120000' } } as const;
    stage.github.commitTo({ repo: REPO, branch: 'main', author: 'alice', ...link });
    openAgentPull(stage.github);
    expect((await stage.gather(1)).layers.repository).toEqual({
      kind: 'not-regular',
      source: `acme/infra@${stage.github.tip(REPO)}:.aigov.yml`,
      why: 'a symlink stands here',
    });
  });

  it('POL-01: on the head branch alone is not used', async () => {
    stage.github.commitTo({ repo: REPO, branch: 'main', author: 'alice', deletions: ['.aigov.yml'] });
    stage.github.commitTo({
      repo: REPO,
      branch: 'topic',
      author: 'alice',
      files: { '.aigov.yml': 'version: 1\n' },
    });
    stage.github.openPull({ repo: REPO, head: 'topic', author: 'alice' });
    expect((await stage.gather(1)).layers.repository).toEqual({ kind: 'absent' });
  });

  it('POL-02: is read from the default branch, whatever the base branch is', async () => {
    stage.github.commitTo({
      repo: REPO,
      branch: 'release',
      author: 'alice',
      files: { '.aigov.yml': 'version: 1\nmode: observe\n' },
    });
    stage.github.commitTo({
      repo: REPO,
      branch: 'topic',
      from: stage.github.tip(REPO, 'release'),
      author: 'alice',
      files: { 'x.tf': 'x = 1\n' },
    });
    stage.github.openPull({ repo: REPO, head: 'topic', base: 'release', author: 'alice' });
    const { layers, base } = await stage.gather(1);
    expect(base).toBe(stage.github.tip(REPO, 'release'));
    expect(layers.repository).toMatchObject({ kind: 'file', text: 'version: 1\n' });
  });

  it('a floor is read with the same query, and once seen does not vanish', async () => {
    stage.github.addRepository({ fullName: 'acme/.github', files: { 'aigov.yml': 'version: 1 # floor\n' } });
    openAgentPull(stage.github);
    stage.calls();
    expect((await stage.gather(1)).layers.floor).toEqual({
      kind: 'file',
      source: `acme/.github@${stage.github.tip('acme/.github')}:aigov.yml`,
      text: 'version: 1 # floor\n',
    });
    expect(stage.calls()).toEqual(['Pull', 'GET /repos/{owner}/{repo}/compare/{basehead}', 'Bundle']);
    stage.memory.seen.set('acme/elsewhere:aigov.yml', { repositoryId: 9, lastGood: null });
    const gone = await stage.gather(1, { orgPolicy: 'acme/elsewhere//aigov.yml' });
    expect(gone.layers.floor).toEqual({
      kind: 'unavailable',
      source: 'acme/elsewhere:aigov.yml',
      why: 'the repository was readable before and is not found now',
      seenBefore: true,
    });
    expect(gone.facts.incomplete).toEqual([]);
    expect((await stage.gather(1, { orgPolicy: 'none' })).layers.floor).toEqual({ kind: 'absent' });
  });
});

describe('further layers', () => {
  const NAME = 'acme/policies//base.yml';
  const extending = (): void =>
    void stage.github.commitTo({
      repo: REPO,
      branch: 'main',
      author: 'alice',
      files: { '.aigov.yml': `version: 1\nextends: ${NAME}\n` },
    });

  it('are read at the tip of their default branch, and tell whose they are', async () => {
    const { id } = stage.github.addRepository({
      fullName: 'acme/policies',
      files: { 'base.yml': 'version: 1 # shared\n' },
    });
    extending();
    openAgentPull(stage.github);
    stage.calls();
    const { layers } = await stage.gather(1, { missingLayers });
    expect(layers.extended).toEqual({
      [NAME]: {
        kind: 'file',
        source: `acme/policies@${stage.github.tip('acme/policies')}:base.yml`,
        text: 'version: 1 # shared\n',
      },
    });
    expect(stage.calls()).toEqual([
      'Pull',
      'Policies',
      'GET /repos/{owner}/{repo}/compare/{basehead}',
      'Bundle',
    ]);
    expect(stage.memory.seen.get('acme/policies:base.yml')?.repositoryId).toBe(id);
  });

  it('that are not there are absent', async () => {
    extending();
    openAgentPull(stage.github);
    const { layers } = await stage.gather(1, { missingLayers });
    expect(layers.extended).toEqual({ [NAME]: { kind: 'absent' } });
  });
});

describe('many commits', () => {
  it('are paged up to 250; one more refuses', async () => {
    const commit = (i: number): void =>
      void stage.github.commitTo({
        repo: REPO,
        branch: 'long',
        author: 'alice',
        files: { 'n.tf': `n = ${i}\n` },
      });
    for (let i = 0; i < 250; i += 1) commit(i);
    stage.github.openPull({ repo: REPO, head: 'long', author: 'alice' });
    const { facts } = await stage.gather(1);
    expect(facts.commits).toHaveLength(250);
    expect(facts.incomplete).toEqual([]);
    commit(250);
    expect((await stage.gather(1)).facts.incomplete).toContainEqual({
      what: 'commits',
      why: '251 commits, at most 250 are read',
    });
  });
});
