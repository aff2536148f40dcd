// Identities that are no account on GitHub: workloads and keys, and who of the listed agents has them. Called by `mergeLayers`, `findAgentParts` and `resolveActor`.
import { GITHUB_ISSUER, OIDC_CLAIMS } from '../../model/oidc-claims.ts';
import type { OidcClaims } from '../../model/oidc-claims.ts';
import type { IdentityDocument } from '../schema/identity.ts';

/** One identity of an agent. Compared whole and exactly: part of an id is another's id. */
export type Signer =
  | { readonly kind: 'oidc'; readonly claims: OidcClaims }
  | { readonly kind: 'spiffe' | 'key'; readonly id: string };

/** Null for an account on GitHub. */
export function signerOf({ oidc, spiffe, key }: IdentityDocument): Signer | null {
  if (oidc !== undefined) {
    const given = OIDC_CLAIMS.flatMap((name) => (oidc[name] === undefined ? [] : [[name, oidc[name]]]));
    return { kind: 'oidc', claims: { iss: GITHUB_ISSUER, ...Object.fromEntries(given) } };
  }
  if (spiffe !== undefined) return { kind: 'spiffe', id: spiffe };
  return key === undefined ? null : { kind: 'key', id: key };
}

/** One word for one identity, from the policy alone: what evidence shows, and what two entries must not share. */
export function signerText(signer: Signer): string {
  if (signer.kind !== 'oidc') return signer.id;
  const { claims } = signer;
  return OIDC_CLAIMS.flatMap((name) => (claims[name] === undefined ? [] : [`${name}=${claims[name]}`])).join(
    ' ',
  );
}

/** A verified signer: the claims of a workload's token, or the text of a SPIFFE id or key. */
export function isSigner(signer: Signer, verified: string | OidcClaims): boolean {
  if (signer.kind !== 'oidc') return verified === signer.id;
  if (typeof verified === 'string') return false;
  return OIDC_CLAIMS.every(
    (name) => signer.claims[name] === undefined || verified[name] === signer.claims[name],
  );
}
