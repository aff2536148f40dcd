// `rules[].tier`: a policy may raise the tier of a change, never lower it. Called by `evaluate` before all else.
import type { Classified } from '../model/change.ts';
import { perLayer } from './layers/layer.ts';
import { maxTier } from '../model/words.ts';
import type { Tier } from '../model/words.ts';
import { matchRule } from './when/match-rule.ts';
import type { RuleInput } from './rule-input.ts';
import { subjectsOf } from './when/subject.ts';

type Given = Pick<RuleInput, 'policy' | 'exceptions' | 'pull' | 'floor'>;

/** Repeated until nothing rises any more, so that the order of the rules means nothing; tiers end at critical. */
export function raiseTiers(classified: Classified, given: Given): Classified {
  const raising = given.policy.rules.some(({ rule }) => rule.tier !== undefined);
  if (!raising) return classified;
  let current = classified;
  for (;;) {
    const next = raiseOnce(current, classified, given);
    if (sameTiers(current, next)) return next;
    current = next;
  }
}

function raiseOnce(
  classified: Classified,
  original: Classified,
  { policy, exceptions, pull, floor }: Given,
): Classified {
  const tiers: Tier[] = classified.changes.map(({ tier }) => tier);
  const views = perLayer((layer) => subjectsOf(classified, { policy, exceptions, layer, floor, original }));
  for (const { rule, layer } of policy.rules) {
    if (rule.tier === undefined) continue;
    const match = matchRule(rule.when, views(layer), pull(layer));
    for (const place of match.places) {
      const tier = tiers[place];
      // Behind the changes come the files that were not read.
      if (tier !== undefined) tiers[place] = maxTier(tier, rule.tier);
    }
  }
  const changes = classified.changes.map((change, index) => ({
    ...change,
    tier: tiers[index] ?? change.tier,
  }));
  return { ...classified, changes, tier: tiers.reduce(maxTier, classified.tier) };
}

function sameTiers(a: Classified, b: Classified): boolean {
  return a.changes.every(({ tier }, index) => tier === b.changes[index]?.tier);
}
