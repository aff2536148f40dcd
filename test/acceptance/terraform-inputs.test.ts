// Data files that Terraform reads are configuration: the change of one is seen where it takes effect.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decide, goOutside, HUMAN, openCodes, POLICY } from './outside.ts';

const MAIN = 'locals {\n  rules = jsondecode(file("${path.module}/rules.json"))\n}\n';

test('HCL-21: a data file that a configuration reads is a change of its environment', async () => {
  const { decision } = await decide({
    base: { 'envs/prod/main.tf': MAIN, 'envs/prod/rules.json': '[]\n' },
    head: { 'envs/prod/rules.json': '["0.0.0.0/0"]\n' },
  });
  expect(
    decision.changes.map(({ format, file, tier, environment }) => [format, file, tier, environment]),
  ).toEqual([['terraform-input', 'envs/prod/rules.json', 'critical', 'prod']]);
  expect(openCodes(decision)).toContain('APPROVALS_MISSING');
});

test('a data file that no configuration reads is none', async () => {
  const { decision } = await decide({
    base: { 'envs/prod/main.tf': MAIN, 'envs/prod/other.json': '[]\n' },
    head: { 'envs/prod/other.json': '["0.0.0.0/0"]\n' },
  });
  expect(decision.changes).toEqual([]);
});

test('a data file of a module is a change of every environment that calls the module', async () => {
  const call = 'module "net" {\n  source = "../../modules/net"\n}\n';
  const { decision } = await decide({
    base: {
      'envs/prod/main.tf': call,
      'envs/staging/main.tf': call,
      'modules/net/main.tf': MAIN,
      'modules/net/rules.json': '[]\n',
    },
    head: { 'modules/net/rules.json': '["0.0.0.0/0"]\n' },
  });
  expect(decision.changes.map(({ environment }) => environment)).toEqual(['prod', 'staging']);
});

const READS = `${MAIN}output "about" {\n  value = file("\${path.module}/README.md")\n}\n`;

test.each([
  ['is no change', MAIN, ['envs/prod/main.tf']],
  ['is one where the module reads it', READS, ['envs/prod/main.tf', 'modules/net/README.md']],
])('the README of a module %s', async (_title, module, expected) => {
  const call = 'module "net" {\n  source = "../../modules/net"\n}\n';
  const { decision } = await decide({
    base: { 'envs/prod/main.tf': call, 'modules/net/main.tf': module, 'modules/net/README.md': 'One.\n' },
    head: { 'envs/prod/main.tf': `${call}locals {\n  one = 1\n}\n`, 'modules/net/README.md': 'Two.\n' },
  });
  expect(decision.changes.map(({ file }) => file)).toEqual(expected);
});

test('what a link of Terraform points at is configuration', async () => {
  const outside = goOutside();
  symlinkSync('common.vars', join(outside.repo.dir, 'terraform.tfvars'));
  const base = outside.repo.commit({
    '.aigov.yml': POLICY,
    'main.tf': 'variable "a" {}\n',
    'common.vars': 'a = 1\n',
  });
  const head = outside.repo.commit({ 'common.vars': 'a = 2\n' });
  const { decision } = await outside.check([base, head], HUMAN);
  outside.close();
  expect(decision.changes.map(({ file, tier }) => [file, tier])).toContainEqual(['common.vars', 'critical']);
});
