// The policy file `.aigov.yml` as one strict schema. Called by `parsePolicy` and the schema script.
import { z } from 'zod';
import { BASELINES, MODES } from '../model/words.ts';
import { actorsSchema } from './schema-actors.ts';
import { exceptionSchema, ruleSchema } from './schema-rule.ts';
import { account, approver, arn, duration, glob, name, oneOrMany } from './schema-words.ts';

const HOUR = 3600;
const DAY = 86_400;
const baseline = z
  .enum(BASELINES)
  .optional()
  .describe('Approvals asked for beside the rules. Default: standard.');

const environmentSchema = z.strictObject({
  tier: z.enum(['low', 'elevated', 'critical']).optional().describe('Default: elevated.'),
  baseline,
  data: z.string().min(1).optional().describe('A free word for `when.data`.'),
  match: z
    .strictObject({
      paths: oneOrMany(glob).optional(),
      namespaces: oneOrMany(glob).optional(),
      workspaces: oneOrMany(glob).optional(),
      accounts: oneOrMany(account).optional(),
    })
    .optional()
    .describe('Any one key suffices.'),
});

const deploySchema = z.strictObject({
  environment: name,
  github_environment: z.string().min(1).optional().describe('The name on GitHub, or none.'),
  workflow: z
    .string()
    .regex(
      /^(?:[\w.-]+\/[\w.-]+\/)?\.github\/workflows\/[^/@\s]+\.ya?ml(?:@\S+)?$/,
      'a workflow is ".github/workflows/x.yml" or "owner/repo/.github/workflows/x.yml@ref"',
    ),
  ref: z.string().regex(/^refs\/(?:heads|tags)\/\S+$/, 'a ref is spelled out, such as "refs/heads/main"'),
  account,
  role: arn('iam'),
  region: z.string().regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'an AWS region is expected'),
  session: duration({ min: 60, max: 12 * HOUR })
    .optional()
    .describe('Real lifetime of a session. Default: 20m.'),
  window: duration({ min: 60, max: 7 * DAY })
    .optional()
    .describe('Time after the merge. Default: 4h.'),
  narrowing: z.enum(['required', 'preferred', 'off']).optional().describe('Default: preferred.'),
  policy_arns: z.array(arn('iam')).max(10).optional(),
  read: z
    .strictObject({ role: arn('iam') })
    .optional()
    .describe('Reserved, not evaluated yet.'),
});

/** `.aigov.yml`. Every section is optional; defaults are applied when layers are compiled, not here. */
export const policySchema = z
  .strictObject({
    version: z.literal(1).optional(),
    extends: oneOrMany(z.string().min(1)).optional().describe('Parsed, not evaluated yet.'),
    mode: z
      .enum(MODES)
      .optional()
      .describe('observe decides and records, and never blocks. Default: enforce.'),
    baseline,
    owners: oneOrMany(approver)
      .optional()
      .describe('One of them must approve any change to governance files.'),
    paths: z
      .strictObject({
        ignore: z.array(glob).optional().describe('Case-sensitive. Governance files are never ignored.'),
        inert: z.array(glob).optional().describe('Case-sensitive. Files that deploy jobs do not run.'),
      })
      .optional(),
    environments: z.record(name, environmentSchema).optional(),
    actors: actorsSchema.optional(),
    rules: z.array(ruleSchema).optional(),
    resource_owners: z
      .array(z.strictObject({ paths: oneOrMany(glob), owners: oneOrMany(approver) }))
      .optional()
      .describe('Who `resource_owners` are: of every entry that matches a changed file.'),
    exceptions: z.array(exceptionSchema).optional(),
    separation: z
      .strictObject({
        author_may_validate: z.boolean().optional(),
        validator_may_execute: z.boolean().optional(),
      })
      .optional()
      .describe('Parsed, not evaluated yet.'),
    break_glass: z
      .strictObject({
        by: oneOrMany(approver),
        max: duration({ min: 60, max: 12 * HOUR }).optional(),
        review_within: duration({ min: HOUR, max: 30 * DAY }).optional(),
      })
      .optional()
      .describe('Parsed, not evaluated yet.'),
    accounts: z
      .record(
        z.string().regex(/^\d{12}$/, 'an AWS account id has 12 digits'),
        z.strictObject({
          revoker_role: arn('iam').optional(),
          boundary_arn: arn('iam').optional(),
          external_id: z.string().min(2).optional(),
        }),
      )
      .optional(),
    deploy: z.record(name, deploySchema).optional(),
    policies: oneOrMany(glob).optional().describe('Parsed, not evaluated yet.'),
  })
  .describe('Policy of aigov for one repository or organisation.');

export type PolicyDocument = z.infer<typeof policySchema>;
export type AgentDocument = NonNullable<NonNullable<PolicyDocument['actors']>['agents']>[string];
export type RuleDocument = NonNullable<PolicyDocument['rules']>[number];
