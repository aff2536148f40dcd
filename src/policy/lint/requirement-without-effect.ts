// Requirements that ask for nothing: of agents in rules that match none, how approvals count where none are asked for, and words that everything meets.
import type { RuleDocument } from '../schema/policy-schema.ts';
import type { Lint, Warning } from './lint.ts';
import { rulesOf } from './walk.ts';
import type { Placed } from './walk.ts';

const BOUND: readonly string[] = ['agent', 'mixed'];

export const requirementWithoutEffect: Lint = {
  code: 'requirement-without-effect',
  find: ({ document }) =>
    rulesOf(document).flatMap((rule) => [...ofAgents(rule), ...ofApprovals(rule), ...ofNothing(rule)]),
};

function ofAgents({ path, value: { when, require } }: Placed<RuleDocument>): readonly Warning[] {
  const classes = when?.actor;
  if (classes === undefined || classes.some((word) => BOUND.includes(word))) return [];
  return (['provenance', 'assurance'] as const)
    .filter((key) => require?.[key] !== undefined)
    .map((key) => ({
      path: [...path, 'require', key],
      message: `"${key}" binds agents only, and this rule matches ${classes.join(' and ')}`,
    }));
}

/** The baseline's approvals, and those of other rules, count as they say themselves. */
function ofApprovals({ path, value: { require } }: Placed<RuleDocument>): readonly Warning[] {
  if (require === undefined || require.approvals !== undefined) return [];
  return (['stale', 'head_age'] as const)
    .filter((key) => require[key] !== undefined && (key === 'head_age' || require.validators === undefined))
    .map((key) => ({
      path: [...path, 'require', key],
      message: `"${key}" is about the approvals of this rule, and it asks for none`,
    }));
}

/** The lowest word of a scale asks for what everything has. */
function ofNothing({ path, value: { require, tier } }: Placed<RuleDocument>): readonly Warning[] {
  return [
    ...(require?.assurance === 'unknown'
      ? [{ path: [...path, 'require', 'assurance'], message: '"unknown" is met by everybody' }]
      : []),
    ...(tier === 'none' ? [{ path: [...path, 'tier'], message: '"none" raises no tier' }] : []),
  ];
}
