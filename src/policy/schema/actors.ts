// Who writes changes: agents, automation and the handling of the unlabelled and the unknown.
import { z } from 'zod';
import { AGENT_ROLES, AUTONOMIES, KINDS } from '../../model/words.ts';
import { namedApprover } from './approver.ts';
import { githubId, identitySchema } from './identity.ts';
import { date, name, oneOrMany } from './words.ts';

/** A tool may be named `Bash(terraform *)` or `mcp__github__*`: the slashes of paths mean nothing here. */
const toolGlob = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((name) => !name.includes('{'), { message: 'write two names instead of "{a,b}"' })
  .describe('A name, or a glob with `*` and `?` that must fit the whole name.');

const agentSchema = z.strictObject({
  identities: z
    .array(identitySchema)
    .min(1)
    .describe('How it is known: any of these. Each has exactly one key, and no two agents share one.'),
  owner: namedApprover
    .optional()
    .describe('The team or person who answers for it, and whom `agents_owner` asks.'),
  roles: oneOrMany(z.enum(AGENT_ROLES))
    .optional()
    .describe(
      "author: may write changes. validator: its reviews are heard, as `require.validators` asks; they never count as a human's. executor: may start deployments to its environments. Default: author.",
    ),
  autonomy: z
    .enum(AUTONOMIES)
    .optional()
    .describe(
      'advisory: may reach no environment. supervised: humans approve. autonomous: needs nobody at tier low without findings, in its environments, on commits of its own. Default: supervised.',
    ),
  environments: z
    .array(name)
    .optional()
    .describe('Environments that its changes may reach; in others they are blocked. Absent: none.'),
  deny_kinds: oneOrMany(z.enum(KINDS))
    .optional()
    .describe('Kinds that its changes may not touch; they are blocked.'),
  tools: z
    .array(toolGlob)
    .optional()
    .describe(
      'Names or globs, case-sensitive: the only tools that its log may hold. Any other blocks, and without a log a human is needed. Absent: any tool.',
    ),
  recertify_by: date
    .optional()
    .describe(
      'After this day (UTC) its changes are blocked until somebody sets a later one. An unknown time counts as after it.',
    ),
});

export const actorsSchema = z.strictObject({
  agents: z
    .record(name, agentSchema)
    .optional()
    .describe(
      'Agents and their limits, by name. Outside its limits a change is blocked, whatever was approved.',
    ),
  automation: z
    .array(
      z.strictObject({
        github: githubId,
        name: z.string().min(1).optional().describe('Its name; only for readers.'),
      }),
    )
    .optional()
    .describe(
      'Bots and machine users that are no agents (Dependabot), by account: one human approves their changes, and their own approvals do not count.',
    ),
  unlabelled: z
    .enum(['human', 'agent'])
    .optional()
    .describe('What a human-authored pull request without agent evidence counts as. Default: human.'),
  unknown_bots: z
    .enum(['deny', 'agent'])
    .optional()
    .describe(
      'What a bot counts as that neither this file nor the shipped registry lists. deny: its infrastructure changes are blocked. Default: deny.',
    ),
});

export const separationSchema = z
  .strictObject({
    author_may_validate: z
      .boolean()
      .optional()
      .describe('May one agent both write and validate changes? Default: false.'),
    validator_may_execute: z
      .boolean()
      .optional()
      .describe('May one agent both validate and execute changes? Default: false.'),
  })
  .describe('Duties that one agent may have together. Only the highest layer of the policy can allow it.');
