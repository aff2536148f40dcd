// Merges, reverts and copies of commits: what counts is the difference of trees, and a decision belongs to one head on one base.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Files } from '../doubles/local-repository.ts';
import {
  AGENT,
  goOutside,
  HUMAN,
  open,
  openCodes,
  resource,
  review,
  THREE,
  type Outside,
} from './outside.ts';

const POLICY = `version: 1
baseline: none
environments: { prod: { tier: critical, match: { paths: ["envs/prod/**"] } } }
rules: [{ id: r, when: { environments: [prod] }, require: { approvals: [{ count: 1, stale: change_digest }] } }]
`;
const IAM = 'envs/prod/iam.tf';
const DB = 'envs/prod/db.tf';
const admin = resource(
  'aws_iam_role_policy_attachment',
  'admin',
  'role = "ci"',
  'policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"',
);
const machine = (ami: string): string => resource('aws_instance', 'a', `ami = "${ami}"`);
const database = (protect: boolean): string =>
  resource('aws_db_instance', 'd', 'engine = "postgres"', `deletion_protection = ${String(protect)}`);

let outside: Outside;
let policy: string;
beforeAll(() => {
  outside = goOutside();
  policy = outside.file('policy.yml', POLICY);
});
afterAll(() => outside.close());

let orphans = 0;
/** A commit with exactly these parents; `files` are what it holds beyond the first of them. */
function commitOn(parents: readonly string[], files: Files): string {
  const { repo } = outside;
  const [first] = parents;
  if (first === undefined) {
    repo.git('checkout', '--quiet', '--orphan', `orphan-${(orphans += 1)}`);
    repo.git('rm', '-rfq', '--ignore-unmatch', '.');
  } else {
    repo.git('checkout', '--quiet', '--force', '--detach', first);
  }
  repo.commit(files);
  const tree = repo.git('rev-parse', 'HEAD^{tree}');
  return repo.git('commit-tree', tree, '-m', 'change', ...parents.flatMap((parent) => ['-p', parent]));
}

const approvedAt = (commit: string): object => ({
  ...HUMAN,
  reviews: [review('bob', 2, { commit_id: commit })],
});
const decide = async (base: string, head: string, facts: object) =>
  (await outside.check([base, head], facts, '--policy', policy)).decision;

it('BRA-04: a merge commit in the branch that adds what neither parent has is seen', async () => {
  const base = commitOn([], { 'envs/prod/a.tf': machine('a') });
  const left = commitOn([base], { 'envs/prod/a.tf': machine('b') });
  const right = commitOn([base], { 'readme.md': 'words\n' });
  const merge = commitOn([left, right], {
    'envs/prod/a.tf': machine('b'),
    'readme.md': 'words\n',
    [IAM]: admin,
  });
  const { changes } = await decide(base, merge, AGENT);
  expect(changes.map(({ file, kinds, tier }) => [file, kinds, tier])).toEqual([
    ['envs/prod/a.tf', ['compute'], 'critical'],
    [IAM, ['identity'], 'critical'],
  ]);
});

describe('a merge of the base into an approved branch', () => {
  it.each([
    ['as git makes it keeps the approvals', machine('b'), []],
    ['BRA-17: with an edit of its own voids them', machine('c'), ['APPROVALS_MISSING']],
  ])('%s', async (_name, resolved, codes) => {
    const fork = commitOn([], { 'envs/prod/a.tf': machine('a'), 'docs/x.md': '1\n' });
    const approved = commitOn([fork], { 'envs/prod/a.tf': machine('b') });
    const base = commitOn([fork], { 'docs/x.md': '2\n' });
    const head = commitOn([approved, base], { 'envs/prod/a.tf': resolved, 'docs/x.md': '2\n' });
    expect(openCodes(await decide(base, head, approvedAt(approved)))).toEqual(codes);
  });
});

it('BRA-12: a revert is a change like any other', async () => {
  const first = commitOn([], { [DB]: database(false) });
  const hardened = commitOn([first], { [DB]: database(true) });
  const reverted = commitOn([hardened], { [DB]: database(false) });
  const titled = (title: string): object => ({ ...HUMAN, pull_request: { ...HUMAN.pull_request, title } });
  const plain = await decide(hardened, reverted, titled('Change the database'));
  const revert = await decide(hardened, reverted, titled('Revert "Protect the database"'));
  expect(revert).toEqual(plain);
  expect(revert.findings.map(({ id }) => id)).toContain('deletion-protection-off');
  expect(openCodes(revert)).toEqual(['APPROVALS_MISSING']);
});

it('BRA-19: the same patch on another base is another head, and brings no approvals along', async () => {
  const base = commitOn([], { 'envs/prod/a.tf': machine('a') });
  const approved = commitOn([base], { 'envs/prod/a.tf': machine('b') });
  const release = commitOn([], { 'envs/prod/a.tf': machine('a'), 'docs/x.md': '1\n' });
  const picked = commitOn([release], { 'envs/prod/a.tf': machine('b'), 'docs/x.md': '1\n' });
  expect(openCodes(await decide(base, approved, approvedAt(approved)))).toEqual([]);
  const elsewhere = outside.file('head.yml', POLICY.replace(', stale: change_digest', ''));
  const facts = { ...HUMAN, reviews: THREE.map((one) => ({ ...one, commit_id: approved })) };
  const { decision } = await outside.check([release, picked], facts, '--policy', elsewhere);
  expect(openCodes(decision)).toEqual(['APPROVALS_MISSING']);
  expect(open(decision)[0]?.have?.ignored?.map(({ why }) => why)).toEqual([
    'stale_head',
    'stale_head',
    'stale_head',
  ]);
});
