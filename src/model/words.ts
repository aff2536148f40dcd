// The closed vocabularies of the product (docs/architecture.md, glossary). Order matters where a comment says so.

export const ACTIONS = ['create', 'update', 'replace', 'delete', 'unknown'] as const;
export type Action = (typeof ACTIONS)[number];

export const KINDS = [
  'identity',
  'network',
  'firewall',
  'dns',
  'secrets',
  'encryption',
  'data_store',
  'compute',
  'pipeline',
  'observability',
  'governance',
  'other',
] as const;
export type Kind = (typeof KINDS)[number];

/** From harmless to grave; the order is the scale. */
export const TIERS = ['none', 'low', 'elevated', 'critical'] as const;
export type Tier = (typeof TIERS)[number];

/** From least to most. */
export const SEVERITIES = ['info', 'low', 'medium', 'high'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const ACTOR_CLASSES = ['human', 'agent', 'automation', 'unknown_bot', 'mixed'] as const;
export type ActorClass = (typeof ACTOR_CLASSES)[number];

/** From least to most. */
export const ASSURANCES = ['unknown', 'declared', 'authenticated', 'signed', 'attested'] as const;
export type Assurance = (typeof ASSURANCES)[number];

/** From least to most. */
export const AUTONOMIES = ['advisory', 'supervised', 'autonomous'] as const;
export type Autonomy = (typeof AUTONOMIES)[number];

/** What an agent may do: write changes, have its reviews heard, start deployments. */
export const AGENT_ROLES = ['author', 'validator', 'executor'] as const;
export type AgentRole = (typeof AGENT_ROLES)[number];

/** From loosest to strictest. */
export const BASELINES = ['none', 'light', 'standard'] as const;
export type Baseline = (typeof BASELINES)[number];

export const MODES = ['observe', 'enforce'] as const;
export type Mode = (typeof MODES)[number];

/** From best to worst: the worst outcome of any reason is the outcome of the decision. */
export const OUTCOMES = ['pass', 'needs_review', 'blocked'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export function maxTier(a: Tier, b: Tier): Tier {
  return TIERS.indexOf(a) >= TIERS.indexOf(b) ? a : b;
}

/** One step up the scale, ending at critical. */
export function raiseTier(tier: Tier): Tier {
  return TIERS[Math.min(TIERS.indexOf(tier) + 1, TIERS.length - 1)] ?? 'critical';
}

export function tierAtLeast(tier: Tier, floor: Tier): boolean {
  return TIERS.indexOf(tier) >= TIERS.indexOf(floor);
}

/** Stands for a value, or a part of a text, that nobody may see (decision document contract). */
export const SENSITIVE = '(sensitive)';

/** The same in the head, where the base has another one: rules compare what two sides show. */
export const ANOTHER_SENSITIVE = `${SENSITIVE} (another one)`;
