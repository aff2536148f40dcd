// Does a rule match, and which changes? Called by `raiseTiers` and `ruleReasons`.
import { isSureSomewhere, placesThatCould } from './answers.ts';
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
  /** The places of the subjects that could match, in order. */
  readonly places: readonly number[];
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
  if (when === undefined) return { kind: 'yes', places: [...subjects.keys()], whole: true };
  const { test, whole } = compiled(when);
  const answers = test(subjects, pull);
  const all = placesThatCould(answers);
  const places = all.at(-1) === subjects.length ? all.slice(0, -1) : all;
  if (isSureSomewhere(answers)) return { kind: 'yes', places, whole };
  return (whole ? all : places).length > 0
    ? { kind: 'maybe', places, whole }
    : { kind: 'no', places: [], whole };
}

/** The first subject that matched: what a reader is told. */
export function firstMatched(subjects: readonly Subject[], { places }: RuleMatch): Subject | undefined {
  const [place] = places;
  return place === undefined ? undefined : subjects[place];
}

/** The subjects at the places that matched. */
export function matched(subjects: readonly Subject[], { places }: RuleMatch): readonly Subject[] {
  return places.flatMap((place) => subjects[place] ?? []);
}
