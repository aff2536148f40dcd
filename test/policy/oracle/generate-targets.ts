// Targets by chance, and the agents that run them.
import { KINDS } from '../../../src/model/words.ts';
import type { AgentLimits, Policy, Target } from './document.ts';
import { identitiesOf } from './generate-identities.ts';
import type { Chance } from './random.ts';
import { tidy } from './tidy.ts';
import { DEPLOY_WORKFLOW, ENVIRONMENT_NAMES } from './vocabulary.ts';

/** What must have run elsewhere needs a target there; the names of a floor's are its own. */
export function withTargets(chance: Chance, layer: string, policy: Policy): Policy {
  const asks = (policy.rules ?? []).some(({ require: asked }) => asked?.deployed !== undefined);
  const isRun = chance.once(3);
  if (!asks && !isRun) return policy;
  const joined = isRun && layer === 'floor' && chance.once(4);
  const found = isRun ? runner(chance, policy.actors?.agents?.['house'], joined) : null;
  const targets = ENVIRONMENT_NAMES.map((name) => {
    const isItsOwn = found?.limits.environments?.includes(name) === true && !chance.once(4);
    const executor = isItsOwn ? found?.name : undefined;
    return [
      `${layer === 'floor' ? 'central' : 'own'}-${name}`,
      tidy({ ...targetOf(chance, layer, name), executor }),
    ];
  });
  const deploy = Object.fromEntries(targets);
  if (found === null) return { ...policy, deploy };
  const agents = { ...policy.actors?.agents, [found.name]: found.limits };
  const separation = joined ? { ...policy.separation, validator_may_execute: true } : policy.separation;
  return { ...tidy({ ...policy, separation }), deploy, actors: { ...policy.actors, agents } };
}

function targetOf(chance: Chance, layer: string, name: string): Target {
  return {
    environment: name,
    workflow: chance.once(4) ? `acme/infra/${DEPLOY_WORKFLOW}@refs/heads/main` : DEPLOY_WORKFLOW,
    ref: 'refs/heads/main',
    account: '111122223333',
    role: `arn:aws:iam::111122223333:role/${layer}-${name}`,
    region: 'eu-west-1',
  };
}

type Runner = { readonly name: string; readonly limits: AgentLimits };

/** One that does nothing else; or the agent of the house, which writes too, and checks where its layer joins the two. */
function runner(chance: Chance, house: AgentLimits | undefined, joined: boolean): Runner {
  const { once } = chance;
  const others = house?.roles?.filter((role) => role !== 'author') ?? [];
  const isHouse = once(3) && (others.length === 0 || joined);
  const limits = tidy({
    identities: isHouse ? (house?.identities ?? [{ github: 777 }]) : identitiesOf(chance, 'runner', 555),
    roles: [...(isHouse ? (house?.roles ?? (['author'] as const)) : []), 'executor' as const],
    environments: once(3) ? chance.some(ENVIRONMENT_NAMES, 1, 2) : ENVIRONMENT_NAMES,
    deny_kinds: once(3) ? undefined : chance.some(KINDS, 1, 3),
    recertify_by: once(3) ? chance.pick(['2026-11-20', '2026-11-21', '2027-01-31']) : undefined,
  });
  return { name: isHouse ? 'house' : 'runner', limits };
}
