// Does a rule match, and which changes? Called by `raiseTiers` and `ruleReasons`.
import { MAYBE, NO, YES } from './answers.ts';
import { compileWhen, isPullScoped } from './compile-when.ts';
import type { WhenTest } from './compile-when.ts';
import type { PullView } from './pull-view.ts';
import type { When } from '../schema/when.ts';
import type { Subject } from './subject.ts';

export type RuleMatch = {
  /**
   * `maybe`: only something that was not understood could match. Requirements then apply, because more humans are the
   * safe side; a denial does not, because a human who reads the file can still say no.
   */
  readonly kind: 'yes' | 'maybe' | 'no';
  /** Per subject, in order: could this one match? Empty where none could. */
  readonly subjects: readonly boolean[];
  /** It is about the pull request as a whole, and so about all of its files. */
  readonly whole: boolean;
};

type Compiled = { readonly test: WhenTest; readonly whole: boolean };
const tests = new WeakMap<When, Compiled>();

/** Once for a policy, however often it decides: compiling the globs costs more than asking them. */
function compiled(when: When): Compiled {
  const known = tests.get(when) ?? { test: compileWhen(when), whole: isPullScoped(when) };
  tests.set(when, known);
  return known;
}

/** No `when` at all: every pull request, every change. */
export function matchRule(when: When | undefined, subjects: readonly Subject[], pull: PullView): RuleMatch {
  if (when === undefined) return { kind: 'yes', subjects: subjects.map(() => true), whole: true };
  const { test, whole } = compiled(when);
  const answers = test(subjects, pull);
  const each = answers.subarray(0, subjects.length);
  const certain = answers.includes(YES);
  if (!certain && !(whole ? answers : each).includes(MAYBE)) return { kind: 'no', subjects: [], whole };
  return { kind: certain ? 'yes' : 'maybe', subjects: subjects.map((_, index) => each[index] !== NO), whole };
}
