// Answers to one question about many subjects at once, and logic over them. Made by `compileWhen`, read by `matchRule` and `explainRules`.
import { countIn, fill, intersect, isEmpty, isIn, noBits, placesIn, put, unite } from './bits.ts';
import type { Bits } from './bits.ts';
import type { Truth } from './truth.ts';

/**
 * For each subject in order; the last is that of the pull request alone. Three values as two sets of bits: where it could
 * hold, and where it surely does (S. C. Kleene's strong logic): "and" and "or" are those of the bits, for 32 at once.
 */
export type Answers = {
  readonly size: number;
  readonly could: Bits;
  /** Nowhere but where it could. */
  readonly sure: Bits;
};

export function answersAll(size: number, truth: Truth): Answers {
  const answers = { size, could: noBits(size), sure: noBits(size) };
  if (truth !== false) fill(answers.could, size);
  if (truth === true) fill(answers.sure, size);
  return answers;
}

export function copyOf({ size, could, sure }: Answers): Answers {
  return { size, could: could.slice(), sure: sure.slice() };
}

export function answerAt({ could, sure }: Answers, index: number): Truth {
  return isIn(sure, index) || (isIn(could, index) ? null : false);
}

/** In order. */
export function placesThatCould({ could }: Answers): readonly number[] {
  return placesIn(could);
}

export function isSureSomewhere({ sure }: Answers): boolean {
  return !isEmpty(sure);
}

/** Is there nothing left to ask? */
export function isSettled({ could }: Answers): boolean {
  return isEmpty(could);
}

/** Of how many is something asked still? */
export function countAsked({ could }: Answers): number {
  return countIn(could);
}

/** Everything that is still asked, as if nothing spoke against it. */
export function openAnswers({ size, could }: Answers): Answers {
  return { size, could: could.slice(), sure: could.slice() };
}

export function opposite({ size, could, sure }: Answers): Answers {
  return { size, could: sure.map((word) => ~word), sure: could.map((word) => ~word) };
}

export function tell({ could, sure }: Answers, places: readonly number[], truth: Truth): void {
  for (let at = 0; at < places.length; at += 1) {
    const index = places[at] ?? 0;
    put(could, index, truth !== false);
    put(sure, index, truth === true);
  }
}

/** "And". */
export function lower(answers: Answers, to: Answers): void {
  intersect(answers.could, to.could);
  intersect(answers.sure, to.sure);
}

export function lowerAll({ could, sure }: Answers, to: Truth): void {
  if (to !== true) sure.fill(0);
  if (to === false) could.fill(0);
}

/** Places that know how to leave a set of bits. */
type These = { readonly takeFrom: (bits: Bits) => void };

export function lowerThese({ could, sure }: Answers, these: These, to: Truth): void {
  if (to !== true) these.takeFrom(sure);
  if (to === false) these.takeFrom(could);
}

export function lowerAt({ could, sure }: Answers, index: number, to: Truth): void {
  if (to !== true) put(sure, index, false);
  if (to === false) put(could, index, false);
}

/** "And" of what holds where these bits are, and elsewhere of others. */
export function lowerBut({ could, sure }: Answers, others: Answers, these: Bits, to: Truth): void {
  const [most, least] = [to === false ? 0 : -1, to === true ? -1 : 0];
  for (let at = 0; at < could.length; at += 1) {
    const here = these[at] ?? 0;
    could[at] = (could[at] ?? 0) & (((others.could[at] ?? 0) & ~here) | (here & most));
    sure[at] = (sure[at] ?? 0) & (((others.sure[at] ?? 0) & ~here) | (here & least));
  }
}

/** "Or". */
export function raise(answers: Answers, to: Answers): void {
  unite(answers.could, to.could);
  unite(answers.sure, to.sure);
}
