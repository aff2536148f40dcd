// Who writes changes: agents, automation and the handling of the unlabelled and the unknown.
import { z } from 'zod';
import { AGENT_ROLES, AUTONOMIES, KINDS } from '../model/words.ts';
import { approver } from './schema-approver.ts';
import { githubId, identitySchema } from './schema-identity.ts';
import { date, name, oneOrMany } from './schema-words.ts';

/** A tool may be named `Bash(terraform *)` or `mcp__github__*`: the slashes of paths mean nothing here. */
const toolGlob = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((name) => !name.includes('{'), { message: 'write two names instead of "{a,b}"' })
  .describe('A name, or a glob with `*` and `?` that must fit the whole name.');

const agentSchema = z.strictObject({
  identities: z.array(identitySchema).min(1).describe('How it is known; each has exactly one key.'),
  owner: approver.optional().describe('The team or person who answers for it.'),
  roles: oneOrMany(z.enum(AGENT_ROLES))
    .optional()
    .describe(
      "author: may write changes. validator: its reviews are heard, as `require.validators` asks; they never count as a human's. executor: may start deployments to its environments. Default: author.",
    ),
  autonomy: z.enum(AUTONOMIES).optional().describe('Default: supervised. advisory may reach no environment.'),
  environments: z.array(name).optional().describe('Environments that its changes may reach; absent: none.'),
  deny_kinds: oneOrMany(z.enum(KINDS)).optional().describe('Kinds that its changes may not touch.'),
  tools: z
    .array(toolGlob)
    .optional()
    .describe(
      'Names or globs, case-sensitive: the only tools that its log may hold. Any other blocks, and without a log a human is needed. Absent: any tool.',
    ),
  recertify_by: date.optional().describe('Past this date its changes are blocked.'),
});

export const actorsSchema = z.strictObject({
  agents: z
    .record(name, agentSchema)
    .optional()
    .describe(
      'Agents and their limits, by name. Outside its limits a change is blocked, whatever was approved.',
    ),
  automation: z
    .array(z.strictObject({ github: githubId, name: z.string().min(1).optional().describe('For readers.') }))
    .optional()
    .describe('Bots that are no agents.'),
  unlabelled: z
    .enum(['human', 'agent'])
    .optional()
    .describe('What a human-authored pull request without agent evidence counts as. Default: human.'),
  unknown_bots: z.enum(['deny', 'agent']).optional().describe('Default: deny.'),
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
