// Cedar files on the command line: from the base tip of a repository, or beside a policy that is named.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../../src/cli.ts';
import type { Decision } from '../../src/model/decision.ts';
import { createLocalRepository } from '../doubles/local-repository.ts';
import type { LocalRepository } from '../doubles/local-repository.ts';

const POLICY = 'version: 1\nbaseline: none\npolicies: [".aigov/*.cedar"]\n';
const DENY =
  '@id("no-roles") forbid (principal, action == Action::"change", resource) when { resource.type == "aws_iam_role" };\n';
const NEVER =
  '@id("no-roles") forbid (principal, action == Action::"change", resource) when { resource.type == "x" };\n';
const ROLE = 'resource "aws_iam_role" "r" {\n  name = "r"\n}\n';
let repository: LocalRepository;

beforeEach(() => {
  repository = createLocalRepository();
});
afterEach(() => repository.remove());

async function run(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
  let out = '';
  const code = await main(args, {
    out: (text) => (out += text),
    err: () => undefined,
    color: false,
    interactive: false,
    cwd: repository.dir,
    environment: {},
  });
  return { code, out };
}

async function check(...args: readonly string[]): Promise<Decision> {
  const { out } = await run('check', ...args, '--format', 'json');
  return JSON.parse(out) as Decision;
}

const opened = ({ reasons }: Decision) =>
  reasons.filter(({ satisfied }) => !satisfied).map(({ code, rule }) => `${code} ${rule}`);

test('the base tip decides, and what the head makes of its policies is told', async () => {
  const base = repository.commit({ '.aigov.yml': POLICY, '.aigov/a.cedar': DENY });
  const head = repository.commit({ '.aigov/a.cedar': NEVER, 'main.tf': ROLE });
  const decision = await check('--base', base, '--head', head);
  expect(opened(decision)).toEqual(['DENIED no-roles']);
  expect(decision.policy.files).toMatchObject([{ path: '.aigov/a.cedar' }]);
  const told = decision.findings
    .filter(({ id }) => id === 'policy-loosened')
    .map(({ message, file, startLine }) => `${file}:${startLine} ${message}`);
  expect(told).toEqual([
    '.aigov/a.cedar:1 The Cedar policy no-roles reads otherwise: what it matches, says or asks for may be less.',
  ]);
});

test('a policy that is named has its files beside it, and an explanation names their place', async () => {
  const base = repository.commit({ 'x.md': 'x' });
  const head = repository.commit({ 'main.tf': ROLE, 'draft/p.yml': POLICY, 'draft/.aigov/a.cedar': DENY });
  const path = join(repository.dir, 'draft/p.yml');
  const { out } = await run('policy', 'explain', '--base', base, '--head', head, '--policy', path);
  expect(out).toContain('no-roles: matches\n');
  expect(out).toMatch(/Cedar, .*draft\/.aigov\/a.cedar:1:1\n/);
  expect(out).toContain('[ ] DENIED, no-roles: The Cedar policy no-roles forbids this. (identity change');
});

test('validate shows mistakes of Cedar files at their place', async () => {
  repository.commit({ '.aigov.yml': POLICY, '.aigov/a.cedar': `\n${DENY.replace('type', 'tipe')}` });
  const path = join(repository.dir, '.aigov.yml');
  const { code, out } = await run('policy', 'validate', path);
  expect({ code, out }).toMatchObject({ code: 2 });
  expect(out).toMatch(
    /\.aigov\/a\.cedar:2:\d+: error: attribute `tipe` on entity type `Change` not found; did you mean `type`\? \(cedar\)\n/,
  );
  writeFileSync(join(repository.dir, '.aigov/a.cedar'), DENY);
  expect((await run('policy', 'validate', path)).code).toBe(0);
});
