// The oracle: a second evaluator, slow and simple, written from the documentation of the language and not from the program.
import type { Actor } from '../../../src/model/decision.ts';
import { BLOCKING_CODES } from '../../../src/model/decision.ts';
import { ASSURANCES, TIERS } from '../../../src/model/words.ts';
import type { Mode, Outcome } from '../../../src/model/words.ts';
import { agentReasons } from './actors.ts';
import { judgeApprovals } from './approvals.ts';
import type { Verdict } from './baseline.ts';
import { baselineReasons } from './baseline.ts';
import { cedarVerdicts } from './cedar.ts';
import { checkCode } from './checks.ts';
import { matchingSubjects, ruleMatches } from './conditions.ts';
import type { View } from './conditions.ts';
import { deployedThere } from './deployed.ts';
import type { Case, Layer, Layered, Rule } from './document.ts';
import { everyLayer } from './document.ts';
import { executorReasons } from './executors.ts';
import { withBrokenGlass } from './glass.ts';
import { demandOf } from './owners.ts';
import { changesRequested } from './people.ts';
import { planCode } from './plan.ts';
import type { Subject } from './subjects.ts';
import { subjectsOf } from './subjects.ts';
import { targetReasons } from './targets.ts';
import { hasValidated, validatorObjects } from './validators.ts';

export type Judgement = {
  readonly outcome: Outcome;
  readonly mode: Mode;
  readonly verdicts: readonly Verdict[];
  /** Rules that wait for nothing because somebody broke glass. */
  readonly opens: readonly string[];
};

/** What the rules of each layer see; `all`: what everything else does. */
type Seen = { readonly all: readonly Subject[]; readonly by: ReadonlyMap<Layered, readonly Subject[]> };

/** `floorActor`: who the floor alone takes the author for; the same as `actor` where there is no such floor. */
export function judge(question: Case, actor: Actor, floorActor: Actor): Judgement {
  const actors = { floor: [actor, floorActor], repository: [actor] };
  const isBound = actor.class !== 'human' && actor.class !== 'automation';
  const more = isBound && actor.delegator === null ? 1 : 0;
  const layers = everyLayer(question);
  const seen = withTiers(question, layers, { actor, actors });
  const verdicts: Verdict[] = [
    ...(question.facts.incomplete.length > 0
      ? [{ code: 'FACTS_INCOMPLETE', rule: 'facts', satisfied: false }]
      : []),
    ...agentReasons(question, actor, seen.all),
    ...executorReasons(question, seen.all),
    ...targetReasons(question),
    ...baselineReasons(question, actor, { subjects: seen.all, more }),
    ...(changesRequested(question) || validatorObjects(question)
      ? [{ code: 'CHANGES_REQUESTED', rule: 'reviews', satisfied: false }]
      : []),
    ...layers.flatMap((own) => {
      const { layer, policy } = own;
      const view = { question, layer, own, actor, actors: actors[layer], subjects: seen.by.get(own) ?? [] };
      const binding = (policy.rules ?? []).filter(({ mode }) => mode !== 'observe');
      return [...binding.flatMap((rule) => ruleVerdicts(rule, view, more)), ...cedarVerdicts(view, more)];
    }),
  ];
  const judged = withBrokenGlass(question, actor, verdicts);
  return { outcome: outcomeOf(judged.verdicts), mode: modeOf(question), ...judged };
}

function outcomeOf(verdicts: readonly Verdict[]): Outcome {
  const open = verdicts.filter(({ satisfied }) => !satisfied);
  if (open.some(({ code }) => BLOCKING_CODES.some((blocking) => blocking === code))) return 'blocked';
  return open.length > 0 ? 'needs_review' : 'pass';
}

/** Enforce of either layer wins, and of what they extend; without a policy the baseline only watches. */
function modeOf(question: Case): Mode {
  const enforces = everyLayer(question).some(({ policy, isExtended }) =>
    isExtended ? policy.mode === 'enforce' : policy.mode !== 'observe',
  );
  return enforces ? 'enforce' : 'observe';
}

type Actors = { readonly actor: Actor; readonly actors: { readonly [layer in Layer]: readonly Actor[] } };

/** Rules lift the tiers of what they match, until nothing rises any more: their order means nothing. */
function withTiers(question: Case, layers: readonly Layered[], { actor, actors }: Actors): Seen {
  let seen: Seen = {
    all: subjectsOf(question),
    by: new Map(layers.map((own) => [own, subjectsOf(question, own)])),
  };
  for (;;) {
    const tops = seen.all.map(({ tiers }) => TIERS.indexOf(tiers.at(-1) ?? 'critical'));
    const before = tops.join();
    for (const own of layers) {
      const { layer, policy } = own;
      const view = { question, layer, own, actor, actors: actors[layer], subjects: seen.by.get(own) ?? [] };
      for (const { when, tier, mode } of policy.rules ?? []) {
        if (tier === undefined || mode === 'observe') continue;
        const matched = matchingSubjects(when, view);
        for (const [index, subject] of view.subjects.entries())
          if (matched.includes(subject)) tops[index] = Math.max(tops[index] ?? 0, TIERS.indexOf(tier));
      }
    }
    if (tops.join() === before) return seen;
    const lifted = (subject: Subject, index: number): Subject => ({
      ...subject,
      tiers: TIERS.slice(TIERS.indexOf(subject.tiers[0] ?? 'critical'), (tops[index] ?? 0) + 1),
    });
    seen = {
      all: seen.all.map(lifted),
      by: new Map([...seen.by].map(([own, subjects]) => [own, subjects.map(lifted)])),
    };
  }
}

function ruleVerdicts(rule: Rule, view: View, more: number): readonly Verdict[] {
  const matches = ruleMatches(rule.when, view);
  if (matches === false) return [];
  const name = `${view.own.prefix}${rule.id}`;
  const { facts, head } = view.question;
  const verdicts: Verdict[] = [];
  const say = (code: string, satisfied: boolean, key?: string): number =>
    verdicts.push({ code, rule: name, satisfied, ...(key === undefined ? {} : { key }) });
  // Whoever reads what the program could not may still say no; nobody could say yes to a refusal.
  if (rule.deny !== undefined && matches === true) say('DENIED', false);
  const {
    approvals,
    validators,
    checks,
    provenance,
    assurance,
    signed_commits,
    plan,
    deployed,
    stale,
    head_age,
  } = rule.require ?? {};
  const matched = matchingSubjects(rule.when, view);
  const demands = (approvals ?? []).map((entry) =>
    demandOf(entry, { view, when: rule.when, matched, stale, age: head_age, more }),
  );
  const humans = judgeApprovals(view.question, demands);
  if (demands.some(({ groups }) => groups.length > 0)) say(humans.code, humans.satisfied);
  for (const validator of validators ?? [])
    say('APPROVALS', hasValidated(validator, { view, stale: stale ?? 'head' }));
  for (const check of checks ?? []) {
    const runs = facts.checks.filter(
      (run) => run.name === check.name && run.app_id === check.app_id && run.head_sha === head,
    );
    const code = checkCode(runs);
    say(code ?? 'CHECK', code === null);
  }
  if (signed_commits !== undefined) {
    const { commits } = facts;
    const signed = commits !== null && commits.length > 0 && commits.every(({ verified }) => verified);
    say('ASSURANCE_LOW', signed);
  }
  if (plan !== undefined) {
    const code = planCode(view.question, plan);
    say(code ?? 'CHECK', code === null, 'plan');
  }
  if (deployed !== undefined)
    for (const was of deployedThere(view.question, deployed, matched))
      say('NOT_DEPLOYED_YET', was, 'deployed');
  if (view.actor.class !== 'agent' && view.actor.class !== 'mixed') return verdicts;
  if (provenance !== undefined) {
    const known = provenance.every((part) => {
      const field = part === 'purpose' ? 'purpose' : (`${part}_digest` as const);
      return (facts.provenance?.[field] ?? null) !== null;
    });
    say('PROVENANCE_MISSING', known);
  }
  if (assurance !== undefined)
    say('ASSURANCE_LOW', ASSURANCES.indexOf(view.actor.assurance) >= ASSURANCES.indexOf(assurance));
  return verdicts;
}
