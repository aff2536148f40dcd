// `when` as a test. Called by `matchRule` and `explainRules`.
import { MAYBE, NO, YES, answerOf, groupsBy, isSettled } from './answers.ts';
import { lowerAll, lowerEach, lowerThese, openAnswers, raiseEach } from './answers.ts';
import type { Answers } from './answers.ts';
import { changeKeys, flip } from './change-keys.ts';
import type { KeyTest, Use } from './change-keys.ts';
import { pullKeys } from './pull-keys.ts';
import type { PullTest } from './pull-keys.ts';
import type { PullView } from './pull-view.ts';
import type { When } from '../schema/when.ts';
import type { Subject } from './subject.ts';

/** The last answer is about the pull request alone: change-scoped keys then have no answer. */
export type WhenTest = (subjects: readonly Subject[], pull: PullView) => Answers;

type Asked = { readonly subjects: readonly Subject[]; readonly pull: PullView };
/** Lowers each answer to its own, and asks nothing about what is ruled out already. */
type Narrow = (answers: Answers, asked: Asked) => void;

export function compileWhen(when: When): WhenTest {
  const narrow = compile(when, 'tighten');
  return (subjects, pull) => {
    const answers = new Uint8Array(subjects.length + 1).fill(YES);
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
  return inTurn([
    ...pullKeys(when, use).map(ofPull),
    ...changeKeys(when, use).map(ofChanges),
    ...nested(when, use),
  ]);
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
  return (answers, { pull }) => lowerAll(answers, answerOf(test(pull)));
}

function ofChanges({ trait, ask }: KeyTest): Narrow {
  return (answers, { subjects }) => {
    for (const group of groupsBy(trait, subjects)) {
      const subject = subjects[firstAsked(group, answers)];
      if (subject !== undefined) lowerThese(answers, group, answerOf(ask(subject)));
    }
    lowerThese(answers, [subjects.length], MAYBE);
  };
}

/** -1 where nothing is asked about any of them. Loops by index here and in `answers.ts`: every rule walks all changes. */
function firstAsked(group: readonly number[], answers: Answers): number {
  for (let at = 0; at < group.length; at += 1) {
    const index = group[at] ?? -1;
    if (answers[index] !== NO) return index;
  }
  return -1;
}

function nested({ any, all, not, only }: When, use: Use): readonly Narrow[] {
  return [
    ...(any === undefined ? [] : [anyOf(any.map((part) => compile(part, use)))]),
    ...(all ?? []).map((part) => compile(part, use)),
    ...(not === undefined ? [] : [opposite(compile(not, flip(use)))]),
    ...(only === undefined ? [] : [everyChange(compile(only, use))]),
  ];
}

function anyOf(parts: readonly Narrow[]): Narrow {
  return (answers, asked) => {
    const best = new Uint8Array(answers.length);
    for (const narrow of parts) {
      const own = openAnswers(answers);
      narrow(own, asked);
      raiseEach(best, own);
    }
    lowerEach(answers, best);
  };
}

function opposite(narrow: Narrow): Narrow {
  return (answers, asked) => {
    const own = openAnswers(answers);
    narrow(own, asked);
    lowerEach(
      answers,
      own.map((answer) => YES - answer),
    );
  };
}

/** `only` needs at least one change, and every change to satisfy it. */
function everyChange(narrow: Narrow): Narrow {
  return (answers, asked) => {
    const own = new Uint8Array(answers.length).fill(YES);
    narrow(own, asked);
    const changes = own.subarray(0, asked.subjects.length);
    lowerAll(answers, changes.length === 0 ? NO : Math.min(...changes));
  };
}
