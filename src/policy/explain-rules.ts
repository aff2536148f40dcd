// Why each rule matched or did not, and what it asks for. Called by `aigov policy explain` and `aigov policy test`.
import type { Reason } from '../model/decision.ts';
import type { Mode, Tier } from '../model/words.ts';
import { compileWhen } from './compile-when.ts';
import type { LayerRule } from './compiled.ts';
import type { Question } from './evaluate.ts';
import type { Layer } from './layer.ts';
import { matchRule } from './match-rule.ts';
import { prepare } from './prepare.ts';
import type { PullView } from './pull-view.ts';
import { reasonsOf, viewsOf } from './rule-reasons.ts';
import type { When } from './schema-when.ts';
import type { Subject } from './subject.ts';

export type RuleTrace = {
  /** As decisions name it: `<id>`, `floor/<id>`, `<repository>//<path>/<id>`. */
  readonly rule: string;
  readonly layer: Layer;
  readonly mode: Mode;
  /** `maybe`: something that was not understood could match; requirements apply then, a denial does not. */
  readonly match: 'yes' | 'maybe' | 'no';
  /** What it matches, by name: address, else file; with the environment. */
  readonly hits: readonly { readonly what: string; readonly environment: string | null }[];
  /** Keys of `when` that nothing here satisfies; empty for a rule that matches, or that no single change satisfies whole. */
  readonly misses: readonly string[];
  /** The tier it raises its changes to. */
  readonly tier: Tier | null;
  readonly reasons: readonly Reason[];
};

/** In the order of the policy, the floor first. Empty without a usable policy. */
export function explainRules(question: Question): readonly RuleTrace[] {
  if (question.policy.kind === 'invalid') return [];
  const input = prepare(question, question.policy.policy);
  const views = viewsOf(input);
  return input.policy.rules.map((rule) => {
    const subjects = views(rule.layer);
    return traceOf(rule, { subjects, pull: input.pull, reasons: reasonsOf(rule, subjects, input) });
  });
}

function traceOf(
  { name, layer, rule }: LayerRule,
  given: {
    readonly subjects: readonly Subject[];
    readonly pull: PullView;
    readonly reasons: readonly Reason[];
  },
): RuleTrace {
  const { subjects, pull, reasons } = given;
  const match = matchRule(rule.when, subjects, pull);
  const hits = match.kind === 'no' ? [] : subjects.filter((_, index) => match.subjects[index] === true);
  return {
    rule: name,
    layer,
    mode: rule.mode ?? 'enforce',
    match: match.kind,
    hits: hits.map(({ addresses, paths, environment }) => ({
      what: addresses[0] ?? paths[0] ?? '',
      environment,
    })),
    misses: match.kind === 'no' ? missesOf(rule.when ?? {}, subjects, pull) : [],
    tier: rule.tier ?? null,
    reasons,
  };
}

/** Each key on its own: what fails alone is why the rule does not match. */
function missesOf(when: When, subjects: readonly Subject[], pull: PullView): readonly string[] {
  const keys = Object.keys(when) as readonly (keyof When)[];
  return keys.filter((key) => {
    const test = compileWhen({ [key]: when[key] } as When);
    const answers = [null, ...subjects].map((subject) => test(subject, subjects, pull));
    return answers.every((answer, index) => answer === false || (index === 0 && answer === null));
  });
}
