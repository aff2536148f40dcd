// The policy file `.aigov.yml` as one strict schema. Called by `parsePolicy` and the schema script.
import { z } from 'zod';
import { BASELINES, MODES } from '../../model/words.ts';
import { cedarPatternProblem } from '../cedar/pattern.ts';
import { actorsSchema, separationSchema } from './actors.ts';
import { exceptionSchema, ruleSchema } from './rule.ts';
import { approver, namedApprover } from './approver.ts';
import { account, arn, duration, glob, layer, name, oneOrMany } from './words.ts';

const HOUR = 3600;
const DAY = 86_400;
const baseline = z
  .enum(BASELINES)
  .optional()
  .describe(
    'Humans asked for beside the rules. standard: one or two by tier and kind, more for agents. light: one for any infrastructure. none: only the rules, and what cannot be read is refused. Default: standard.',
  );

const policyFile = glob.superRefine((pattern, context) => {
  const problem = cedarPatternProblem(pattern);
  if (problem !== null) context.addIssue({ code: 'custom', message: problem, params: { code: 'glob' } });
});

const environmentSchema = z.strictObject({
  tier: z
    .enum(['low', 'elevated', 'critical'])
    .optional()
    .describe(
      'Where the tier of a change here starts; its kinds, deletions and grave findings raise it. Default: elevated.',
    ),
  baseline,
  data: z
    .string()
    .min(1)
    .optional()
    .describe(
      'A word of yours for the data that is held here (`restricted`), which rules name as `when.data`.',
    ),
  match: z
    .strictObject({
      paths: oneOrMany(glob)
        .optional()
        .describe(
          'Globs over changed files under their old and new names, and over the files through which a change takes effect (the caller of a module, the overlay of a base).',
        ),
      namespaces: oneOrMany(glob)
        .optional()
        .describe('Globs over Kubernetes namespaces; a namespace that is computed could be any.'),
      workspaces: oneOrMany(glob)
        .optional()
        .describe(
          'Globs over Terraform workspaces, as `cloud` and `backend` blocks and comparisons name them; one that is computed, or chosen by tags or behind a prefix, could be any.',
        ),
      accounts: oneOrMany(account)
        .optional()
        .describe(
          'AWS account ids, in quotes, that stand anywhere in the change or in the settings of its provider.',
        ),
    })
    .optional()
    .describe(
      'How a change is known to reach this environment: any one key suffices. Without it no change ever does.',
    ),
});

const deploySchema = z.strictObject({
  environment: name.describe('A name from `environments`.'),
  github_environment: z
    .string()
    .min(1)
    .optional()
    .describe(
      'The environment on GitHub that the token of the workflow must carry. `none`, or no key: it must carry none.',
    ),
  workflow: z
    .string()
    .regex(
      // A path with a ref, or another repository without one, is what no token says: nobody would ever get a session.
      /^(?:\.github\/workflows\/[^/@\s]+\.ya?ml|[\w.-]+\/[\w.-]+\/\.github\/workflows\/[^/@\s]+\.ya?ml@\S+)$/,
      'a workflow is ".github/workflows/x.yml" or "owner/repo/.github/workflows/x.yml@ref"',
    )
    .describe(
      'The only workflow whose token may ask for a session: its path in this repository, or `owner/repo/path@ref`.',
    ),
  ref: z
    .string()
    .regex(/^refs\/heads\/\S+$/, 'a branch is spelled out here, such as "refs/heads/main"')
    .describe(
      'The branch that the workflow must run on, spelled out: `refs/heads/main`. Tags deploy nothing.',
    ),
  account: account.describe('Id of the AWS account, in quotes.'),
  role: arn('iam').describe(
    'The role that the broker assumes for the deploy workflow. Nobody else should be trusted by it.',
  ),
  region: z
    .string()
    .regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'an AWS region is expected')
    .describe('Region of STS, `eu-west-1`.'),
  session: duration({ min: 60, max: 12 * HOUR })
    .optional()
    .describe(
      'How long a session works, by a time fence in its own policy: it may be shorter than the 15 minutes of STS. Default: 20m.',
    ),
  window: duration({ min: 60, max: 7 * DAY })
    .optional()
    .describe('How long after the merge sessions are given for it. Default: 4h.'),
  narrowing: z
    .enum(['required', 'preferred', 'off'])
    .optional()
    .describe(
      'Cut each session down to what the approved change needs. required: no session where that cannot be told. preferred: as far as it can be told. off: all that the role can do. Default: preferred.',
    ),
  policy_arns: z
    .array(arn('iam'))
    .max(10)
    .optional()
    .describe(
      'Managed policies with the rights that every deployment needs beside those of its change: state, locks, reads. At most 10.',
    ),
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
    version: z.literal(1).optional().describe('Version of this language; write it first.'),
    extends: oneOrMany(layer)
      .optional()
      .describe(
        'Further policies, as `owner/repository//path`: files on the default branch of repositories of the same owner. They only add; see the guide.',
      ),
    mode: z
      .enum(MODES)
      .optional()
      .describe(
        'observe: everything is decided, shown and recorded, and holds nothing. A floor in enforce wins. Default: enforce.',
      ),
    baseline,
    owners: oneOrMany(approver)
      .optional()
      .describe(
        'One of them must approve every change of the policy, CODEOWNERS, and the files that instruct agents. Absent: the baseline decides.',
      ),
    paths: z
      .strictObject({
        ignore: z
          .array(glob)
          .optional()
          .describe(
            'Globs, case-sensitive: nothing in these files is a change (vendored code, test data). Governance files and `.github` are never ignored.',
          ),
        inert: z
          .array(glob)
          .optional()
          .describe(
            'Globs, case-sensitive: files that deploy jobs do not run (documentation). Where the policy has a `deploy` section, every other file counts when an agent changes it.',
          ),
      })
      .optional()
      .describe('Files that count less. Only the highest layer has a say.'),
    environments: z
      .record(name, environmentSchema)
      .optional()
      .describe(
        'Places that changes reach, by name. A change in several is judged in each; infrastructure in none counts as in the gravest.',
      ),
    actors: actorsSchema
      .optional()
      .describe('Who writes changes: agents with their limits, automation, and what is unknown.'),
    rules: z
      .array(ruleSchema)
      .optional()
      .describe('Every rule that matches counts: there is no order, and none takes back what another asks.'),
    resource_owners: z
      .array(
        z.strictObject({
          paths: oneOrMany(glob).describe('Globs over changed files, old and new name.'),
          owners: oneOrMany(namedApprover).describe(
            'One of them must approve where a rule asks for `resource_owners`.',
          ),
        }),
      )
      .optional()
      .describe(
        'Who the word `resource_owners` in `approvals` means. Every entry that matches a changed file is asked; a later one replaces none.',
      ),
    exceptions: z
      .array(exceptionSchema)
      .optional()
      .describe(
        'Findings that rules of this layer and below do not see on named addresses, until a date. Baseline and tier stay; every decision shows them.',
      ),
    separation: separationSchema.optional(),
    break_glass: z
      .strictObject({
        by: oneOrMany(namedApprover).describe(
          'Teams or logins: people who may, none of whom may have a part in the change.',
        ),
        max: duration({ min: 60, max: 12 * HOUR })
          .optional()
          .describe('How long one use holds, for one head. Default: 30m.'),
        review_within: duration({ min: HOUR, max: 30 * DAY })
          .optional()
          .describe(
            'Time in which somebody must look at it afterwards: a use that nobody looked at in time is the last one. Default: 72h.',
          ),
      })
      .optional()
      .describe(
        'In an emergency a named person may stand in for approvals and checks that are missing. It opens no refusal, no objection, no check that failed and no change of governance files.',
      ),
    accounts: z
      .record(
        z.string().regex(/^\d{12}$/, 'an AWS account id has 12 digits'),
        z.strictObject({
          revoker_role: arn('iam')
            .optional()
            .describe('The role with which the broker revokes sessions in this account.'),
          boundary_arn: arn('iam')
            .optional()
            .describe(
              'The managed policy that holds the revocations; every deploy role has it as its permissions boundary.',
            ),
          external_id: z
            .string()
            .min(2)
            .optional()
            .describe('The external id that the trust policies of the roles ask for.'),
        }),
      )
      .optional()
      .describe('How sessions are ended in the AWS accounts of the targets, by account id in quotes.'),
    deploy: z
      .record(name, deploySchema)
      .optional()
      .describe(
        'Where merged changes may be deployed to, by name. Absent: a gate without a broker, and nothing of AWS is needed.',
      ),
    policies: oneOrMany(policyFile)
      .optional()
      .describe(
        'Files with further rules, in `.aigov/` beside this one: Cedar policies (".aigov/*.cedar"), which can only deny or ask for approvals. Any other file is refused.',
      ),
  })
  .describe('Policy of aigov for one repository or organisation: who may let what reach where.');

export type PolicyDocument = z.infer<typeof policySchema>;
export type AgentDocument = NonNullable<NonNullable<PolicyDocument['actors']>['agents']>[string];
export type RuleDocument = NonNullable<PolicyDocument['rules']>[number];
