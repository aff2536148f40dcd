// What the floor says by itself of the words that its rules ask about, so that nothing a repository adds to them takes a change out of a rule of the floor. Made by `prepare`.
import type { Change } from '../../model/change.ts';
import type { Actor } from '../../model/decision.ts';
import type { Facts } from '../../model/facts.ts';
import { TIERS, maxTier } from '../../model/words.ts';
import type { Tier } from '../../model/words.ts';
import type { CompiledPolicy } from '../compiled.ts';
import { resolveActor } from '../agents/resolve-actor.ts';

export type FloorAlone = {
  /** Who wrote the change, by the agents, the automation and the `unlabelled` of the floor. */
  readonly actor: Actor;
  /** Words that the floor gives to an environment. */
  readonly dataOf: (environment: string | null) => readonly string[];
  /** The tier of a change before the repository raised its environment's. */
  readonly tierOf: (change: Pick<Change, 'environment' | 'tier'>) => Tier;
};

/** Null where no repository stands above a floor: then there is nothing to tell apart. */
export function floorAloneOf(
  { floorAlone: floor, ...policy }: CompiledPolicy,
  facts: Facts,
): FloorAlone | null {
  if (floor === null) return null;
  return {
    actor: resolveActor({ kind: 'ok', policy: floor }, facts),
    dataOf: (environment) => floor.environments.find(({ name }) => name === environment)?.data ?? [],
    tierOf: ({ environment, tier }) => {
      const raised = TIERS.indexOf(startOf(policy, environment)) - TIERS.indexOf(startOf(floor, environment));
      // Steps end at critical, so this may be a step too low, and then a rule binds that need not: never the other way.
      return tier === 'none' || raised <= 0
        ? tier
        : (TIERS[Math.max(LOW, TIERS.indexOf(tier) - raised)] ?? tier);
    },
  };
}

const LOW = TIERS.indexOf('low');

/** Where the tier of a change begins: the highest configured one for what belongs to no environment. */
function startOf({ environments }: Pick<CompiledPolicy, 'environments'>, environment: string | null): Tier {
  const own = environments.find(({ name }) => name === environment);
  if (own !== undefined) return own.tier;
  return environments.length === 0 ? 'elevated' : environments.map(({ tier }) => tier).reduce(maxTier);
}
