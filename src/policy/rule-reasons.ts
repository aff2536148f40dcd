// What each matching rule of each layer says. Called by `evaluate` and `explainRules`.
import type { Classified } from '../model/change.ts';
import type { Actor, Reason } from '../model/decision.ts';
import type { Facts, ProvenanceFact } from '../model/facts.ts';
import { ASSURANCES } from '../model/words.ts';
import type { Mode } from '../model/words.ts';
import { checkReason } from './check-reasons.ts';
import type { CompiledPolicy, Layer, LayerRule } from './compiled.ts';
import type { Exceptions } from './exceptions.ts';
import type { Reviews } from './fill-entries.ts';
import { makeReason } from './make-reason.ts';
import { matchRule } from './match-rule.ts';
import type { Owners } from './owner-entries.ts';
import type { PullView } from './pull-view.ts';
import type { PROVENANCE_WORDS } from './schema-rule.ts';
import { pathsOf, ruleApprovals } from './rule-approvals.ts';
import { subjectsOf } from './subject.ts';
import type { Subject } from './subject.ts';

export type RuleInput = {
  readonly policy: CompiledPolicy;
  readonly classified: Classified;
  /** Before rules raised tiers. */
  readonly original: Classified;
  readonly exceptions: Exceptions;
  readonly pull: PullView;
  readonly actor: Actor;
  readonly facts: Facts;
  readonly reviews: Reviews;
  /** As rules of each layer may ask for them. */
  readonly owners: { readonly [layer in Layer]: Owners };
  /** 1 when the delegator of an agent is unknown, else 0. */
  readonly extra: number;
};

/** Of the rules that hold the pull request back, or of those that only say what they would do. */
export function ruleReasons(input: RuleInput, mode: Mode): readonly Reason[] {
  const views = viewsOf(input);
  return input.policy.rules
    .filter(({ rule }) => (rule.mode ?? 'enforce') === mode)
    .flatMap((rule) => reasonsOf(rule, views[rule.layer], input));
}

/** The subjects as the rules of each layer see them. */
export function viewsOf(input: RuleInput): { readonly [layer in Layer]: readonly Subject[] } {
  const { policy, classified, exceptions, original } = input;
  const view = { policy, exceptions, original };
  return {
    floor: subjectsOf(classified, { ...view, layer: 'floor' }),
    repository: subjectsOf(classified, { ...view, layer: 'repository' }),
  };
}

/** Empty where the rule does not match. */
export function reasonsOf(
  { name, rule, layer }: LayerRule,
  subjects: readonly Subject[],
  input: RuleInput,
): readonly Reason[] {
  const match = matchRule(rule.when, subjects, input.pull);
  if (match.kind === 'no') return [];
  const hit = subjects.find((_, index) => match.subjects[index] === true);
  const denial = rule.deny !== undefined && match.kind === 'yes' ? [denied(name, rule.deny, hit)] : [];
  const { require } = rule;
  if (require === undefined) return denial;
  const checks = { rule: name, checks: input.facts.checks, head: input.reviews.head };
  return [
    ...denial,
    ...ruleApprovals(
      { name, rule },
      {
        ...input,
        owners: input.owners[layer],
        because: because(hit, input.extra),
        paths: pathsOf(rule, { subjects, match, classified: input.classified }),
      },
    ),
    ...(require.checks ?? []).map((wanted) => checkReason(wanted, checks)),
    ...provenanceReasons(name, require.provenance, input),
    ...assuranceReasons(name, require.assurance, input),
  ];
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

/** `provenance` and `assurance` bind classes agent and mixed only. */
function isBound({ class: actorClass }: Actor): boolean {
  return actorClass === 'agent' || actorClass === 'mixed';
}

type ProvenanceWord = (typeof PROVENANCE_WORDS)[number];

function provenanceReasons(
  rule: string,
  wanted: readonly ProvenanceWord[] | undefined,
  { actor, facts }: RuleInput,
): readonly Reason[] {
  if (wanted === undefined || !isBound(actor)) return [];
  const present = wanted.filter((word) => hasProvenance(facts.provenance, word));
  const missing = wanted.filter((word) => !present.includes(word));
  return [
    makeReason({
      code: 'PROVENANCE_MISSING',
      rule,
      satisfied: missing.length === 0,
      need: { provenance: wanted },
      have: { provenance: present },
      message:
        missing.length === 0
          ? `The agent recorded ${wanted.join(', ')}.`
          : `The agent did not record: ${missing.join(', ')}.`,
      remediation: missing.length === 0 ? 'Nothing to do.' : `Record ${missing.join(', ')} for this head.`,
    }),
  ];
}

function hasProvenance(provenance: ProvenanceFact | null, word: ProvenanceWord): boolean {
  const value = word === 'purpose' ? provenance?.purpose : provenance?.[`${word}_digest`];
  return value !== undefined && value !== null && value !== '';
}

function assuranceReasons(
  rule: string,
  least: (typeof ASSURANCES)[number] | undefined,
  { actor }: RuleInput,
): readonly Reason[] {
  if (least === undefined || !isBound(actor)) return [];
  const satisfied = ASSURANCES.indexOf(actor.assurance) >= ASSURANCES.indexOf(least);
  return [
    makeReason({
      code: 'ASSURANCE_LOW',
      rule,
      satisfied,
      need: { assurance: least },
      have: { assurance: actor.assurance },
      message: `The identity of the agent is ${actor.assurance}; at least ${least} is needed.`,
      remediation: satisfied
        ? 'Nothing to do.'
        : 'Let the agent open the pull request with its own account and sign its commits.',
    }),
  ];
}
