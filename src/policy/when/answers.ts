// Answers to one question about many subjects at once, and logic over them. Made by `compileWhen`, read by `matchRule` and `explainRules`.
import type { Subject } from './subject.ts';
import type { Truth } from './truth.ts';

/** From worst to best, so that "and" is the least of two, "or" the greatest, and "not" the distance from the top. */
export const NO = 0;
export const MAYBE = 1;
export const YES = 2;

/** For each subject in order; the last is that of the pull request alone. */
export type Answers = Uint8Array;

export function answerOf(truth: Truth): number {
  return truth === null ? MAYBE : truth ? YES : NO;
}

/** Everything that is still asked, as if nothing spoke against it. */
export function openAnswers(asked: Answers): Answers {
  return asked.map((answer) => (answer === NO ? NO : YES));
}

/** Is there nothing left to ask? */
export function isSettled(answers: Answers): boolean {
  return !answers.includes(MAYBE) && !answers.includes(YES);
}

export function lowerAll(answers: Answers, to: number): void {
  if (to === YES) return;
  for (let index = 0; index < answers.length; index += 1) {
    if ((answers[index] ?? NO) > to) answers[index] = to;
  }
}

export function lowerThese(answers: Answers, places: readonly number[], to: number): void {
  if (to === YES) return;
  for (let at = 0; at < places.length; at += 1) {
    const index = places[at] ?? -1;
    if ((answers[index] ?? NO) > to) answers[index] = to;
  }
}

export function lowerEach(answers: Answers, to: Answers): void {
  for (let index = 0; index < answers.length; index += 1) {
    const other = to[index] ?? NO;
    if ((answers[index] ?? NO) > other) answers[index] = other;
  }
}

export function raiseEach(answers: Answers, to: Answers): void {
  for (let index = 0; index < answers.length; index += 1) {
    const other = to[index] ?? NO;
    if ((answers[index] ?? NO) < other) answers[index] = other;
  }
}

/** What a key reads of a subject, as a text: where it is the same, so is the answer. */
export type Trait = (subject: Subject) => string;

const known = new WeakMap<readonly Subject[], Map<Trait, readonly (readonly number[])[]>>();

/** The places of the subjects that share a trait, once for all rules that ask about it. */
export function groupsBy(trait: Trait, subjects: readonly Subject[]): readonly (readonly number[])[] {
  const own = known.get(subjects) ?? new Map<Trait, readonly (readonly number[])[]>();
  known.set(subjects, own);
  const groups = own.get(trait) ?? [
    ...Map.groupBy(subjects.keys(), (index) => {
      const subject = subjects[index];
      return subject === undefined ? '' : trait(subject);
    }).values(),
  ];
  own.set(trait, groups);
  return groups;
}
