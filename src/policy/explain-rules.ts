// Why each rule matched or did not, and what it asks for. Called by `aigov policy explain` and `aigov policy test`.
import type { Reason } from '../model/decision.ts';
import type { Mode, Tier } from '../model/words.ts';
import { answerAt } from './when/answers.ts';
import { openReasons } from './break-glass.ts';
import { compileWhen } from './when/compile-when.ts';
import type { WhenTest } from './when/compile-when.ts';
import type { LayerRule } from './compiled.ts';
import type { Question } from './evaluate.ts';
import type { Layer } from './layers/layer.ts';
import { matched } from './when/match-rule.ts';
import type { RuleMatch } from './when/match-rule.ts';
import { prepare } from './prepare.ts';
import type { PullView } from './when/pull-view.ts';
import { matchOf, reasonsOf, viewsOf } from './rule-reasons.ts';
import type { When } from './schema/when.ts';
import type { Subject } from './when/subject.ts';

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
  /** Where each key holds somewhere and no change satisfies all: the first key that fails, change by change. */
  readonly fails: readonly {
    readonly what: string;
    readonly environment: string | null;
    readonly key: string;
  }[];
  /** The tier it raises its changes to. */
  readonly tier: Tier | null;
  /** Where its condition stands, if it is a Cedar policy: `source:line:column`. */
  readonly cedar: string | null;
  readonly reasons: readonly Reason[];
};

/** In the order of the policy, the floor first. Empty without a usable policy. */
export function explainRules(question: Question): readonly RuleTrace[] {
  if (question.policy.kind === 'invalid') return [];
  const input = prepare(question, question.policy.policy);
  const views = viewsOf(input);
  const hasFloor = input.policy.identity.floor !== null;
  return input.policy.rules.map((rule) => {
    const subjects = views(rule.layer);
    return traceOf(rule, {
      subjects,
      match: matchOf(rule, subjects, input),
      pull: input.pull(rule.layer),
      reasons: openReasons(reasonsOf(rule, subjects, input), { glass: input.glass, hasFloor }),
    });
  });
}

function traceOf(
  { name, layer, rule, cedar }: LayerRule,
  given: {
    readonly subjects: readonly Subject[];
    readonly match: RuleMatch;
    readonly pull: PullView;
    readonly reasons: readonly Reason[];
  },
): RuleTrace {
  const { subjects, match, pull, reasons } = given;
  const hits = match.kind === 'no' ? [] : matched(subjects, match);
  const misses = match.kind === 'no' ? missesOf(rule.when ?? {}, subjects, pull) : [];
  return {
    rule: name,
    layer,
    mode: rule.mode ?? 'enforce',
    match: match.kind,
    hits: hits.map(placeOf),
    misses,
    fails: match.kind === 'no' && misses.length === 0 ? failsOf(rule.when ?? {}, subjects, pull) : [],
    tier: rule.tier ?? null,
    cedar: cedar ?? null,
    reasons,
  };
}

function placeOf({ addresses, paths, environment }: Subject): RuleTrace['hits'][number] {
  return { what: addresses[0] ?? paths[0] ?? '', environment };
}

/** Each key on its own: what fails alone is why the rule does not match. */
function missesOf(when: When, subjects: readonly Subject[], pull: PullView): readonly string[] {
  return keyTests(when)
    .filter(({ test }) => {
      const answers = test(subjects, pull);
      const alone = answerAt(answers, subjects.length);
      return alone !== true && subjects.every((_, index) => answerAt(answers, index) === false);
    })
    .map(({ key }) => key);
}

function failsOf(when: When, subjects: readonly Subject[], pull: PullView): RuleTrace['fails'] {
  const tests = keyTests(when).map(({ key, test }) => ({ key, answers: test(subjects, pull) }));
  return subjects.flatMap((subject, index) => {
    const failing = tests.find(({ answers }) => answerAt(answers, index) === false);
    return failing === undefined ? [] : [{ ...placeOf(subject), key: failing.key }];
  });
}

function keyTests(when: When): readonly { readonly key: string; readonly test: WhenTest }[] {
  const keys = Object.keys(when) as readonly (keyof When)[];
  return keys.map((key) => ({ key, test: compileWhen({ [key]: when[key] } as When) }));
}
