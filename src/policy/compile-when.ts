// `when` as a test. Called by `matchRule`.
import { changeKeys, flip } from './change-keys.ts';
import type { Use } from './change-keys.ts';
import { pullKeys } from './pull-keys.ts';
import type { PullView } from './pull-view.ts';
import type { When } from './schema-when.ts';
import type { Subject } from './subject.ts';
import { allOf, anyOf, negate } from './truth.ts';
import type { Truth } from './truth.ts';

/** `subject` null asks about the pull request alone: change-scoped keys then have no answer. */
export type WhenTest = (subject: Subject | null, all: readonly Subject[], pull: PullView) => Truth;

/** Every key of the object must hold. Inside `not`, globs become case-sensitive and unknown facts count as unmet. */
export function compileWhen(when: When, use: Use = 'tighten'): WhenTest {
  const ofChange = changeKeys(when, use).map(
    (test): WhenTest =>
      (subject) =>
        subject === null ? null : test(subject),
  );
  const ofPull = pullKeys(when, use).map(
    (test): WhenTest =>
      (_, __, pull) =>
        test(pull),
  );
  return combine([...ofPull, ...ofChange, ...nested(when, use)], allOf);
}

/** True when the object holds no change-scoped key: then it asks about the pull request alone. */
export function isPullScoped(when: When): boolean {
  const inner = [...(when.any ?? []), ...(when.all ?? []), ...(when.not === undefined ? [] : [when.not])];
  return changeKeys(when, 'tighten').length === 0 && inner.every(isPullScoped);
}

function nested({ any, all, not, only }: When, use: Use): readonly WhenTest[] {
  const each = (parts: readonly When[]): readonly WhenTest[] => parts.map((part) => compileWhen(part, use));
  return [
    ...(any === undefined ? [] : [combine(each(any), anyOf)]),
    ...(all === undefined ? [] : [combine(each(all), allOf)]),
    ...(not === undefined ? [] : [opposite(compileWhen(not, flip(use)))]),
    ...(only === undefined ? [] : [everyChange(compileWhen(only, use))]),
  ];
}

function combine(tests: readonly WhenTest[], join: typeof allOf): WhenTest {
  return (subject, all, pull) => join(tests, (test) => test(subject, all, pull));
}

function opposite(test: WhenTest): WhenTest {
  return (subject, all, pull) => negate(test(subject, all, pull));
}

/** `only` needs at least one change, and every change to satisfy it. The same for each subject: answered once. */
function everyChange(test: WhenTest): WhenTest {
  const answers = new WeakMap<readonly Subject[], Truth>();
  return (_, all, pull) => {
    const known = answers.get(all);
    const answer =
      known === undefined ? all.length > 0 && allOf(all, (each) => test(each, all, pull)) : known;
    answers.set(all, answer);
    return answer;
  };
}
