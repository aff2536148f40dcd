// `when` as a test. Called by `matchRule` and `explainRules`.
import { answerAt, answersAll, isSettled, lower, lowerAll, openAnswers, opposite, raise } from './answers.ts';
import type { Answers } from './answers.ts';
import { changeKeys, flip } from './change-keys.ts';
import type { Use } from './change-keys.ts';
import type { Narrow } from './narrow.ts';
import { pullKeys } from './pull-keys.ts';
import type { PullTest } from './pull-keys.ts';
import type { PullView } from './pull-view.ts';
import type { When } from '../schema/when.ts';
import type { Subject } from './subject.ts';

/** The last answer is about the pull request alone: change-scoped keys then have no answer. */
export type WhenTest = (subjects: readonly Subject[], pull: PullView) => Answers;

export function compileWhen(when: When): WhenTest {
  const narrow = compile(when, 'tighten');
  return (subjects, pull) => {
    const answers = answersAll(subjects.length + 1, true);
    narrow(answers, { subjects, pull });
    return answers;
  };
}

/** True when the object holds no change-scoped key: then it asks about the pull request alone. */
export function isPullScoped(when: When): boolean {
  const inner = [...(when.any ?? []), ...(when.all ?? []), ...(when.not === undefined ? [] : [when.not])];
  return changeKeys(when, 'tighten').length === 0 && inner.every(isPullScoped);
}

/** Every key of the object must hold. Inside `not`, globs become case-sensitive and unknown facts count as unmet. */
function compile(when: When, use: Use): Narrow {
  return inTurn([...pullKeys(when, use).map(ofPull), ...changeKeys(when, use), ...nested(when, use)]);
}

function inTurn(parts: readonly Narrow[]): Narrow {
  return (answers, asked) => {
    for (const narrow of parts) {
      narrow(answers, asked);
      if (isSettled(answers)) return;
    }
  };
}

function ofPull(test: PullTest): Narrow {
  return (answers, { pull }) => lowerAll(answers, test(pull));
}

function nested({ any, all, not, only }: When, use: Use): readonly Narrow[] {
  return [
    ...(any === undefined ? [] : [anyOf(any.map((part) => compile(part, use)))]),
    ...(all ?? []).map((part) => compile(part, use)),
    ...(not === undefined ? [] : [oppositeOf(compile(not, flip(use)))]),
    ...(only === undefined ? [] : [everyChange(compile(only, use))]),
  ];
}

function anyOf(parts: readonly Narrow[]): Narrow {
  return (answers, asked) => {
    const best = answersAll(answers.size, false);
    for (const narrow of parts) {
      const own = openAnswers(answers);
      narrow(own, asked);
      raise(best, own);
    }
    lower(answers, best);
  };
}

function oppositeOf(narrow: Narrow): Narrow {
  return (answers, asked) => {
    const own = openAnswers(answers);
    narrow(own, asked);
    lower(answers, opposite(own));
  };
}

/** `only` needs at least one change, and every change to satisfy it. */
function everyChange(narrow: Narrow): Narrow {
  return (answers, asked) => {
    const own = answersAll(answers.size, true);
    narrow(own, asked);
    const each = asked.subjects.map((_, index) => answerAt(own, index));
    const least = each.includes(false) ? false : each.includes(null) ? null : true;
    lowerAll(answers, each.length === 0 ? false : least);
  };
}
