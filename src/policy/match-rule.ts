// Does a rule match, and which changes? Called by `raiseTiers` and `ruleReasons`.
import { compileWhen, isPullScoped } from './compile-when.ts';
import type { WhenTest } from './compile-when.ts';
import type { PullView } from './pull-view.ts';
import type { When } from './schema-when.ts';
import type { Subject } from './subject.ts';

export type RuleMatch = {
  /**
   * `maybe`: only something that was not understood could match. Requirements then apply, because more humans are the
   * safe side; a denial does not, because a human who reads the file can still say no.
   */
  readonly kind: 'yes' | 'maybe' | 'no';
  /** Per subject, in order: could this one match? */
  readonly subjects: readonly boolean[];
  /** It is about the pull request as a whole, and so about all of its files. */
  readonly whole: boolean;
};

const tests = new WeakMap<When, WhenTest>();

/** Once for a policy, however often it decides: compiling the globs costs more than asking them. */
function compiled(when: When): WhenTest {
  const known = tests.get(when) ?? compileWhen(when);
  tests.set(when, known);
  return known;
}

/** No `when` at all: every pull request, every change. */
export function matchRule(when: When | undefined, subjects: readonly Subject[], pull: PullView): RuleMatch {
  if (when === undefined) return { kind: 'yes', subjects: subjects.map(() => true), whole: true };
  const test = compiled(when);
  const each = subjects.map((subject) => test(subject, subjects, pull));
  const whole = test(null, subjects, pull);
  const certain = whole === true || each.includes(true);
  const possible = each.includes(null) || (isPullScoped(when) && whole === null);
  return {
    kind: certain ? 'yes' : possible ? 'maybe' : 'no',
    subjects: each.map((truth) => truth !== false),
    whole: isPullScoped(when),
  };
}
