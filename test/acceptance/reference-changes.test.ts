// A text that stays and means something else: rules must not take it for the same.
import { expect, test } from 'vitest';
import { decide } from './outside.ts';

const TRUST = (accounts: string): string =>
  `locals {\n  accounts = ${accounts}\n}\nresource "aws_iam_role" "ci" {\n  name = "ci"\n  assume_role_policy = jsonencode({\n    Version = "2012-10-17"\n    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = [for a in local.accounts : "arn:aws:iam::\${a}:root"] } }]\n  })\n}\n`;

async function findings(before: string, after: string): Promise<readonly string[]> {
  const { decision } = await decide({
    base: { 'envs/prod/a.tf': before },
    head: { 'envs/prod/a.tf': after },
  });
  return decision.findings.map(({ id }) => id);
}

test('a computed principal over another list of accounts is a finding', async () => {
  expect(await findings(TRUST('["111122223333"]'), TRUST('["999988887777"]'))).toContain('iam-trust-widened');
});

test('a type that is called like a word of the language is judged like any unknown one', async () => {
  const text = ['constructor', '__proto__', 'toString', 'hasOwnProperty']
    .map((type) => `resource "${type}" "x" {\n  a = 1\n}\n`)
    .join('');
  const { decision } = await decide({ head: { 'envs/prod/a.tf': text } });
  expect(decision.changes.map(({ tier }) => tier)).toEqual(['critical', 'critical', 'critical', 'critical']);
});
