// The facts document `aigov.facts/1` at the border: every field optional, null is unknown, unknown
// keys are errors. Called by `parseFacts` and the schema script.
import { z } from 'zod';
import { OIDC_CLAIMS } from '../model/oidc-claims.ts';
import type { OidcClaim } from '../model/oidc-claims.ts';
import { scopeSchema, toolsSchema } from '../syntax/index.ts';

/** Text that canonical JSON can carry: a lone surrogate could not be recorded. */
const text = z
  .string()
  .refine((value) => value.isWellFormed(), { message: 'text with a broken surrogate pair' });
/** Without its zone a time would be another moment on another machine. */
const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/i;
const time = text
  .refine((value) => MOMENT.test(value) && !Number.isNaN(Date.parse(value)), {
    message: 'an RFC 3339 time with its zone is expected, such as "2026-11-21T12:00:00Z"',
  })
  .describe('RFC 3339.');
const id = z.int().min(0);

const account = z.strictObject({
  login: text.min(1).nullish().describe('Absent: matches nobody by name.'),
  id: id.nullish(),
  type: text.nullish().describe('User, Bot …; absent: not a User.'),
});

const commit = z.strictObject({
  sha: text.nullish(),
  author: account.nullish(),
  committer: account.nullish(),
  coauthors: z.array(account).nullish(),
  message: text.nullish(),
  verified: z
    .boolean()
    .nullish()
    .describe(
      "Whether its signature is verified and its author's, or of GitHub itself. Another committer's is none.",
    ),
  key: text
    .nullish()
    .describe('Id or fingerprint of the key of a verified signature; counts only where `verified` is true.'),
  idents: z
    .array(text)
    .nullish()
    .describe('`Name <address>` of author and committer, as git knows them: some agents show nowhere else.'),
});

const review = z.strictObject({
  user: account.nullish().describe('Absent: never counts as an approval.'),
  state: z
    .enum(['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED', 'PENDING'])
    .nullish()
    .describe('Absent: taken for CHANGES_REQUESTED, the strictest.'),
  commit_id: text.nullish().describe('"HEAD" stands for the head sha; absent: not the head.'),
  submitted_at: time.nullish(),
});

const check = z.strictObject({
  name: text.nullish().describe('Absent: no check that a policy asks for.'),
  app_id: id.nullish(),
  head_sha: text.nullish().describe('"HEAD" stands for the head sha; absent: not the head.'),
  status: text.nullish(),
  conclusion: text.nullish(),
  started_at: time.nullish(),
});

const workflowRun = z.strictObject({
  workflow: text.nullish().describe('Path of the workflow file.'),
  run_id: id.nullish(),
  head_sha: text.nullish().describe('"HEAD" stands for the head sha; absent: not the head.'),
  event: text.nullish().describe('Only runs by `pull_request` count.'),
  pull_request: id
    .nullish()
    .describe("The pull request whose merge it ran on; absent: another one's, maybe."),
  status: text.nullish(),
  conclusion: text.nullish(),
  started_at: time.nullish(),
  artifacts: z.array(z.strictObject({ name: text.nullish(), digest: text.nullish() })).nullish(),
});

const deployment = z.strictObject({
  environment: text.nullish().describe('Name in the policy.'),
  change_digest: text
    .nullish()
    .describe('Of what changed there, with the environment left out; a reason NOT_DEPLOYED_YET tells it.'),
  at: time.nullish().describe('When it ended.'),
  status: text.nullish().describe('"success"; anything else deployed nothing.'),
});

const pullRequest = z.strictObject({
  number: id.nullish(),
  title: text.nullish(),
  body: text.nullish(),
  labels: z.array(z.strictObject({ name: text.nullish(), by: text.nullish() })).nullish(),
  draft: z.boolean().nullish(),
  fork: z.boolean().nullish().describe('The head branch belongs to another repository.'),
  base_branch: text.nullish(),
  head_branch: text.nullish(),
  author: account.nullish().describe('Absent: class agent, assurance unknown.'),
});

const provenance = z.strictObject({
  prompt_digest: text.nullish(),
  tools_digest: text.nullish(),
  plan_digest: text.nullish(),
  purpose: text.nullish(),
  signed_by: z
    .union([
      text,
      z.strictObject(
        Object.fromEntries(OIDC_CLAIMS.map((name) => [name, text.optional()])) as {
          readonly [name in OidcClaim]: z.ZodOptional<typeof text>;
        },
      ),
    ])
    .nullish()
    .describe(
      "Signer of a statement about this head, after its signature and its subject were verified: a SPIFFE id, a key, or the claims of a workload's token.",
    ),
  tools: toolsSchema.nullish().describe('Names of the tools in its log. Absent: unknown.'),
});

const declared = z.strictObject({
  scope: scopeSchema.nullish().describe('What the author says that the pull request changes.'),
  tools: toolsSchema.nullish().describe('Names of the tools that the author says were used.'),
  problem: text.nullish().describe('Why the block cannot be read.'),
});

const breakGlass = z.strictObject({
  by: account.nullish().describe('Absent: nobody, which opens nothing.'),
  reason: text.nullish(),
  head: text.nullish().describe('"HEAD" stands for the head sha; it opens this head alone.'),
  at: time.nullish().describe('When it began.'),
  reviewed: z.boolean().nullish().describe('Somebody else has looked at it since.'),
});

export const factsSchema = z
  .strictObject({
    schema: z.literal('aigov.facts/1').nullish(),
    now: time.nullish().describe('Absent: time conditions take the stricter branch.'),
    repository: z.strictObject({ id: id.nullish(), full_name: text.nullish() }).nullish(),
    pull_request: pullRequest.nullish(),
    commits: z.array(commit).nullish().describe('Given: replaces authorship from the local history.'),
    pushers: z.array(account).nullish().describe('Absent: commit authors and committers stand in.'),
    delegator: text.min(1).nullish().describe('Login of the human who asked the agent.'),
    requesters: z.array(text.min(1)).nullish(),
    reviews: z.array(review).nullish(),
    permissions: z
      .record(text, z.enum(['admin', 'maintain', 'write', 'triage', 'read', 'none']).nullable())
      .nullish()
      .describe('By login. Absent: a review of that login does not count.'),
    teams: z
      .record(text, z.array(text).nullable())
      .nullish()
      .describe('Logins of members now, by "@org/slug". Null: unknown, like a team that is not listed.'),
    code_owners: z
      .array(z.strictObject({ pattern: text.nullish(), owners: z.array(text).nullish() }))
      .nullish(),
    change_digests: z
      .record(text, text.nullable())
      .nullish()
      .describe('Change digests of earlier heads, by sha: what an approval there was given on.'),
    agents_seen: z
      .array(text)
      .nullish()
      .describe(
        'Agents with a merged pull request in this repository, by the names of the policy or of the registry. Absent: unknown, as if there were none.',
      ),
    heads_seen: z
      .record(text, time.nullable())
      .nullish()
      .describe(
        'When each commit was first seen as the head, by sha or "HEAD"; never the time that a commit tells of itself.',
      ),
    workflow_runs: z
      .array(workflowRun)
      .nullish()
      .describe('Runs of the workflows that `require.plan` names, on the head. Absent: unknown.'),
    deployments: z.array(deployment).nullish().describe('What was deployed before. Absent: nothing was.'),
    break_glass: z
      .array(breakGlass)
      .nullish()
      .describe('Uses of broken glass in this repository, for any head, confirmed by a fresh login.'),
    checks: z.array(check).nullish(),
    provenance: provenance.nullish(),
    declared: declared
      .nullish()
      .describe(
        'What the `aigov` block of the description says. Absent: it is read from `pull_request.body`.',
      ),
    agent_evidence: z
      .array(z.strictObject({ signal: text, value: text, strength: z.enum(['A', 'B', 'C', 'D', '-']) }))
      .nullish()
      .describe(
        'Signs of an agent seen before, as a decision shows them. They only make the class stricter.',
      ),
    incomplete: z
      .array(z.strictObject({ what: text, why: text }))
      .nullish()
      .describe('Any entry refuses.'),
  })
  .describe('Everything about people, checks and history that a decision may use.');

export type FactsDocument = z.infer<typeof factsSchema>;
