// Mistakes that make a policy refuse as a whole though every key of it is fine: from the words about agents, duties and names. Used by `closed.ts`.
import { GITHUB_ISSUER } from '../../../src/model/oidc-claims.ts';
import { hasRole } from './actors.ts';
import type { AgentIdentity, AgentLimits, Layered, Policies, Policy, When } from './document.ts';
import { everyLayer, layersOf } from './document.ts';
import { sorted } from './targets.ts';

export function mistakesIn(question: Policies): boolean {
  const main = layersOf(question);
  return (
    everyLayer(question).some(({ policy }) => asksForNothing(policy)) ||
    main.some(({ layer, policy }) => layer === 'repository' && namesUnknownPlaces(question, policy)) ||
    main.some((own, index) => isWrongAboutAgents(own, main.slice(0, index + 1))) ||
    main.some(({ policy }, index) => isWrongAboutRoles(policy, main.slice(0, index)))
  );
}

/** When an approval counts is nothing to ask for. */
function asksForNothing({ rules = [] }: Policy): boolean {
  return rules.some(
    ({ require: asked, deny, tier }) =>
      (asked === undefined && deny === undefined && tier === undefined) ||
      (asked !== undefined && Object.keys(asked).every((key) => key === 'stale' || key === 'head_age')),
  );
}

/** A repository must know its places: what many share cannot. */
function namesUnknownPlaces(question: Policies, { rules = [], deploy = {} }: Policy): boolean {
  const known = everyLayer(question).flatMap(({ policy }) => Object.keys(policy.environments ?? {}));
  const named = [
    ...rules.flatMap(({ when, require: asked }) => [
      ...placesIn(when ?? {}),
      ...(asked?.deployed === undefined ? [] : [asked.deployed.environment]),
    ]),
    ...Object.values(deploy).map(({ environment }) => environment),
  ];
  return named.some((name) => !known.includes(name));
}

function placesIn({ environments = [], not, only, any = [], all = [] }: When): readonly string[] {
  return [...environments, ...[not ?? {}, only ?? {}, ...any, ...all].flatMap(inner)];
}

const inner = (when: When): readonly string[] => (Object.keys(when).length === 0 ? [] : placesIn(when));

/** `above`: from the highest layer down to this one. Every entry of a name binds. */
function isWrongAboutAgents({ policy }: Layered, above: readonly Layered[]): boolean {
  const entries = above.flatMap((each) => Object.entries(each.policy.actors?.agents ?? {}));
  const entriesOf = (name: string): readonly AgentLimits[] =>
    entries.flatMap(([known, limits]) => (known === name ? [limits] : []));
  const separation = above[0]?.policy.separation;
  const own = Object.values(policy.actors?.agents ?? {});
  const isJoined = own.some(
    (limits) =>
      hasRole(limits, 'validator') &&
      ((hasRole(limits, 'author') && separation?.author_may_validate !== true) ||
        (hasRole(limits, 'executor') && separation?.validator_may_execute !== true)),
  );
  const validators = (policy.rules ?? []).flatMap(({ require: asked }) => asked?.validators ?? []);
  const mayNotValidate = validators.some((name) => {
    const named = entriesOf(name);
    const hasAccount = named.some(({ identities }) => identities.some(({ github }) => github !== undefined));
    return !hasAccount || !named.every((limits) => hasRole(limits, 'validator'));
  });
  const mayNotExecute = Object.values(policy.deploy ?? {}).some(({ executor, environment }) => {
    if (executor === undefined) return false;
    const named = entriesOf(executor);
    const isFree = ({ autonomy, environments = [] }: AgentLimits): boolean =>
      autonomy !== 'advisory' && environments.includes(environment);
    return named.length === 0 || !named.every((limits) => hasRole(limits, 'executor') && isFree(limits));
  });
  const names = Map.groupBy(
    entries.flatMap(([name, { identities }]) =>
      identities.map((identity) => ({ name, text: wordsOf(identity) })),
    ),
    ({ text }) => text,
  );
  const isShared = [...names.values()].some((those) => new Set(those.map(({ name }) => name)).size > 1);
  return isJoined || mayNotValidate || mayNotExecute || isShared;
}

/** The same, however it is written: claims have no order, and GitHub's issuer goes without saying. */
function wordsOf({ oidc, ...others }: AgentIdentity): string {
  if (oidc === undefined) return JSON.stringify(others);
  return sorted({ iss: GITHUB_ISSUER, ...oidc });
}

/** A role is of the account of its target, and of no other target of a higher layer; what ends sessions is of theirs. */
function isWrongAboutRoles({ deploy = {}, accounts = {} }: Policy, above: readonly Layered[]): boolean {
  const higher = above.flatMap(({ policy }) => Object.entries(policy.deploy ?? {}));
  const isForeign = (arn: string | undefined, account: string): boolean =>
    arn !== undefined && !arn.includes(`:${account}:`);
  return (
    Object.entries(accounts).some(
      ([account, { revoker_role, boundary_arn }]) =>
        isForeign(revoker_role, account) || isForeign(boundary_arn, account),
    ) ||
    Object.entries(deploy).some(
      ([name, { role, account }]) =>
        isForeign(role, account) ||
        higher.some(([other, target]) => other !== name && target.role.toLowerCase() === role.toLowerCase()),
    )
  );
}
