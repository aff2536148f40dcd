// The tier of one change: called by classify.ts.
import { raiseTier } from '../model/words.ts';
import type { Action, Kind, Severity, Tier } from '../model/words.ts';

/** Kinds that decide who may do what, who may reach what, and what runs with credentials. */
const STEP_KINDS: readonly Kind[] = [
  'identity',
  'network',
  'firewall',
  'secrets',
  'encryption',
  'governance',
  'pipeline',
];

/** What cannot be had back once destroyed: data, the keys to data, and names that others may then take. */
const LASTING_KINDS: readonly Kind[] = ['data_store', 'encryption', 'dns'];

export type TierFacts = {
  /** Tier of the environment. */
  readonly start: Tier;
  readonly kinds: readonly Kind[];
  readonly action: Action;
  readonly severities: readonly Severity[];
  /** False if unreadable, opaque, or of a type in no table. */
  readonly understood: boolean;
};

/** Each reason is one step up, however often it holds; steps end at critical. */
export function tierOf(facts: TierFacts): Tier {
  if (!facts.understood) return 'critical';
  const destroys = facts.action === 'delete' || facts.action === 'replace';
  const reasons = [
    facts.kinds.some((kind) => STEP_KINDS.includes(kind)),
    destroys && facts.kinds.some((kind) => LASTING_KINDS.includes(kind)),
    facts.severities.includes('high'),
  ];
  return reasons.filter(Boolean).reduce<Tier>((tier) => raiseTier(tier), facts.start);
}
