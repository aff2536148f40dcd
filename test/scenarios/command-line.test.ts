// The command line as a stranger meets it: a git repository, a policy, a facts file, an exit code.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli.ts';
import type { Decision } from '../../src/model/decision.ts';
import { createLocalRepository, type LocalRepository } from '../doubles/local-repository.ts';

const POLICY = `version: 1
environments:
  prod: { tier: critical, match: { paths: ["envs/prod/**"] } }
  staging: { tier: elevated, match: { paths: ["envs/staging/**"] } }
actors:
  agents:
    copilot: { identities: [{ github: 198982749 }], environments: [prod, staging] }
rules:
  - id: identity-prod
    when: { kinds: [identity], environments: [prod] }
    require: { approvals: [{ count: 2, from: ["@acme/security"] }] }
`;
const ROLE = (service: string): string => `resource "aws_iam_role" "ci" {
  name               = "ci"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { Service = "${service}" } }] })
}
`;
const FACTS = {
  schema: 'aigov.facts/1',
  now: '2026-11-21T12:00:00Z',
  repository: { id: 1, full_name: 'acme/infra' },
  pull_request: { number: 7, author: { login: 'Copilot', id: 198982749, type: 'Bot' } },
  pushers: [{ login: 'Copilot', id: 198982749 }],
  commits: [
    {
      sha: 'x',
      author: { login: 'Copilot', id: 198982749, type: 'Bot' },
      coauthors: [{ login: 'alice' }],
      message: 'm',
      verified: true,
    },
  ],
  delegator: 'alice',
  requesters: ['alice'],
  permissions: { alice: 'write', bob: 'write', dave: 'write' },
  teams: { '@acme/security': ['alice', 'bob', 'dave'] },
};
const approval = (login: string, id: number, commit = 'HEAD'): object => ({
  user: { login, id, type: 'User' },
  state: 'APPROVED',
  commit_id: commit,
});

let repo: LocalRepository;
let folder: string;
let base: string;
let head: string;

beforeAll(() => {
  repo = createLocalRepository();
  folder = mkdtempSync(join(tmpdir(), 'aigov-cli-'));
  base = repo.commit({
    '.aigov.yml': POLICY,
    'envs/prod/iam.tf': ROLE('ec2.amazonaws.com'),
    'README.md': 'x\n',
  });
  head = repo.commit({ 'envs/prod/iam.tf': ROLE('lambda.amazonaws.com') });
});

afterAll(() => {
  repo.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function run(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  let out = '';
  let err = '';
  const code = await main(args, {
    out: (text) => (out += `${text}\n`),
    err: (text) => (err += text),
    color: false,
    interactive: false,
    cwd: repo.dir,
    environment: {},
  });
  return { code, out, err };
}

function file(name: string, content: string | object): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

async function check(
  facts: object | null,
  revisions: readonly [string, string] = [base, head],
  ...more: readonly string[]
): Promise<{ readonly code: number; readonly decision: Decision }> {
  const withFacts = facts === null ? [] : ['--facts', file('facts.json', facts)];
  const { code, out, err } = await run(
    'check',
    '--base',
    revisions[0],
    '--head',
    revisions[1],
    '--format',
    'json',
    ...withFacts,
    ...more,
  );
  expect(err).toBe('');
  return { code, decision: JSON.parse(out) as Decision };
}

describe('aigov check', () => {
  it('says what an agent’s identity change in prod needs', async () => {
    const { code, decision } = await check(FACTS);
    expect(code).toBe(1);
    expect(decision).toMatchObject({
      schema: 'aigov.decision/1',
      outcome: 'needs_review',
      mode: 'enforce',
      tier: 'critical',
      base,
      head,
    });
    expect(decision.actor).toMatchObject({ class: 'agent', agents: ['copilot'], delegator: 'alice' });
    expect(decision.changes).toMatchObject([
      {
        format: 'terraform',
        file: 'envs/prod/iam.tf',
        startLine: 1,
        address: 'aws_iam_role.ci',
        type: 'aws_iam_role',
        action: 'update',
        kinds: ['identity'],
        tier: 'critical',
        environment: 'prod',
      },
    ]);
    expect(decision.reasons.find(({ rule }) => rule === 'identity-prod')).toMatchObject({
      code: 'APPROVALS_MISSING',
      satisfied: false,
      fixable_by: 'human',
      need: { count: 2, from: ['@acme/security'] },
      have: { counted: [] },
    });
    expect(decision.retryable).toBe(false);
  });

  it('two humans of the team make it pass', async () => {
    const { code, decision } = await check({ ...FACTS, reviews: [approval('bob', 2), approval('dave', 4)] });
    expect(decision.reasons.filter(({ satisfied }) => !satisfied)).toEqual([]);
    expect(decision.outcome).toBe('pass');
    expect(code).toBe(0);
  });

  it('the delegator’s approval does not count, and the reason says so', async () => {
    const { code, decision } = await check({ ...FACTS, reviews: [approval('bob', 2), approval('alice', 1)] });
    expect(code).toBe(1);
    const reason = decision.reasons.find(({ rule }) => rule === 'identity-prod');
    expect(reason?.have?.counted).toEqual(['bob']);
    expect(reason?.have?.ignored?.find(({ login }) => login === 'alice')?.why).toMatch(
      /^(?:delegator|coauthor|requester)$/,
    );
  });

  it('an approval of an older commit does not count', async () => {
    const { decision } = await check({ ...FACTS, reviews: [approval('bob', 2), approval('dave', 4, base)] });
    const reason = decision.reasons.find(({ rule }) => rule === 'identity-prod');
    expect(reason).toMatchObject({
      satisfied: false,
      have: { counted: ['bob'], ignored: [{ login: 'dave', why: 'stale_head' }] },
    });
  });

  it('the same change twice gives the same digests, byte for byte', async () => {
    expect((await check(FACTS)).decision).toEqual((await check(FACTS)).decision);
  });

  it('without facts the author is an unknown agent', async () => {
    const { code, decision } = await check(null);
    expect(code).toBe(1);
    expect(decision.actor).toMatchObject({
      class: 'agent',
      assurance: 'unknown',
      agents: [],
      delegator: null,
    });
  });

  it('a policy that only the head has is not read: without one, the baseline decides in observe', async () => {
    const bare = createLocalRepository();
    const first = bare.commit({ 'main.tf': ROLE('a') });
    const second = bare.commit({ 'main.tf': ROLE('b'), '.aigov.yml': 'version: 1\nbaseline: none\n' });
    const { code, decision } = await check(null, [first, second], '--repo', bare.dir);
    bare.remove();
    expect(decision.mode).toBe('observe');
    expect(decision.policy).toEqual({ source: null, sha256: null, floor: null });
    expect(code).toBe(1);
    expect(decision.findings.map(({ id }) => id)).toContain('governance-file-changed');
  });

  it('an invalid policy is a configuration error with its place', async () => {
    const policy = file('policy.yml', 'version: 1\nenviroments: {}\n');
    const { code, decision } = await check(FACTS, [base, head], '--policy', policy);
    expect(code).toBe(2);
    expect(decision.outcome).toBe('blocked');
    expect(decision.reasons.find((reason) => reason.code === 'POLICY_INVALID')?.message).toMatch(
      /2:1.*enviroments.*environments/,
    );
  });

  it('documentation needs nobody', async () => {
    const docs = repo.commit({ 'README.md': 'y\n' });
    const { code, decision } = await check(FACTS, [head, docs]);
    expect(decision).toMatchObject({ outcome: 'pass', tier: 'none', changes: [] });
    expect(code).toBe(0);
  });

  it('reads a bare repository', async () => {
    repo.git('clone', '--quiet', '--bare', repo.dir, join(folder, 'bare.git'));
    const { decision } = await check(FACTS, [base, head], '--repo', join(folder, 'bare.git'));
    expect(decision.outcome).toBe('needs_review');
  });

  it('renders SARIF and text', async () => {
    const sarif = await run('check', '--base', base, '--head', head, '--format', 'sarif');
    expect(JSON.parse(sarif.out)).toMatchObject({ version: '2.1.0' });
    const text = await run('check', '--base', base, '--head', head);
    expect(text.out).toContain('envs/prod/iam.tf');
    expect(text.code).toBe(1);
  });
});

describe('aigov diff', () => {
  it('names the broken line of an unreadable file and exits 1', async () => {
    const broken = repo.commit({ 'envs/prod/broken.tf': 'resource "aws_s3_bucket" "a" {\n  bucket = \n}\n' });
    const { code, out } = await run('diff', '--base', `${broken}^`, '--head', broken, '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({
      schema: 'aigov.diff/1',
      changes: [],
      unreadable: [{ file: 'envs/prod/broken.tf', line: 2, why: 'parse-error' }],
    });
    expect(code).toBe(1);
    repo.commit({ 'envs/prod/broken.tf': null });
  });

  it('exits 0 when everything was read', async () => {
    expect((await run('diff', '--base', base, '--head', head)).code).toBe(0);
  });
});

describe('usage', () => {
  it.each([
    [['chek'], 'unknown command "chek"; did you mean "check"?'],
    [['check', '--base', 'x', '--haed', 'y'], 'unknown option --haed; did you mean --head?'],
    [['check', '--head', 'y'], '--base is required'],
    [['check', '--base', 'x', '--head', 'y', 'z'], 'unexpected word "z"'],
    [['ledger', 'verify', '--data-dir', '/no/such/folder'], 'There is no ledger at'],
    [['ledger', 'verify', '--expect', 'nonsense'], '--expect takes SEQ:HASH'],
    [['ledger', 'export', '--from', 'yesterday'], '--from takes a time'],
    [['check', '--base', 'no-such-rev', '--head', 'HEAD'], 'no-such-rev'],
    [['check', '--base', '--upload-pack=x', '--head', 'HEAD'], 'aigov: '],
    [['check', '--base', 'HEAD', '--head', 'HEAD', '--facts', '/no/such/file'], '--facts: cannot read'],
    [
      ['check', '--base', 'HEAD', '--head', 'HEAD', '--format', 'xml'],
      '--format must be one of text, json, sarif',
    ],
  ])('%j exits 2 and says why', async (args, message) => {
    const { code, out, err } = await run(...args);
    expect(err).toContain(message);
    expect(out).toBe('');
    expect(code).toBe(2);
  });

  it('facts with an unknown field are refused by name', async () => {
    const { code, err } = await run(
      'check',
      '--base',
      base,
      '--head',
      head,
      '--facts',
      file('bad.json', { schema: 'aigov.facts/1', reviewz: [] }),
    );
    expect(code).toBe(2);
    expect(err).toContain('reviewz');
  });
});
