// workflow-cloud-role-changed: as whom a job enters the cloud.
import { expect, it } from 'vitest';
import { workflowCloudRoleChanged } from '../../../src/classify/rules/workflow-cloud-role-changed.ts';
import { hitsOfWorkflow, workflow } from '../read-changes.ts';

const check = (
  before: string | null,
  after: string | null,
  deployRoles: readonly string[] = [],
): readonly string[] => hitsOfWorkflow(workflowCloudRoleChanged, before, after, { deployRoles });

const aws = (inputs: string): string =>
  workflow(`steps:\n  - uses: aws-actions/configure-aws-credentials@v5\n    with: { ${inputs} }`);
const ROLE = 'arn:aws:iam::111122223333:role';
const PLAN = aws(`role-to-assume: "${ROLE}/plan"`);

it('another role, in words', () => {
  expect(check(PLAN, aws(`role-to-assume: "${ROLE}/admin"`))).toEqual([
    `medium 6 Job deploy enters the cloud as \`${ROLE}/admin\` instead of \`${ROLE}/plan\` (\`role-to-assume\`).`,
  ]);
});

it.each([
  ['the same role, another region', aws(`role-to-assume: "${ROLE}/plan", aws-region: us-east-1`), 0],
  ['a role by expression', aws('role-to-assume: "${{ vars.ROLE }}"'), 1],
  ['no role any more', aws('aws-region: eu-west-1'), 0],
])('%s', (_name, after, count) => {
  expect(check(PLAN, after)).toHaveLength(count);
});

it.each([
  [
    'google-github-actions/auth@v3',
    'service_account: a@p.iam.gserviceaccount.com',
    'service_account: b@p.iam.gserviceaccount.com',
  ],
  ['azure/login@v2', 'client-id: "1"', 'client-id: "2"'],
  ['hashicorp/vault-action@v3', 'role: a', 'role: b'],
])('%s', (uses, before, after) => {
  const job = (inputs: string): string => workflow(`steps:\n  - uses: ${uses}\n    with: { ${inputs} }`);
  expect(check(job(before), job(after))).toHaveLength(1);
  expect(check(job(before), job(before).replace('v', 'v1'))).toEqual([]);
});

it('a session that is narrowed less', () => {
  const narrow = aws(
    `role-to-assume: "${ROLE}/plan", managed-session-policies: "arn:aws:iam::aws:policy/ReadOnlyAccess"`,
  );
  expect(check(narrow, PLAN)).toEqual([
    'medium - Job deploy no longer narrows its cloud session (`managed-session-policies`).',
  ]);
  expect(check(narrow, narrow.replace('ReadOnly', 'Administrator'))).toEqual([
    'medium 6 Job deploy narrows its cloud session otherwise than before (`managed-session-policies`).',
  ]);
});

it('what is new has other findings, and roles beside a broker too', () => {
  expect(check(null, PLAN)).toEqual([]);
  expect(check(PLAN, null)).toEqual([]);
  expect(check(PLAN, aws(`role-to-assume: "${ROLE}/admin"`), [`${ROLE}/deploy`])).toEqual([]);
});

it('two inputs of one entry are one sentence, about who and not by whom', () => {
  const google = (pool: string, account: string): string =>
    workflow(
      `steps:\n  - uses: google-github-actions/auth@v3\n    with: { workload_identity_provider: ${pool}, service_account: ${account} }`,
    );
  expect(check(google('p1', 'a'), google('p2', 'b'))).toEqual([
    'medium 6 Job deploy enters the cloud as `b` instead of `a` (`workload_identity_provider`, `service_account`).',
  ]);
  expect(check(google('p1', 'a'), google('p2', 'a'))).toEqual([
    'medium 6 Job deploy enters the cloud as `p2` instead of `p1` (`workload_identity_provider`).',
  ]);
});
