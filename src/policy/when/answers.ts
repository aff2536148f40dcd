// Answers to one question about many subjects at once, and logic over them. Made by `compileWhen`, read by `matchRule` and `explainRules`.
import type { Truth } from './truth.ts';

/**
 * For each subject in order; the last is that of the pull request alone. Three values as two sets of bits: where it could
 * hold, and where it surely does (S. C. Kleene's strong logic): "and" and "or" are those of the bits, for 32 at once.
 */
export type Answers = {
  readonly size: number;
  readonly could: Uint32Array;
  /** Nowhere but where it could. */
  readonly sure: Uint32Array;
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

export function couldHold({ could }: Answers, index: number): boolean {
  return isIn(could, index);
}

/** In order. */
export function placesThatCould({ could }: Answers): readonly number[] {
  const places: number[] = [];
  for (let at = 0; at < could.length; at += 1) {
    // The lowest bit is taken out of the word until none is left.
    for (let word = could[at] ?? 0; word !== 0; word &= word - 1)
      places.push(at * 32 + 31 - Math.clz32(word & -word));
  }
  return places;
}

export function isSureSomewhere({ sure }: Answers): boolean {
  return sure.some((word) => word !== 0);
}

/** Is there nothing left to ask? */
export function isSettled({ could }: Answers): boolean {
  for (let at = 0; at < could.length; at += 1) if (could[at] !== 0) return false;
  return true;
}

/** Of how many is something asked still? */
export function countAsked({ could }: Answers): number {
  let count = 0;
  for (let at = 0; at < could.length; at += 1) count += bitsIn(could[at] ?? 0);
  return count;
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

export function lowerThese({ could, sure }: Answers, places: readonly number[], to: Truth): void {
  for (let at = 0; at < places.length; at += 1) {
    const index = places[at] ?? 0;
    if (to !== true) put(sure, index, false);
    if (to === false) put(could, index, false);
  }
}

/** "Or". */
export function raise(answers: Answers, to: Answers): void {
  unite(answers.could, to.could);
  unite(answers.sure, to.sure);
}

function noBits(size: number): Uint32Array {
  return new Uint32Array((size + 31) >>> 5);
}

/** Of the last word no more than there are subjects. */
function fill(bits: Uint32Array, size: number): void {
  bits.fill(0xff_ff_ff_ff);
  if (size % 32 !== 0) bits[bits.length - 1] = 2 ** (size % 32) - 1;
}

/** In pairs, fours, bytes, and all four bytes (H. S. Warren, "Hacker's Delight", counting 1-bits). */
function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55_55_55_55);
  const fours = (pairs & 0x33_33_33_33) + ((pairs >>> 2) & 0x33_33_33_33);
  return Math.imul((fours + (fours >>> 4)) & 0x0f_0f_0f_0f, 0x01_01_01_01) >>> 24;
}

function isIn(bits: Uint32Array, index: number): boolean {
  return ((bits[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
}

function put(bits: Uint32Array, index: number, value: boolean): void {
  const word = bits[index >>> 5] ?? 0;
  bits[index >>> 5] = value ? word | (1 << (index & 31)) : word & ~(1 << (index & 31));
}

function intersect(bits: Uint32Array, others: Uint32Array): void {
  for (let at = 0; at < bits.length; at += 1) bits[at] = (bits[at] ?? 0) & (others[at] ?? 0);
}

function unite(bits: Uint32Array, others: Uint32Array): void {
  for (let at = 0; at < bits.length; at += 1) bits[at] = (bits[at] ?? 0) | (others[at] ?? 0);
}
