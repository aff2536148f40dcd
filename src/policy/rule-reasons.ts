// What each matching rule of each layer says. Called by `evaluate` and `explainRules`.
import type { Reason } from '../model/decision.ts';
import type { Mode } from '../model/words.ts';
import type { LayerRule } from './compiled.ts';
import { perLayer } from './layer.ts';
import type { Layer } from './layer.ts';
import { makeReason } from './make-reason.ts';
import { matchRule } from './match-rule.ts';
import { REQUIREMENTS } from './requirements/registry.ts';
import type { RuleInput } from './rule-input.ts';
import { subjectsOf } from './subject.ts';
import type { Subject } from './subject.ts';

/** Of the rules that hold the pull request back, or of those that only say what they would do. */
export function ruleReasons(input: RuleInput, mode: Mode): readonly Reason[] {
  const views = viewsOf(input);
  return input.policy.rules
    .filter(({ rule }) => (rule.mode ?? 'enforce') === mode)
    .flatMap((rule) => reasonsOf(rule, views(rule.layer), input));
}

/** The subjects as the rules of each layer see them. */
export function viewsOf(input: RuleInput): (layer: Layer) => readonly Subject[] {
  const { policy, classified, exceptions, original } = input;
  return perLayer((layer) => subjectsOf(classified, { policy, exceptions, original, layer }));
}

/** Empty where the rule does not match. */
export function reasonsOf(
  asking: LayerRule,
  subjects: readonly Subject[],
  input: RuleInput,
): readonly Reason[] {
  const { name, rule } = asking;
  const match = matchRule(rule.when, subjects, input.pull(asking.layer));
  if (match.kind === 'no') return [];
  const hit = subjects.find((_, index) => match.subjects[index] === true);
  const denial = rule.deny !== undefined && match.kind === 'yes' ? [denied(name, rule.deny, hit)] : [];
  if (rule.require === undefined) return denial;
  const asked = { rule: asking, subjects, match, because: because(hit, input.extra), input };
  return [...denial, ...Object.values(REQUIREMENTS).flatMap((requirement) => requirement(asked))];
}

function denied(rule: string, sentence: string, hit: Subject | undefined): Reason {
  const where = hit === undefined ? '' : ` (${describe(hit)})`;
  return makeReason({
    code: 'DENIED',
    rule,
    satisfied: false,
    message: `${sentence}${where}`,
    remediation: 'Take this change out of the pull request.',
  });
}

function because(hit: Subject | undefined, extra: number): string {
  const what = hit === undefined ? 'this pull request' : describe(hit);
  return extra === 0 ? what : `${what}; one more because nobody knows who asked the agent`;
}

function describe({ kinds, environment, addresses, paths }: Subject): string {
  const kind = kinds.length === 0 ? 'unread' : kinds.join(' and ');
  return [`${kind} change`, addresses[0] ?? paths[0] ?? '', environment ?? '']
    .filter((part) => part !== '')
    .join(', ');
}
