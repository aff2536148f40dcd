// The policy file `.aigov.yml` as one strict schema. Called by `parsePolicy` and the schema script.
import { z } from 'zod';
import { BASELINES, MODES } from '../model/words.ts';
import { cedarPatternProblem } from './cedar/pattern.ts';
import { actorsSchema, separationSchema } from './schema-actors.ts';
import { exceptionSchema, ruleSchema } from './schema-rule.ts';
import { approver } from './schema-approver.ts';
import { account, arn, duration, glob, layer, name, oneOrMany } from './schema-words.ts';

const HOUR = 3600;
const DAY = 86_400;
const baseline = z
  .enum(BASELINES)
  .optional()
  .describe('Approvals asked for beside the rules. Default: standard.');

const policyFile = glob.superRefine((pattern, context) => {
  const problem = cedarPatternProblem(pattern);
  if (problem !== null) context.addIssue({ code: 'custom', message: problem, params: { code: 'glob' } });
});

const environmentSchema = z.strictObject({
  tier: z
    .enum(['low', 'elevated', 'critical'])
    .optional()
    .describe('Where the tier of a change here starts. Default: elevated.'),
  baseline,
  data: z.string().min(1).optional().describe('A free word for `when.data`.'),
  match: z
    .strictObject({
      paths: oneOrMany(glob)
        .optional()
        .describe(
          'Globs over changed files, and over the files through which a change takes effect elsewhere.',
        ),
      namespaces: oneOrMany(glob).optional().describe('Globs over Kubernetes namespaces.'),
      workspaces: oneOrMany(glob).optional().describe('Globs over Terraform workspaces.'),
      accounts: oneOrMany(account).optional().describe('AWS account ids, in quotes.'),
    })
    .optional()
    .describe('How a change is known to reach this environment: any one key suffices.'),
});

const deploySchema = z.strictObject({
  environment: name.describe('A name from `environments`.'),
  github_environment: z.string().min(1).optional().describe('The name on GitHub, or none.'),
  workflow: z
    .string()
    .regex(
      /^(?:[\w.-]+\/[\w.-]+\/)?\.github\/workflows\/[^/@\s]+\.ya?ml(?:@\S+)?$/,
      'a workflow is ".github/workflows/x.yml" or "owner/repo/.github/workflows/x.yml@ref"',
    )
    .describe('The only workflow that may ask for a session.'),
  ref: z
    .string()
    .regex(/^refs\/(?:heads|tags)\/\S+$/, 'a ref is spelled out, such as "refs/heads/main"')
    .describe('The ref that the workflow must run on.'),
  account: account.describe('Id of the AWS account, in quotes.'),
  role: arn('iam').describe('The role that the broker assumes for the deploy workflow.'),
  region: z
    .string()
    .regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'an AWS region is expected')
    .describe('For example "eu-west-1".'),
  session: duration({ min: 60, max: 12 * HOUR })
    .optional()
    .describe('Real lifetime of a session. Default: 20m.'),
  window: duration({ min: 60, max: 7 * DAY })
    .optional()
    .describe('Time after the merge. Default: 4h.'),
  narrowing: z.enum(['required', 'preferred', 'off']).optional().describe('Default: preferred.'),
  policy_arns: z
    .array(arn('iam'))
    .max(10)
    .optional()
    .describe('Routine rights that every deployment needs, beside those of the change.'),
  executor: name
    .optional()
    .describe(
      'Agent that runs this target, by name: a run that is not its gets no session, and what it may not execute is refused before the merge.',
    ),
  read: z
    .strictObject({ role: arn('iam').describe('Role for planning.') })
    .optional()
    .describe('Reserved, not evaluated yet.'),
});

/** `.aigov.yml`. Every section is optional; defaults are applied when layers are compiled, not here. */
export const policySchema = z
  .strictObject({
    version: z.literal(1).optional().describe('Of this language. Write it first.'),
    extends: oneOrMany(layer)
      .optional()
      .describe(
        'Further policies, as `owner/repository//path`: files on the default branch of repositories of the same owner. They only add; see the guide.',
      ),
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
      .optional()
      .describe('Files that count less.'),
    environments: z
      .record(name, environmentSchema)
      .optional()
      .describe('Places that changes reach, by name. A change in several is judged in each of them.'),
    actors: actorsSchema.optional().describe('Who writes changes.'),
    rules: z
      .array(ruleSchema)
      .optional()
      .describe('Every rule that matches counts; none takes back what another asks.'),
    resource_owners: z
      .array(
        z.strictObject({
          paths: oneOrMany(glob).describe('Globs over changed files.'),
          owners: oneOrMany(approver).describe('Teams or logins; one of them must approve.'),
        }),
      )
      .optional()
      .describe('Who `resource_owners` are: of every entry that matches a changed file.'),
    exceptions: z
      .array(exceptionSchema)
      .optional()
      .describe('Findings that rules do not see on named addresses, until a date. Shown in every decision.'),
    separation: separationSchema.optional(),
    break_glass: z
      .strictObject({
        by: oneOrMany(approver).describe('Teams or logins.'),
        max: duration({ min: 60, max: 12 * HOUR })
          .optional()
          .describe('Longest session.'),
        review_within: duration({ min: HOUR, max: 30 * DAY })
          .optional()
          .describe('Time in which somebody must look at it afterwards.'),
      })
      .optional()
      .describe('Parsed, not evaluated yet.'),
    accounts: z
      .record(
        z.string().regex(/^\d{12}$/, 'an AWS account id has 12 digits'),
        z.strictObject({
          revoker_role: arn('iam').optional().describe('The role with which the broker revokes.'),
          boundary_arn: arn('iam').optional().describe('The policy that holds the revocations.'),
          external_id: z.string().min(2).optional().describe('What the trust policies of the roles ask for.'),
        }),
      )
      .optional()
      .describe('AWS accounts of the targets, by id.'),
    deploy: z
      .record(name, deploySchema)
      .optional()
      .describe('Targets of the broker, by name. Absent: a gate without a broker.'),
    policies: oneOrMany(policyFile)
      .optional()
      .describe(
        'Files with further rules, in `.aigov/` beside this one: Cedar policies (".aigov/*.cedar"), which can only deny or ask for approvals. Any other file is refused.',
      ),
  })
  .describe('Policy of aigov for one repository or organisation.');

export type PolicyDocument = z.infer<typeof policySchema>;
export type AgentDocument = NonNullable<NonNullable<PolicyDocument['actors']>['agents']>[string];
export type RuleDocument = NonNullable<PolicyDocument['rules']>[number];
