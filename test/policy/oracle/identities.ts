// How agents are known that have no account, or besides it: workloads, SPIFFE ids and keys. From the words about identities; asked about authors and about runs.
import { GITHUB_ISSUER } from '../../../src/model/oidc-claims.ts';
import type { OidcClaims } from '../../../src/model/oidc-claims.ts';
import type { Facts } from '../../../src/model/facts.ts';
import type { AgentIdentity, AgentLimits, Policies } from './document.ts';
import { layersOf } from './document.ts';

/** Whole and exactly; of a token all claims that are listed, and GitHub's where no issuer is. */
function fits({ oidc, spiffe, key }: AgentIdentity, signer: string | OidcClaims): boolean {
  if (typeof signer === 'string') return signer === (spiffe ?? key);
  if (oidc === undefined) return false;
  const wanted = Object.entries({ iss: GITHUB_ISSUER, ...oidc });
  return wanted.every(([claim, value]) =>
    Object.entries(signer).some(([c, v]) => c === claim && v === value),
  );
}

export const isOneOf = ({ identities }: AgentLimits, signer: string | OidcClaims): boolean =>
  identities.some((identity) => fits(identity, signer));

/** Verified ones: the signer of a statement, and keys of commits whose signature holds. */
export function signersIn({ commits, provenance }: Facts): readonly (string | OidcClaims)[] {
  const keys = (commits ?? []).flatMap(({ verified, key }) => (verified ? (key ?? []) : []));
  return [...keys, ...[provenance?.signed_by].flatMap((signer) => signer ?? [])];
}

/** Agents by the name under which any layer lists them, with all that the layers say of them. */
export function entriesByName(question: Policies): ReadonlyMap<string, readonly AgentLimits[]> {
  const entries = layersOf(question).flatMap(({ policy }) => Object.entries(policy.actors?.agents ?? {}));
  const grouped = Map.groupBy(entries, ([name]) => name);
  return new Map([...grouped].map(([name, those]) => [name, those.map(([, limits]) => limits)]));
}

/** What the highest layer lists: nothing else makes a signature worth more. */
export function vouchedFor(question: Policies): Readonly<Record<string, AgentLimits>> {
  return layersOf(question)[0]?.policy.actors?.agents ?? {};
}
