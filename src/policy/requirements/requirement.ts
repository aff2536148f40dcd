// What a requirement is: one key of `require`, asked of a rule that matches. Each is a file beside this one and a line in `registry.ts`.
import type { Actor, Reason } from '../../model/decision.ts';
import type { LayerRule } from '../compiled.ts';
import type { RuleMatch } from '../when/match-rule.ts';
import type { RuleInput } from '../rule-input.ts';
import type { RuleDocument } from '../schema/policy-schema.ts';
import type { Subject } from '../when/subject.ts';

export type RequirementKey = keyof NonNullable<RuleDocument['require']>;

/** One matching rule, and all that is known. */
export type Asked = {
  readonly rule: LayerRule;
  readonly subjects: readonly Subject[];
  readonly match: RuleMatch;
  /** What made the rule match, as the end of a sentence: "identity change, prod". */
  readonly because: string;
  readonly input: RuleInput;
};

/** Pure and total. Empty where the rule does not ask for it; else one reason for each thing asked, satisfied ones too. */
export type Requirement = (asked: Asked) => readonly Reason[];

/** `provenance` and `assurance` bind classes agent and mixed only. */
export function isBound({ class: actorClass }: Actor): boolean {
  return actorClass === 'agent' || actorClass === 'mixed';
}
