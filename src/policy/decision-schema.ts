// The shape of the decision document for readers outside; only the schema script and tests use it.
import { z } from 'zod';
import { BLOCKING_CODES, IGNORED_WHY, REVIEW_CODES } from '../model/decision.ts';
import {
  ACTIONS,
  ACTOR_CLASSES,
  ASSURANCES,
  KINDS,
  MODES,
  OUTCOMES,
  SEVERITIES,
  TIERS,
} from '../model/words.ts';

const line = z.int().min(1);
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const policyFiles = z
  .array(z.strictObject({ path: z.string(), sha256: hash.nullable() }))
  .optional()
  .describe('Files that the policy names, such as Cedar policies.');

const attribute = z.strictObject({
  path: z.string(),
  line: line.nullable(),
  before: z.unknown(),
  after: z.unknown(),
  sensitive: z.boolean().describe('True: both values are "(sensitive)".'),
});

const change = z.strictObject({
  format: z.string(),
  file: z.string(),
  startLine: line.describe('In the head file; in the base file for a deletion.'),
  endLine: line,
  address: z.string(),
  type: z.string().nullable(),
  action: z.enum(ACTIONS),
  kinds: z.array(z.enum(KINDS)),
  tier: z.enum(TIERS),
  environment: z.string().nullable(),
  attributes: z.array(attribute),
  findings: z.array(z.string()),
  alike: z
    .array(z.string())
    .optional()
    .describe('Addresses of other instances of the same module resource that change in exactly this way.'),
});

const finding = z.strictObject({
  id: z.string(),
  severity: z.enum(SEVERITIES),
  confidence: z.enum(['low', 'medium', 'high']),
  file: z.string(),
  startLine: line,
  endLine: line,
  address: z.string().nullable(),
  message: z.string(),
  fix: z.string(),
});

const reason = z.strictObject({
  code: z.enum([...BLOCKING_CODES, ...REVIEW_CODES]),
  rule: z
    .string()
    .describe('Rule id; "floor/<id>" for the organisation floor; "baseline", "owners" … built in.'),
  satisfied: z.boolean(),
  fixable_by: z.enum(['agent', 'human', 'either']),
  need: z.looseObject({ count: z.int().min(0).optional(), from: z.array(z.string()).optional() }).optional(),
  have: z
    .looseObject({
      counted: z.array(z.string()).optional(),
      ignored: z.array(z.strictObject({ login: z.string(), why: z.enum(IGNORED_WHY) })).optional(),
    })
    .optional(),
  at: z
    .array(z.strictObject({ path: z.string(), line, address: z.string() }))
    .optional()
    .describe('The changes it is about.'),
  message: z.string(),
  remediation: z.string(),
});

const actor = z.strictObject({
  class: z.enum(ACTOR_CLASSES),
  assurance: z.enum(ASSURANCES),
  agents: z.array(z.string()),
  delegator: z.string().nullable(),
  evidence: z.array(
    z.strictObject({ signal: z.string(), value: z.string(), strength: z.enum(['A', 'B', 'C', 'D', '-']) }),
  ),
});

export const decisionSchema = z
  .strictObject({
    schema: z.literal('aigov.decision/1'),
    outcome: z.enum(OUTCOMES),
    mode: z.enum(MODES),
    tier: z.enum(TIERS),
    base: z.string(),
    head: z.string(),
    policy: z.strictObject({
      source: z.string().nullable(),
      sha256: hash.nullable(),
      files: policyFiles,
      floor: z.strictObject({ source: z.string(), sha256: hash, files: policyFiles }).nullable(),
      layers: z
        .array(z.strictObject({ source: z.string(), sha256: hash }))
        .optional()
        .describe('What floor and repository extend.'),
      lastGood: z
        .array(z.strictObject({ source: z.string(), readAt: z.string(), why: z.string() }))
        .optional()
        .describe('Texts that could not be read now and were read lately.'),
    }),
    actor,
    changes: z.array(change),
    findings: z.array(finding),
    unreadable: z.array(
      z.strictObject({ file: z.string(), line: line.nullable(), why: z.string(), message: z.string() }),
    ),
    reasons: z.array(reason),
    observed: z
      .array(reason)
      .optional()
      .describe('What rules in `mode: observe` would say; no part of the outcome.'),
    exceptions: z.array(
      z.strictObject({
        finding: z.string(),
        address: z.string(),
        reason: z.string(),
        by: z.string(),
        expires: z.string(),
      }),
    ),
    breakGlass: z
      .strictObject({
        by: z.string(),
        reason: z.string(),
        at: z.string(),
        until: z.string().nullable(),
        reviewBy: z.string().nullable(),
        refused: z.string().nullable().describe('Why it opens nothing; null: it is in force.'),
        opens: z.array(z.string()).describe('Rules that it opened.'),
      })
      .optional()
      .describe('Somebody broke glass for this head.'),
    retryable: z.boolean().describe('Some unsatisfied reason can be fixed without a human.'),
    changeDigest: digest.describe('Of what changes.'),
    decisionDigest: digest.describe('Of the document without this field.'),
  })
  .describe('One decision of aigov: the same object in CLI, API, MCP, ledger and check run.');
