// the tier of a change, and what findings say about it, seen from outside.
import { describe, expect, it } from 'vitest';
import { decide, HUMAN, resource } from './outside.ts';

const DEV = 'envs/dev/';

async function rows(asked: Parameters<typeof decide>[0]): Promise<readonly string[]> {
  const { decision } = await decide(asked);
  return decision.changes.map(
    ({ address, action, kinds, tier, environment }) =>
      `${address} ${action} ${kinds.join('+')} ${tier} ${environment}`,
  );
}
async function found(asked: Parameters<typeof decide>[0]): Promise<readonly string[]> {
  const { decision } = await decide(asked);
  return decision.findings.map(
    ({ id, severity, file, startLine }) => `${id} ${severity} ${file}:${startLine}`,
  );
}

describe('the tier of a change', () => {
  it('one step up for the kinds that decide about others, critical for a type in no table', async () => {
    const types = [
      'aws_budgets_budget',
      'aws_cloudwatch_metric_alarm',
      'aws_codebuild_project',
      'aws_iam_role',
      'aws_instance',
      'aws_kms_key',
      'aws_lb',
      'aws_route53_record',
      'aws_s3_bucket',
      'aws_secretsmanager_secret',
      'aws_security_group',
      'nobody_knows_this',
    ];
    const text = (name: string) => types.map((type) => resource(type, 'a', `words = "${name}"`)).join('');
    expect(await rows({ base: { [`${DEV}a.tf`]: text('a') }, head: { [`${DEV}a.tf`]: text('b') } })).toEqual([
      'aws_budgets_budget.a update other low dev',
      'aws_cloudwatch_metric_alarm.a update observability low dev',
      'aws_codebuild_project.a update pipeline elevated dev',
      'aws_iam_role.a update identity elevated dev',
      'aws_instance.a update compute low dev',
      'aws_kms_key.a update encryption elevated dev',
      'aws_lb.a update network elevated dev',
      'aws_route53_record.a update dns low dev',
      'aws_s3_bucket.a update data_store low dev',
      'aws_secretsmanager_secret.a update secrets elevated dev',
      'aws_security_group.a update firewall elevated dev',
      'nobody_knows_this.a update other critical dev',
    ]);
  });

  it('one step more for what cannot be had back, and one for a high finding', async () => {
    const text = ['aws_route53_record', 'aws_kms_key', 'aws_s3_bucket', 'aws_instance']
      .map((type) => resource(type, 'a'))
      .join('');
    expect(await rows({ base: { [`${DEV}a.tf`]: text }, head: { [`${DEV}a.tf`]: null } })).toEqual([
      'aws_route53_record.a delete dns elevated dev',
      'aws_kms_key.a delete encryption critical dev',
      'aws_s3_bucket.a delete data_store critical dev',
      'aws_instance.a delete compute low dev',
    ]);
  });

  it.each([
    ['the highest configured', 'environments: { a: { tier: low, match: { paths: ["a/**"] } } }\n', 'low'],
    ['elevated where none is', '', 'elevated'],
  ])('infrastructure in no environment starts at %s', async (_name, more, tier) => {
    const policy = `version: 1\n${more}`;
    expect(await rows({ policy, head: { 'x.tf': resource('aws_instance', 'a') } })).toEqual([
      `aws_instance.a create compute ${tier} null`,
    ]);
  });

  it('a change in several environments is judged in each', async () => {
    const policy = `version: 1
environments:
  one: { tier: low, match: { paths: ["both/**"] } }
  two: { tier: critical, match: { accounts: ["111122223333"] } }
`;
    const head = { 'BOTH/a.tf': resource('aws_instance', 'a', 'x = "arn:aws:iam::111122223333:role/r"') };
    expect(await rows({ policy, head })).toEqual([
      'aws_instance.a create compute low one',
      'aws_instance.a create compute critical two',
    ]);
  });

  it('no change of meaning needs nobody, but every byte of a governance file counts', async () => {
    const base = { [`${DEV}a.tf`]: resource('aws_instance', 'a', 'ami = "x"'), 'AGENTS.md': 'x\n' };
    const quiet = { [`${DEV}a.tf`]: `# why\n${resource('aws_instance', 'a', 'ami    =   "x" # c')}` };
    const { decision, code } = await decide({ base, head: { ...quiet, 'README.md': 'y\n' } });
    expect([code, decision.tier, decision.changes]).toEqual([0, 'none', []]);
    expect(await rows({ base, head: { 'AGENTS.md': 'x \n' } })).toEqual([
      'AGENTS.md update governance critical null',
    ]);
  });

  it('what is opaque or unreadable is critical wherever it is', async () => {
    const head = {
      [`${DEV}stack.nomad`]: 'job "a" {}\n',
      [`${DEV}bad.tf`]: 'resource "aws_instance" "a" {\n  ami =\n}\n',
    };
    const { decision } = await decide({ head });
    expect(decision.tier).toBe('critical');
    expect(decision.changes.map(({ tier, address }) => [tier, address])).toEqual([
      ['critical', `${DEV}stack.nomad`],
    ]);
    expect(decision.unreadable).toMatchObject([{ file: `${DEV}bad.tf`, line: 2, why: 'parse-error' }]);
  });

  it('a rule raises a tier and never lowers one', async () => {
    const rule = (tier: string) => `version: 1
environments: { dev: { tier: elevated, match: { paths: ["envs/dev/**"] } } }
rules: [{ id: t, when: { kinds: [compute] }, tier: ${tier} }]
`;
    const head = { [`${DEV}a.tf`]: resource('aws_instance', 'a') };
    expect((await decide({ policy: rule('critical'), head })).decision.tier).toBe('critical');
    expect((await decide({ policy: rule('low'), head })).decision.tier).toBe('elevated');
  });
});

describe('findings stand on their lines', () => {
  it('in Terraform', async () => {
    const text = [
      resource(
        'aws_security_group',
        'a',
        'ingress {',
        '  from_port = 22',
        '  to_port = 22',
        '  cidr_blocks = ["0.0.0.0/0"]',
        '}',
      ),
      resource(
        'aws_iam_policy',
        'b',
        'policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })',
      ),
      resource(
        'aws_iam_role',
        'c',
        'assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "*" } }] })',
      ),
      resource('null_resource', 'd', 'provisioner "local-exec" {', '  command = "x"', '}'),
      'module "e" {\n  source = "git::https://example.com/e.git?ref=main"\n}\n',
    ];
    expect(await found({ head: { [`${DEV}a.tf`]: text.join('') } })).toEqual([
      `public-ingress high ${DEV}a.tf:5`,
      `iam-access-grows high ${DEV}a.tf:9`,
      `iam-privilege-escalation high ${DEV}a.tf:9`,
      `iam-wildcard high ${DEV}a.tf:9`,
      `iam-trust-widened high ${DEV}a.tf:12`,
      `exec-on-apply high ${DEV}a.tf:16`,
      `mutable-module-source medium ${DEV}a.tf:20`,
      `remote-module-added medium ${DEV}a.tf:20`,
    ]);
  });

  it('of what is gone, broken or governs', async () => {
    const base = { [`${DEV}s.tf`]: `\n${resource('aws_s3_bucket', 'a')}` };
    const head = { [`${DEV}s.tf`]: '\n', [`${DEV}x.tf`]: 'locals {\n  a = "\n', '.mcp.json': '{}' };
    expect(await found({ base, head })).toEqual([
      'governance-file-changed medium .mcp.json:1',
      `data-store-destroyed high ${DEV}s.tf:2`,
      `unreadable-file high ${DEV}x.tf:2`,
    ]);
  });

  it('sensitive values are printed in no form', async () => {
    const secret = 'hunter2-and-more';
    const head = {
      [`${DEV}a.tf`]: `${resource('aws_db_instance', 'a', `password = "${secret}"`)}variable "v" {\n  sensitive = true\n  default   = "${secret}"\n}\n`,
      [`${DEV}t.tfvars`]: `db_password = "${secret}"\n`,
      [`${DEV}k.yaml`]: `apiVersion: v1\nkind: Secret\nmetadata: { name: x }\nstringData: { p: ${secret} }\n`,
    };
    const { decision } = await decide({ head, facts: HUMAN });
    expect(decision.changes).toHaveLength(4);
    expect(JSON.stringify(decision)).not.toContain(secret);
  });
});
