// What each matching rule of each layer says. Called by `evaluate` and `explainRules`.
import type { Reason } from '../model/decision.ts';
import type { Mode } from '../model/words.ts';
import type { CedarAnswers } from './cedar/ask.ts';
import type { LayerRule } from './compiled.ts';
import { nameIn, perLayer } from './layers/layer.ts';
import type { Layer } from './layers/layer.ts';
import { makeReason } from './make-reason.ts';
import { firstMatched, matchRule } from './when/match-rule.ts';
import type { RuleMatch } from './when/match-rule.ts';
import { REQUIREMENTS } from './requirements/registry.ts';
import type { RuleInput } from './rule-input.ts';
import { subjectsOf } from './when/subject.ts';
import type { Subject } from './when/subject.ts';

/** Of the rules that hold the pull request back, or of those that only say what they would do. */
export function ruleReasons(input: RuleInput, mode: Mode): readonly Reason[] {
  const views = viewsOf(input);
  const own = input.policy.rules
    .filter(({ rule }) => (rule.mode ?? 'enforce') === mode)
    .flatMap((rule) => reasonsOf(rule, views(rule.layer), input));
  return mode === 'enforce' ? [...cedarFailures(input.cedar), ...own] : own;
}

/** The subjects as the rules of each layer see them. */
export function viewsOf(input: Omit<RuleInput, 'cedar'>): (layer: Layer) => readonly Subject[] {
  const { policy, classified, exceptions, original, floor } = input;
  return perLayer((layer) =>
    subjectsOf(classified, {
      policy,
      exceptions,
      original,
      layer,
      floor,
    }),
  );
}

/** What a rule matches, whoever evaluates its condition. */
export function matchOf(
  { name, layer, rule, cedar }: LayerRule,
  subjects: readonly Subject[],
  input: RuleInput,
): RuleMatch {
  if (cedar === undefined) return matchRule(rule.when, subjects, input.pull(layer));
  return input.cedar.verdicts.get(name)?.match ?? { kind: 'no', places: [], whole: false };
}

/** Empty where the rule does not match. */
export function reasonsOf(
  asking: LayerRule,
  subjects: readonly Subject[],
  input: RuleInput,
): readonly Reason[] {
  const { name, rule } = asking;
  const trouble = cedarTrouble(asking, input.cedar);
  const match = matchOf(asking, subjects, input);
  if (match.kind === 'no') return trouble;
  const hit = firstMatched(subjects, match);
  const denial =
    rule.deny !== undefined && match.kind === 'yes' ? [...trouble, denied(name, rule.deny, hit)] : trouble;
  if (rule.require === undefined) return denial;
  const asked = { rule: asking, subjects, match, because: because(hit, input.extra), input };
  return [...denial, ...Object.values(REQUIREMENTS).flatMap((requirement) => requirement(asked))];
}

/** The engine skips a policy that it cannot evaluate, and would let pass what that policy forbids. */
function cedarTrouble({ name }: LayerRule, { verdicts }: CedarAnswers): readonly Reason[] {
  const trouble = verdicts.get(name)?.trouble ?? null;
  if (trouble === null) return [];
  return [
    makeReason({
      code: 'DENIED',
      rule: name,
      satisfied: false,
      message: `The Cedar policy ${name} could not be evaluated for ${trouble.what}: ${trouble.why}.`,
      remediation:
        'Let the policy ask with "has" for what may be unknown, or make the change one that can be read.',
    }),
  ];
}

function cedarFailures({ failures }: CedarAnswers): readonly Reason[] {
  return failures.map(({ layer, why }) =>
    makeReason({
      code: 'DENIED',
      rule: nameIn(layer, 'policies'),
      satisfied: false,
      message: `The Cedar policies could not be asked, so nothing is let through: ${why}.`,
      remediation: 'Split the pull request, or let the owners of the policy look at its Cedar files.',
    }),
  );
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
