// How an agent is known: an account on GitHub, a workload's token, a SPIFFE id, a key. Used by `schema-actors.ts`.
import { z } from 'zod';
import { GITHUB_ISSUER, OIDC_CLAIMS, TELLING_CLAIMS } from '../../model/oidc-claims.ts';
import type { OidcClaim } from '../../model/oidc-claims.ts';

export const githubId = z.int().min(1).describe('Numeric id of the account on GitHub.');

/** Ids are text in tokens; YAML may have read a number. */
const claim = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z
    .string()
    .min(1)
    .max(500)
    .regex(/^[^*?\s]+(?: [^*?\s]+)*$/, 'a claim is compared exactly: no patterns, no spaces around it'),
);

/** As GitHub and Sigstore give them. */
const MEANING: { readonly [name in OidcClaim]: string } = {
  iss: `Issuer of the token. Default: ${GITHUB_ISSUER}.`,
  sub: 'What the issuer calls the workload: `repo:acme/agents:ref:refs/heads/main`.',
  email: 'Mail address that the issuer vouches for.',
  repository:
    'Repository of the workflow, `owner/name`. A name can be given to another repository: `repository_id` cannot.',
  repository_id: 'Numeric id of the repository of the workflow.',
  repository_owner: 'Owner of the repository of the workflow.',
  repository_owner_id: 'Numeric id of the owner of the repository of the workflow.',
  workflow: 'Name of the workflow; anybody who edits it chooses it.',
  workflow_ref: 'Workflow file with its ref: `acme/agents/.github/workflows/run.yml@refs/heads/main`.',
  job_workflow_ref: 'Reusable workflow that the job runs in, with its ref.',
  environment: 'Environment on GitHub that the job runs in.',
  ref: 'Ref that the workflow runs on, `refs/heads/main`.',
  event_name: 'Event that started the run, `workflow_dispatch`.',
  runner_environment: 'Where the job runs: `github-hosted` or `self-hosted`.',
  actor: 'Login of whoever started the run.',
  actor_id: 'Numeric id of whoever started the run.',
};

const claims = Object.fromEntries(
  OIDC_CLAIMS.map((name) => [name, claim.optional().describe(MEANING[name])]),
) as {
  readonly [name in OidcClaim]: z.ZodOptional<typeof claim>;
};

const oidcSchema = z
  .strictObject(claims)
  .refine((given) => TELLING_CLAIMS.some((name) => given[name] !== undefined), {
    message: `at least one of ${TELLING_CLAIMS.join(', ')} must tell this workload from all others of its issuer`,
  });

/** https://github.com/spiffe/spiffe/blob/main/standards/SPIFFE-ID.md, section 2: exactly one spelling for one id. */
const SPIFFE_ID = /^spiffe:\/\/[a-z0-9._-]+(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._-]+)+$/;

export const identitySchema = z
  .strictObject({
    github: githubId.optional(),
    oidc: oidcSchema
      .optional()
      .describe(
        'Claims of the token of a workload (a workflow run), all of them, compared exactly. Known by a verified provenance statement, and by the token of a deploy workflow.',
      ),
    spiffe: z
      .string()
      .max(2048)
      .regex(SPIFFE_ID, 'a SPIFFE id is "spiffe://trust-domain/path", exactly, without a pattern')
      .optional()
      .describe(
        'SPIFFE id of a workload, compared exactly with the signer of a verified provenance statement.',
      ),
    key: z
      .string()
      .max(200)
      .regex(/^[A-Za-z0-9][A-Za-z0-9+/=:._-]{7,}$/, 'a key is told by its whole id or fingerprint')
      .optional()
      .describe(
        'Id or fingerprint of a key, as GitHub shows it, compared exactly with the key of signed commits and with the signer of a verified provenance statement.',
      ),
  })
  .refine((identity) => Object.keys(identity).length === 1, { message: 'an identity has exactly one key' });

export type IdentityDocument = z.infer<typeof identitySchema>;
