// The `when` of a rule: which changes or pull requests it is about.
import { z } from 'zod';
import { ACTIONS, ACTOR_CLASSES, ASSURANCES, AUTONOMIES, KINDS, SEVERITIES, TIERS } from '../model/words.ts';
import { duringSchema } from './schema-during.ts';
import { approver } from './schema-approver.ts';
import { glob, name, oneOrMany } from './schema-words.ts';

const count = z.int().min(0);

/** All keys must hold. Change-scoped keys must hold for one and the same change. */
export const whenSchema = z.strictObject({
  kinds: oneOrMany(z.enum(KINDS)).optional().describe('What the change touches.'),
  actions: oneOrMany(z.enum(ACTIONS)).optional().describe('What becomes of the resource.'),
  findings: oneOrMany(glob).optional().describe('Finding ids or globs of them.'),
  severity_at_least: z
    .enum(SEVERITIES)
    .optional()
    .describe('The change has a finding of this severity or above; with `findings`, one of those.'),
  attributes: oneOrMany(glob)
    .optional()
    .describe('Globs over paths of changed attributes, `ingress.*.cidr_blocks`; what is inside counts.'),
  environments: oneOrMany(name).optional().describe('Names from `environments`.'),
  data: oneOrMany(z.string().min(1)).optional().describe('Words from `environments.*.data`.'),
  tier: oneOrMany(z.enum(TIERS)).optional().describe('Tier of the change.'),
  tier_at_least: z.enum(TIERS).optional().describe('This tier or above.'),
  formats: oneOrMany(z.string().min(1))
    .optional()
    .describe('Ids of formats, `terraform`; docs/formats has a page of each.'),
  paths: oneOrMany(glob).optional().describe('Globs; a renamed file is seen under both names.'),
  not_paths: oneOrMany(glob)
    .optional()
    .describe('Globs, case-sensitive: changes of these files are left out.'),
  resource_types: oneOrMany(glob).optional().describe('Globs over types, `aws_iam_*`.'),
  addresses: oneOrMany(glob).optional().describe('Globs over addresses, `aws_iam_role.ci`.'),
  actor: oneOrMany(z.enum(ACTOR_CLASSES)).optional().describe('Class of the author of the pull request.'),
  agents: oneOrMany(name).optional().describe('Names of agents that took part.'),
  autonomy: oneOrMany(z.enum(AUTONOMIES)).optional().describe('Of a listed agent that took part.'),
  first_time: z
    .boolean()
    .optional()
    .describe(
      'Did an agent take part that has no merged and passed pull request in this repository yet, or that nothing proves to be who it says?',
    ),
  assurance: oneOrMany(z.enum(ASSURANCES)).optional().describe('How sure it is who wrote the change.'),
  purpose: oneOrMany(glob)
    .optional()
    .describe('Globs over the declared purpose; it never takes a change out of a rule (`not`).'),
  branches: oneOrMany(glob)
    .optional()
    .describe('Globs over base and head branch; inside `not` only the base branch.'),
  labels: oneOrMany(glob).optional().describe('Globs over labels set by someone with write access.'),
  authors: oneOrMany(approver).optional().describe('Logins or teams.'),
  repositories: oneOrMany(glob).optional().describe('Globs over `owner/name`.'),
  draft: z.boolean().optional().describe('Is the pull request a draft?'),
  fork: z.boolean().optional().describe('Does the pull request come from a fork?'),
  during: duringSchema.optional().describe('Windows of time, by the time of the decision.'),
  changes_over: count.optional().describe('More changes than this.'),
  files_over: count.optional().describe('More changed files than this.'),
  deletes_over: count.optional().describe('More deleted or replaced resources than this.'),
  get not(): z.ZodOptional<typeof whenSchema> {
    return whenSchema.optional().describe('The inner object must be false for the change.');
  },
  get any(): z.ZodOptional<z.ZodArray<typeof whenSchema>> {
    return z.array(whenSchema).min(1).optional().describe('One of the objects must hold.');
  },
  get all(): z.ZodOptional<z.ZodArray<typeof whenSchema>> {
    return z.array(whenSchema).min(1).optional().describe('Each of the objects must hold.');
  },
  get only(): z.ZodOptional<typeof whenSchema> {
    return whenSchema.optional().describe('At least one change, and every change must satisfy it.');
  },
});

export type When = z.infer<typeof whenSchema>;
