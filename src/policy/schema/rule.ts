// Rules and exceptions of the policy file.
import { z } from 'zod';
import { ASSURANCES, MODES, TIERS } from '../../model/words.ts';
import { whenSchema } from './when.ts';
import { approver } from './approver.ts';
import { date, duration, glob, name, oneOrMany } from './words.ts';

const DAY = 86_400;
const stale = z
  .enum(['head', 'change_digest'])
  .optional()
  .describe(
    'What an approval must have been given on: the head, or any commit that changes exactly what the head changes. Default: head.',
  );

const headAge = duration({ min: 0, max: 7 * DAY })
  .optional()
  .describe(
    'How long its commit must have been there before an approval counts, by when this App first saw it. Default: no time.',
  );

const approvalSchema = z.strictObject({
  count: z
    .int()
    .min(1)
    .max(20)
    .describe(
      'How many humans, each with a review that counts: on the head, with access now, and with no part in the change.',
    ),
  from: oneOrMany(approver)
    .optional()
    .describe(
      "Whose approvals count. Beside teams and people: `code_owners` (of each file, by CODEOWNERS of the base branch), `resource_owners` (of each file, by this policy), `agents_owner` (of each agent that took part). What nobody owns is anybody's with write access. Absent: anyone with write access.",
    ),
  permission: z
    .enum(['write', 'maintain', 'admin'])
    .optional()
    .describe('Least permission on the repository that an approver must have. Default: write.'),
  stale,
  head_age: headAge,
});

const checkSchema = z.strictObject({
  name: z.string().min(1).describe('Exact name of the check run.'),
  app_id: z
    .int()
    .min(1)
    .describe(
      'Numeric id of the GitHub App that reports the check (15368 is GitHub Actions); a name alone can be faked.',
    ),
});

export const PROVENANCE_WORDS = ['prompt', 'tools', 'plan', 'purpose'] as const;

const requireSchema = z
  .strictObject({
    approvals: z
      .array(approvalSchema)
      .min(1)
      .optional()
      .describe('Every entry must be filled; one human fills one entry of a rule.'),
    validators: oneOrMany(name)
      .optional()
      .describe(
        'Agents with the role validator, by name: each must have approved. Beside the approvals of humans, never instead of them.',
      ),
    checks: z
      .array(checkSchema)
      .min(1)
      .optional()
      .describe(
        'Check runs that must have succeeded on the head; skipped, neutral and missing ones have not.',
      ),
    provenance: oneOrMany(z.enum(PROVENANCE_WORDS))
      .optional()
      .describe('Digests that the agent must have recorded for this head. Binds agent and mixed only.'),
    assurance: z
      .enum(ASSURANCES)
      .optional()
      .describe('How sure it must be at least who the agent is. Binds agent and mixed only.'),
    signed_commits: z
      .literal(true)
      .optional()
      .describe(
        'Every commit of the pull request has a verified signature of its author, or of GitHub itself.',
      ),
    plan: z
      .strictObject({
        workflow: z
          .string()
          .regex(
            /^\.github\/workflows\/[^/@\s]+\.ya?ml$/,
            'a workflow of this repository is ".github/workflows/x.yml"',
          )
          .describe('Path of the workflow in this repository, which must run on `pull_request`.'),
        artifact: z.string().min(1).max(255).describe('Name of the artefact that it must have made.'),
      })
      .optional()
      .describe('A plan made on the head by a workflow that the pull request does not change.'),
    deployed: z
      .strictObject({
        environment: name.describe(
          'Where it must have been deployed before: an environment with a deploy target.',
        ),
        for: duration({ min: 0, max: 90 * DAY })
          .optional()
          .describe('How long ago that deployment must have ended.'),
        same: z
          .enum(['change_digest'])
          .optional()
          .describe(
            'What must be the same there: everything that changes, but for the name of the environment. The only value.',
          ),
      })
      .optional()
      .describe(
        'The same change has been deployed there before, by a session of this App whose run succeeded.',
      ),
    stale,
    head_age: headAge,
  })
  .refine((value) => Object.keys(value).some((key) => key !== 'stale' && key !== 'head_age'), {
    message: 'a requirement asks for nothing',
  });

export const ruleSchema = z
  .strictObject({
    id: name.describe('Shown in every reason. No two rules of a file have the same.'),
    description: z.string().optional().describe('What the rule is for; only for readers.'),
    mode: z
      .enum(MODES)
      .optional()
      .describe(
        'observe: what the rule would say is recorded and shown, and holds nothing. Default: enforce.',
      ),
    when: whenSchema
      .optional()
      .describe(
        'Which changes or pull requests the rule is about: every key must hold, keys about changes for one and the same change. Absent: every pull request.',
      ),
    require: requireSchema
      .optional()
      .describe('What must be there before the pull request passes: every key of it.'),
    deny: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .optional()
      .describe('Refuses what matches, whatever was approved; the sentence says why, and people read it.'),
    tier: z
      .enum(TIERS)
      .optional()
      .describe('Raises the tier of matching changes to this one; never lowers it.'),
  })
  .refine((rule) => rule.require !== undefined || rule.deny !== undefined || rule.tier !== undefined, {
    message: 'a rule needs at least one of "require", "deny" and "tier"',
  })
  .refine((rule) => rule.mode !== 'observe' || rule.tier === undefined, {
    path: ['tier'],
    message: 'a rule that observes raises no tier: leave "tier" out or enforce it',
  });

export const exceptionSchema = z.strictObject({
  finding: name.describe('Exact id of the finding, no glob.'),
  addresses: oneOrMany(glob).describe('Globs over the addresses of the resources, case-sensitive.'),
  reason: z
    .string()
    .trim()
    .min(1)
    .describe('Why it is fine, in one sentence; shown with every decision that it changes.'),
  by: z.string().trim().min(1).describe('Who answers for it.'),
  expires: date.describe(
    'From this moment (UTC) on the exception is void. An unknown time counts as after it.',
  ),
});
