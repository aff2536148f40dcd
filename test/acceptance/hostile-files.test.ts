// Files that are shaped to be misread: each ends as a change that people see, or as a refusal, and never as nothing.
import { expect, test } from 'vitest';
import { decide, openCodes, resource } from './outside.ts';

const ROLE = resource('aws_iam_role', 'ci', 'name = "ci"');

test.each([
  [
    'HCL-22: hooks of Terragrunt',
    'live/prod/terragrunt.hcl',
    'terraform {\n  before_hook "x" {\n    commands = ["apply"]\n    execute = ["sh"]\n  }\n}\n',
  ],
  ['HCL-23: a test of Terraform that applies', 'tests/main.tftest.hcl', 'run "x" {\n  command = apply\n}\n'],
  ['PTH-16: a CDK application', 'cdk.json', '{"app": "npx ts-node bin/app.ts"}\n'],
  ['PTH-16: a Pulumi project', 'Pulumi.yaml', 'name: x\nruntime: nodejs\n'],
])('%s is critical whatever it says', async (_name, path, text) => {
  const { decision } = await decide({ head: { [path]: text } });
  expect(decision.changes.map(({ file, tier }) => [file, tier])).toEqual([[path, 'critical']]);
  expect(openCodes(decision)).toContain('APPROVALS_MISSING');
});

test.each([
  'main.tf',
  'main.tofu',
  'main.tf.json',
  'x.auto.tfvars',
  'x.auto.tfvars.json',
  '.terraform.lock.hcl',
])('PTH-16: %s is read as Terraform', async (path) => {
  const { decision } = await decide({ head: { [path]: 'not = [ valid' } });
  expect(decision.unreadable.map(({ file }) => file)).toEqual([path]);
});

test('YML-07: sixty thousand keys in one map are one changed object', async () => {
  const data = Array.from({ length: 60_000 }, (_, index) => `  k${index}: v\n`).join('');
  const manifest = (more: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: big, namespace: x }\ndata:\n${data}${more}`;
  const { decision } = await decide({
    base: { 'big.yaml': manifest('') },
    head: { 'big.yaml': manifest('  more: v\n') },
  });
  expect([
    ...decision.changes.map(({ address }) => address),
    ...decision.unreadable.map(({ why }) => why),
  ]).toHaveLength(1);
  expect(decision.outcome).toBe('needs_review');
});

test('YML-13: carriage returns alone do not hide an object', async () => {
  const text = 'apiVersion: v1\rkind: Secret\rmetadata:\r  name: s\r';
  const { decision } = await decide({ head: { 'x.yaml': text } });
  expect(decision.changes.length + decision.unreadable.length).toBe(1);
});

test.each<[string, string | null]>([
  ['001234567890', 'prod'],
  ['"001234567890"', 'prod'],
  ['1234567890', null],
  ['123456789012345678901', null],
])('YML-12: the account %s of a policy keeps its digits, or is refused', async (account, environment) => {
  const policy = `version: 1\nenvironments:\n  prod: { tier: critical, match: { accounts: [${account}] } }\n`;
  const provider = 'provider "aws" {\n  allowed_account_ids = ["001234567890"]\n}\n';
  const { code, decision } = await decide({ policy, head: { 'main.tf': provider } });
  if (environment === null) expect([code, openCodes(decision)]).toEqual([2, ['POLICY_INVALID']]);
  else expect(decision.changes.map((change) => change.environment)).toEqual([environment]);
});

test.each(['', '# words only\n', '- a\n', 'hello\n', 'null\n'])('YML-14: %j is no policy', async (policy) => {
  const { code, decision } = await decide({ policy, head: { 'envs/prod/main.tf': ROLE } });
  expect([code, openCodes(decision)]).toEqual([2, ['POLICY_INVALID']]);
});
