// Rules and exceptions of the policy file.
import { z } from 'zod';
import { ASSURANCES, MODES, TIERS } from '../model/words.ts';
import { whenSchema } from './schema-when.ts';
import { approver } from './schema-approver.ts';
import { date, duration, glob, name, oneOrMany } from './schema-words.ts';

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
  count: z.int().min(1).max(20).describe('Distinct humans.'),
  from: oneOrMany(approver)
    .optional()
    .describe(
      'Teams, logins, people as `{ login, id }`, `code_owners`, `resource_owners` (of the files that match), `agents_owner`; absent: anyone with write access.',
    ),
  permission: z
    .enum(['write', 'maintain', 'admin'])
    .optional()
    .describe('Least permission on the repository. Default: write.'),
  stale,
  head_age: headAge,
});

const checkSchema = z.strictObject({
  name: z.string().min(1).describe('Name of the check run.'),
  app_id: z
    .int()
    .min(1)
    .describe('Numeric id of the GitHub App that reports the check; a name alone can be faked.'),
});

export const PROVENANCE_WORDS = ['prompt', 'tools', 'plan', 'purpose'] as const;

const requireSchema = z
  .strictObject({
    approvals: z.array(approvalSchema).min(1).optional().describe('All entries, filled by distinct humans.'),
    validators: oneOrMany(name)
      .optional()
      .describe(
        'Agents with the role validator, by name: each must have approved. Beside the approvals of humans, never instead of them.',
      ),
    checks: z
      .array(checkSchema)
      .min(1)
      .optional()
      .describe('Check runs that must have succeeded on the head.'),
    provenance: oneOrMany(z.enum(PROVENANCE_WORDS)).optional().describe('Binds agent and mixed only.'),
    assurance: z.enum(ASSURANCES).optional().describe('Least assurance; binds agent and mixed only.'),
    signed_commits: z
      .literal(true)
      .optional()
      .describe(
        'Every commit of the pull request has a verified signature of its author, or of GitHub itself.',
      ),
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
    id: name.describe('Shown in every reason; no two rules have the same.'),
    description: z.string().optional().describe('For readers.'),
    mode: z
      .enum(MODES)
      .optional()
      .describe(
        'observe: what the rule would say is recorded and shown, and holds nothing. Default: enforce.',
      ),
    when: whenSchema.optional().describe('Absent: every pull request.'),
    require: requireSchema.optional().describe('What must be there; every key.'),
    deny: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .optional()
      .describe('Why such a change is refused, in one sentence.'),
    tier: z.enum(TIERS).optional().describe('Raises the tier of matching changes; never lowers it.'),
  })
  .refine((rule) => rule.require !== undefined || rule.deny !== undefined || rule.tier !== undefined, {
    message: 'a rule needs at least one of "require", "deny" and "tier"',
  })
  .refine((rule) => rule.mode !== 'observe' || rule.tier === undefined, {
    path: ['tier'],
    message: 'a rule that observes raises no tier: leave "tier" out or enforce it',
  });

export const exceptionSchema = z.strictObject({
  finding: name.describe('Exact finding id.'),
  addresses: oneOrMany(glob).describe('Globs, case-sensitive.'),
  reason: z.string().trim().min(1).describe('Why, in one sentence.'),
  by: z.string().trim().min(1).describe('Who answers for it.'),
  expires: date.describe('From this moment (UTC) on the exception is void.'),
});
