// Targets by chance, and the agents that run them.
import { KINDS } from '../../../src/model/words.ts';
import type { Account, AgentLimits, Policy, Target } from './document.ts';
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
    // Now and then a repository takes a name that the floor may have given away.
    const whose = layer === 'floor' || chance.once(12) ? 'central' : 'own';
    return [`${whose}-${name}`, tidy({ ...targetOf(chance, layer, name), executor })];
  });
  const deploy = Object.fromEntries(targets);
  const accounts = chance.once(2) ? accountsOf(chance) : undefined;
  if (found === null) return tidy({ ...policy, deploy, accounts });
  const agents = { ...policy.actors?.agents, [found.name]: found.limits };
  const separation = joined ? { ...policy.separation, validator_may_execute: true } : policy.separation;
  return { ...tidy({ ...policy, separation, accounts }), deploy, actors: { ...policy.actors, agents } };
}

function targetOf(chance: Chance, layer: string, name: string): Target {
  const { once, pick } = chance;
  const account = pick(ACCOUNTS);
  // Mostly its own, in its own account.
  const owner = once(20) ? pick(['floor', 'FLOOR']) : layer;
  return tidy({
    environment: name,
    github_environment: once(2) ? pick(['production', 'Production', 'none']) : undefined,
    workflow: once(4) ? `acme/infra/${DEPLOY_WORKFLOW}@refs/heads/main` : DEPLOY_WORKFLOW,
    ref: once(4) ? 'refs/heads/live' : 'refs/heads/main',
    account,
    role: `arn:aws:iam::${once(60) ? pick(ACCOUNTS) : account}:role/${owner}-${name}`,
    region: pick(['eu-west-1', 'us-east-1']),
    session: once(2) ? pick(['5m', '15m', '20m', '1h', '900s']) : undefined,
    window: once(2) ? pick(['30m', '4h', '1h', '2d']) : undefined,
    narrowing: once(2) ? pick(['required', 'preferred', 'off'] as const) : undefined,
    policy_arns: once(3) ? chance.some(ROUTINE_RIGHTS, 0, 2) : undefined,
    read: once(150) ? { role: `arn:aws:iam::${account}:role/plan` } : undefined,
  });
}

const ACCOUNTS = ['111122223333', '000022223333'] as const;
const ROUTINE_RIGHTS = ACCOUNTS.map((account) => `arn:aws:iam::${account}:policy/state`);

function accountsOf(chance: Chance): Readonly<Record<string, Account>> {
  const nearly = (account: string): string => (chance.once(60) ? chance.pick(ACCOUNTS) : account);
  const settings = (account: string): Account =>
    tidy({
      revoker_role: chance.once(3) ? undefined : `arn:aws:iam::${nearly(account)}:role/revoker`,
      boundary_arn: chance.once(3) ? undefined : `arn:aws:iam::${nearly(account)}:policy/revocations`,
      external_id: chance.once(3) ? chance.pick(['one', 'two']) : undefined,
    });
  const named = chance.some(ACCOUNTS, 1, 2);
  return Object.fromEntries(named.map((account) => [account, settings(account)]));
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
