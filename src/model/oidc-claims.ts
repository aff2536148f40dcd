// The claims of a workload's token by which an identity may be told. Used by the policy (`identities`) and by the broker (tokens).

/**
 * What GitHub and the public certificate authority of Sigstore put into their tokens, as far as it says who is speaking
 * (https://docs.github.com/en/actions/reference/security/oidc). A closed list: a misspelt claim would match nobody in
 * silence. `aud`, `jti` and the times say something of one token only.
 */
export const OIDC_CLAIMS = [
  'iss',
  'sub',
  'email',
  'repository',
  'repository_id',
  'repository_owner',
  'repository_owner_id',
  'workflow',
  'workflow_ref',
  'job_workflow_ref',
  'environment',
  'ref',
  'event_name',
  'runner_environment',
  'actor',
  'actor_id',
] as const;
export type OidcClaim = (typeof OIDC_CLAIMS)[number];

/** Claims of a token whose signature holds, as texts. */
export type OidcClaims = { readonly [claim in OidcClaim]?: string };

/** Those that tell one workload from all others of its issuer: one of them at least makes an identity. */
export const TELLING_CLAIMS: readonly OidcClaim[] = [
  'sub',
  'email',
  'repository',
  'repository_id',
  'workflow_ref',
  'job_workflow_ref',
];

export const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com';
