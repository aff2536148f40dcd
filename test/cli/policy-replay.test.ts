// `aigov policy replay`: a policy over a real ledger and over a real branch.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/adapters/store/index.ts';
import { gatherLocal } from '../../src/adapters/git/index.ts';
import { createParserPool } from '../../src/adapters/parsers/index.ts';
import { parseFacts } from '../../src/policy/index.ts';
import { decide } from '../../src/steps/decide.ts';
import { readDiff, WANTED } from '../../src/steps/read-diff.ts';
import { recordDecision } from '../../src/steps/record-decision.ts';
import { goOutside, HUMAN, resource, type Outside } from '../acceptance/outside.ts';

const POLICY = `version: 1
baseline: none
environments: { prod: { tier: elevated, match: { paths: ["prod/**"] } } }
rules: [{ id: people, when: { environments: [prod] }, require: { approvals: [{ count: 1 }] } }]
`;
const STRICTER = `${POLICY}exceptions: []\n`.replace('require: {', 'deny: Not now., require: {');
const LOOSER = POLICY.replace('when: { environments: [prod] }', 'when: { kinds: [dns] }');
const EDITED = POLICY.replace('count: 1', 'count: 2');
const machine = (ami: string) => ({ 'prod/a.tf': resource('aws_instance', 'a', `ami = "${ami}"`) });

type Document = {
  readonly summary: object;
  readonly decisions: readonly {
    readonly name: string;
    readonly effect: string;
    readonly exact: boolean | null;
  }[];
};

let outside: Outside;
let data: string;
const commits: string[] = [];
const write = async (commit: (index: number, parent: string) => Promise<void>): Promise<void> => {
  for (const [index, sha] of commits.entries()) if (index > 0) await commit(index, commits[index - 1] ?? sha);
};

beforeAll(async () => {
  outside = goOutside();
  data = mkdtempSync(join(tmpdir(), 'aigov-replay-'));
  commits.push(outside.repo.commit({ '.aigov.yml': POLICY, ...machine('a') }));
  commits.push(outside.repo.commit(machine('b')));
  commits.push(outside.repo.commit({ 'readme.md': 'words\n' }));
  commits.push(outside.repo.commit({ '.aigov.yml': EDITED }));
  const facts = parseFacts(HUMAN);
  if (facts.kind !== 'ok') throw new Error('facts');
  const store = await openStore({ dataDir: data });
  const readers = createParserPool();
  await write(async (pull, base) => {
    const head = commits[pull] ?? '';
    const places = { repo: outside.repo.dir, policyPath: null, floorPath: null };
    const gathered = await gatherLocal({ ...places, base, head, facts: facts.facts, ...WANTED });
    const diff = await readDiff({ files: gathered.files, around: gathered.around, readers });
    const { decision } = decide({ gathered, diff });
    const repository = { id: 1, owner: 'acme', name: 'infra' };
    await recordDecision(store.ledger, { subject: { repository, pull }, gathered, diff, decision });
  });
  await readers.close();
  await store.close();
});
afterAll(() => {
  outside.close();
  rmSync(data, { recursive: true, force: true });
});

const replay = async (...args: readonly string[]) => {
  const { code, out, err } = await outside.run('policy', 'replay', ...args, '--format', 'json');
  return { code, err, document: (out === '' ? null : JSON.parse(out)) as Document };
};
const fromLedger = async (policy: string | null) =>
  await replay('--data-dir', data, ...(policy === null ? [] : ['--policy', outside.file('new.yml', policy)]));

describe('over a ledger', () => {
  test('every record replays byte for byte, the edit of the policy too', async () => {
    const { code, document } = await fromLedger(null);
    expect([code, document.decisions.map(({ effect, exact }) => [effect, exact])]).toEqual([
      0,
      [
        ['same', true],
        ['same', true],
        ['same', true],
      ],
    ]);
  });

  test.each([
    ['the same rules', POLICY, ['same', 'same', 'same']],
    ['a stricter rule', STRICTER, ['stricter', 'same', 'same']],
    ['a looser rule', LOOSER, ['looser', 'same', 'same']],
    ['another tier', POLICY.replace('tier: elevated', 'tier: critical'), ['other', 'same', 'same']],
  ])('%s', async (_, policy, effects) => {
    const { document } = await fromLedger(policy);
    expect(document.decisions.map(({ effect }) => effect)).toEqual(effects);
  });

  test('the text tells each case that changes, and the sum', async () => {
    const policy = outside.file('new.yml', LOOSER);
    const { out } = await outside.run('policy', 'replay', '--data-dir', data, '--policy', policy);
    expect(out).toBe(
      [
        `looser    acme/infra#1 ${(commits[1] ?? '').slice(0, 7)}: needs_review -> pass`,
        '          - APPROVALS_MISSING, people: 1 of the people with write access must approve (compute change, aws_instance.a, prod): 0 of 1.',
        '',
        '3 decisions: 2 the same, 1 looser, 0 stricter, 0 for other reasons.',
        '',
      ].join('\n'),
    );
  });

  test('one decision is not "decisions"', async () => {
    const range = `${commits[0] ?? ''}..${commits[1] ?? ''}`;
    const { out } = await outside.run('policy', 'replay', '--range', range);
    expect(out).toBe('1 decision: 1 the same, 0 looser, 0 stricter, 0 for other reasons.\n');
  });

  test('what the names and sentences of the past hold cannot speak to the terminal or to the build', async () => {
    const own = goOutside();
    const told = 'version: 1\nrules: [{ id: r, deny: "No.\\n::error::\\e[31m" }]\n';
    const base = own.repo.commit({ '.aigov.yml': told, ...machine('a') });
    const head = own.repo.commit({ 'prod/\n::error::x.tf': 'x', ...machine('b') });
    const policy = own.file('new.yml', 'version: 1\n');
    const { out } = await own.run('policy', 'replay', '--range', `${base}..${head}`, '--policy', policy);
    own.close();
    expect(out).toContain('- DENIED, r: No.[U+000A]::error::[U+001B][31m');
    expect(out.split('\n').filter((line) => line.startsWith('::'))).toEqual([]);
  });

  test('a policy that cannot be used is refused with its place', async () => {
    const { code, err } = await fromLedger('rulez: []\n');
    expect([code, err]).toEqual([2, expect.stringContaining(':1:1: unknown key "rulez"')]);
  });
});

test('over the commits of a branch, each with the policy that stood there', async () => {
  const policy = outside.file('new.yml', STRICTER);
  const { document } = await replay(
    '--range',
    `${commits[0] ?? ''}..${commits[2] ?? ''}`,
    '--policy',
    policy,
  );
  expect(document.decisions.map(({ name, effect, exact }) => [name, effect, exact])).toEqual([
    [(commits[1] ?? '').slice(0, 10), 'stricter', null],
    [(commits[2] ?? '').slice(0, 10), 'same', null],
  ]);
});

test('three dots between two revisions are no range', async () => {
  const { code, err } = await replay('--range', `${commits[0] ?? ''}...${commits[1] ?? ''}`);
  expect([code, err]).toEqual([2, expect.stringContaining('--range takes two revisions')]);
});

test('evidence that was erased is told, not counted as the same', async () => {
  const store = mkdtempSync(join(tmpdir(), 'aigov-replay-'));
  const opened = await openStore({ dataDir: store });
  const subject = { repository: 'acme/infra', repositoryId: 1, pull: 9, head: 'a'.repeat(40) };
  const evidence = { facts: 'sha256:0', diff: 'sha256:1', policy: 'sha256:2' };
  const made = { base: 'b'.repeat(40), decisionDigest: 'sha256:3', evidence };
  await opened.ledger.append('repository:1', [
    { type: 'decision.made', subject, actor: 'aigov', data: made },
  ]);
  await opened.close();
  const { code, document } = await replay('--data-dir', store);
  rmSync(store, { recursive: true, force: true });
  expect([code, document.decisions]).toEqual([
    0,
    [{ name: 'acme/infra#9 aaaaaaa', effect: 'gone', why: 'its evidence is gone' }],
  ]);
});

describe('aigov policy explain --decision', () => {
  const explain = async (...args: readonly string[]) =>
    await outside.run('policy', 'explain', '--data-dir', data, ...args);
  type Explained = {
    readonly recorded: { readonly seq: number; readonly exact: boolean; readonly decisionDigest: string };
    readonly decision: { readonly head: string; readonly decisionDigest: string };
    readonly rules: readonly { readonly rule: string; readonly match: string }[];
  };
  const document = async (name: string): Promise<Explained> =>
    JSON.parse((await explain('--decision', name, '--format', 'json')).out) as Explained;

  test('a recorded decision as of then: by pull request, by head and by digest', async () => {
    const byPull = await document('Acme/infra#1');
    expect(byPull).toMatchObject({
      recorded: { seq: 2, exact: true },
      decision: { head: commits[1] },
      rules: [{ rule: 'people', match: 'yes' }],
    });
    const { decisionDigest } = byPull.decision;
    expect(byPull.recorded.decisionDigest).toBe(decisionDigest);
    expect(await document(`acme/infra#1@${(commits[1] ?? '').slice(0, 7)}`)).toEqual(byPull);
    expect(await document(decisionDigest)).toEqual(byPull);
    expect(await document(decisionDigest.slice(7, 17))).toEqual(byPull);
  });

  test('the text says which record it is', async () => {
    const { code, out } = await explain('--decision', 'acme/infra#1');
    expect(code).toBe(0);
    expect(out).toMatch(/^recorded \S+Z as entry 2 of repository:1, sha256:[0-9a-f]{64}\n\nneeds review\n/);
    expect(out).toContain('  people: matches\n      on aws_instance.a in prod');
  });

  test.each([
    [['--decision', 'acme/infra#77'], 'no decision "acme/infra#77" is recorded in this ledger'],
    [['--decision', 'acme/infra#1@ffff'], 'no decision "acme/infra#1@ffff" is recorded in this ledger'],
    [['--decision', 'infra'], '--decision is a digest, owner/repo#NUMBER or owner/repo#NUMBER@HEAD'],
    [
      ['--decision', 'acme/infra#1', '--base', 'main'],
      '--base cannot stand beside --decision: a record has its own',
    ],
  ])('%j is refused', async (args, message) => {
    expect(await explain(...args)).toMatchObject({ code: 2, err: `aigov: ${message}\n` });
  });
});
