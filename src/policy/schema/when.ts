// The `when` of a rule: which changes or pull requests it is about.
import { z } from 'zod';
import {
  ACTIONS,
  ACTOR_CLASSES,
  ASSURANCES,
  AUTONOMIES,
  KINDS,
  SEVERITIES,
  TIERS,
} from '../../model/words.ts';
import { duringSchema } from './during.ts';
import { namedApprover } from './approver.ts';
import { glob, name, oneOrMany } from './words.ts';

const count = z.int().min(0);

/** All keys must hold. Change-scoped keys must hold for one and the same change. */
export const whenSchema = z.strictObject({
  kinds: oneOrMany(z.enum(KINDS))
    .optional()
    .describe('What the change touches; docs/kinds.md says which resource has which kinds.'),
  actions: oneOrMany(z.enum(ACTIONS))
    .optional()
    .describe(
      'What becomes of the resource. replace: destroyed and made anew. unknown may be any of the others.',
    ),
  findings: oneOrMany(glob)
    .optional()
    .describe('Globs over the ids of findings on the change (`iam-*`); docs/findings has a page of each.'),
  severity_at_least: z
    .enum(SEVERITIES)
    .optional()
    .describe('The change has a finding of this severity or above; with `findings`, one of those.'),
  attributes: oneOrMany(glob)
    .optional()
    .describe('Globs over paths of changed attributes, `ingress.*.cidr_blocks`; what is inside counts.'),
  environments: oneOrMany(name).optional().describe('Names from `environments` that the change reaches.'),
  data: oneOrMany(z.string().min(1))
    .optional()
    .describe('Words that an environment of the change has under `data`.'),
  tier: oneOrMany(z.enum(TIERS)).optional().describe('Tier of the change, as found or as raised by a rule.'),
  tier_at_least: z
    .enum(TIERS)
    .optional()
    .describe('The change has this tier or a higher one: none, low, elevated, critical.'),
  formats: oneOrMany(z.string().min(1))
    .optional()
    .describe('Ids of formats, `terraform`; docs/formats has a page of each.'),
  paths: oneOrMany(glob)
    .optional()
    .describe('Globs over the file of the change; a renamed one is seen under both names.'),
  not_paths: oneOrMany(glob)
    .optional()
    .describe('Globs, case-sensitive: changes of these files are left out.'),
  resource_types: oneOrMany(glob)
    .optional()
    .describe('Globs over resource types, `aws_iam_*`, `AWS::IAM::*`, `Deployment`.'),
  addresses: oneOrMany(glob)
    .optional()
    .describe('Globs over addresses as the card shows them, `aws_iam_role.ci`, `module.*.aws_lb.*`.'),
  actor: oneOrMany(z.enum(ACTOR_CLASSES))
    .optional()
    .describe(
      'Who wrote the pull request. mixed: a human, with signs of an agent; where only text shows them, what is said of humans counts too. unknown_bot: a bot that nobody listed.',
    ),
  agents: oneOrMany(name)
    .optional()
    .describe(
      'Agents that took part, by the name in `actors.agents` or in the shipped registry (`copilot`). Inside `not`: all of them, and known by id or signature.',
    ),
  autonomy: oneOrMany(z.enum(AUTONOMIES))
    .optional()
    .describe(
      'Autonomy of a listed agent that took part; inside `not` of all of them, known by id or signature.',
    ),
  first_time: z
    .boolean()
    .optional()
    .describe(
      'Did an agent take part that has no merged and passed pull request in this repository yet, or that nothing proves to be who it says?',
    ),
  assurance: oneOrMany(z.enum(ASSURANCES))
    .optional()
    .describe(
      'How sure it is who wrote the change. declared: a trailer or a branch name says so. authenticated: GitHub vouches for the account. signed: its commits are verified too.',
    ),
  purpose: oneOrMany(glob)
    .optional()
    .describe('Globs over the declared purpose; it never takes a change out of a rule (`not`).'),
  branches: oneOrMany(glob)
    .optional()
    .describe('Globs over base and head branch; inside `not` only the base branch.'),
  labels: oneOrMany(glob)
    .optional()
    .describe(
      'Globs over labels set by someone with write access; inside `not` by one of these who had no part in the change.',
    ),
  authors: oneOrMany(namedApprover)
    .optional()
    .describe('The author of the pull request is one of these, or in one of these teams.'),
  repositories: oneOrMany(glob).optional().describe('Globs over `owner/name`.'),
  draft: z.boolean().optional().describe('Is the pull request a draft?'),
  fork: z.boolean().optional().describe('Does the pull request come from a fork?'),
  during: duringSchema
    .optional()
    .describe(
      'Windows of time, any of which must be open when the decision is made. An unknown time counts as inside.',
    ),
  changes_over: count.optional().describe('The pull request has more changes than this.'),
  files_over: count.optional().describe('The pull request has more changed files than this.'),
  deletes_over: count.optional().describe('The pull request deletes or replaces more resources than this.'),
  get not(): z.ZodOptional<typeof whenSchema> {
    return whenSchema
      .optional()
      .describe(
        'The conditions inside must be false for the change. Globs are exact about case there, what is unknown is not excluded, and text alone makes nobody an agent.',
      );
  },
  get any(): z.ZodOptional<z.ZodArray<typeof whenSchema>> {
    return z
      .array(whenSchema)
      .min(1)
      .optional()
      .describe('At least one of these conditions must hold for the change.');
  },
  get all(): z.ZodOptional<z.ZodArray<typeof whenSchema>> {
    return z
      .array(whenSchema)
      .min(1)
      .optional()
      .describe('Each of these conditions must hold for one and the same change.');
  },
  get only(): z.ZodOptional<typeof whenSchema> {
    return whenSchema
      .optional()
      .describe('There is a change, and every change of the pull request meets these conditions.');
  },
});

export type When = z.infer<typeof whenSchema>;
