// Who writes changes: agents, automation and the handling of the unlabelled and the unknown.
import { z } from 'zod';
import { AUTONOMIES, KINDS } from '../model/words.ts';
import { approver } from './schema-approver.ts';
import { date, name, oneOrMany } from './schema-words.ts';

const githubId = z.int().min(1).describe('Numeric id of the account on GitHub.');
const free = z.unknown();

const identitySchema = z
  .strictObject({
    github: githubId.optional(),
    oidc: z.record(z.string(), free).optional().describe('Parsed, not evaluated yet.'),
    spiffe: z.string().optional().describe('Parsed, not evaluated yet.'),
    key: z.string().optional().describe('Parsed, not evaluated yet.'),
  })
  .refine((identity) => Object.keys(identity).length === 1, { message: 'an identity has exactly one key' });

/** A tool may be named `Bash(terraform *)` or `mcp__github__*`: the slashes of paths mean nothing here. */
const toolGlob = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((name) => !name.includes('{'), { message: 'write two names instead of "{a,b}"' })
  .describe('A name, or a glob with `*` and `?` that must fit the whole name.');

const ROLES = ['author', 'validator', 'executor'] as const;

const agentSchema = z.strictObject({
  identities: z.array(identitySchema).min(1).describe('How it is known; each has exactly one key.'),
  owner: approver.optional().describe('The team or person who answers for it.'),
  roles: oneOrMany(z.enum(ROLES)).optional().describe('Only author is evaluated yet.'),
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
