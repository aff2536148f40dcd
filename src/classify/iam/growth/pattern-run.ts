// Positions in several patterns at once while a string is read character by character. Called by cells.ts.
import type { Owned, Question } from './cells.ts';
import { MANY, classOf, takes } from './glob.ts';
import type { Token } from './glob.ts';

export type RunState = {
  /** In the row of all tokens, ascending. */
  readonly positions: readonly number[];
  /** Owners of patterns that fit whatever comes: nothing more can be learnt about them. */
  readonly settled: bigint;
  readonly key: string;
};

/** Ends a pattern in the row of all tokens. */
const END = Number.MIN_SAFE_INTEGER;

/** Positions are told apart as character codes. */
const MOST_TOKENS = 0xff_ff;

/** Stand for all characters that no pattern names at this point; the first that is free is taken. */
const FILLERS = Array.from(
  'xyzwvu0123456789abcdefghijklmnopqrstABCDEFGHIJKLMNOPQRSTUVWXYZ-_.=@+!',
  (character) => character.charCodeAt(0),
);

/** A class because the row of tokens is shared by every step. */
export class PatternRun {
  readonly #tokens: readonly Token[];
  readonly #repeats: readonly boolean[];
  /** The pattern of each position; the first `#required` must all fit. */
  readonly #pattern: readonly number[];
  readonly #required: number;
  readonly #owners: readonly bigint[];
  readonly #starts: readonly number[];

  private constructor(question: Question) {
    const globs = [...question.within, ...question.patterns.map(({ glob }) => glob)];
    this.#tokens = globs.flatMap(({ tokens }) => [...tokens, END]);
    this.#repeats = this.#tokens.map((token) => classOf(token)?.repeats === true);
    this.#pattern = globs.flatMap(({ tokens }, index) => [...tokens, END].map(() => index));
    this.#required = question.within.length;
    this.#owners = [
      ...question.within.map(() => 0n),
      ...question.patterns.map(({ owners }: Owned) => owners),
    ];
    this.#starts = globs.map((_, index) => this.#pattern.indexOf(index));
  }

  /** Null where there are too many tokens. */
  static of(question: Question): PatternRun | null {
    const run = new PatternRun(question);
    return run.#tokens.length > MOST_TOKENS ? null : run;
  }

  start(): RunState {
    return this.#settle(this.#starts, 0n);
  }

  /** Null where a required pattern no longer fits. */
  step({ positions, settled }: RunState, code: number): RunState | null {
    const moved: number[] = [];
    let alive = 0;
    let last = -1;
    for (const position of positions) {
      const token = this.#tokens[position] as Token;
      if (token === END || !takes(token, code)) continue;
      const pattern = this.#pattern[position] as number;
      if (pattern < this.#required && pattern !== last) alive += 1;
      last = pattern;
      moved.push(this.#repeats[position] === true ? position : position + 1);
    }
    return alive < this.#required ? null : this.#settle(moved, settled);
  }

  /** Characters with different effect here: those that patterns name, and one for all others. */
  alphabetOf({ positions }: RunState): readonly number[] {
    const named = new Set<number>();
    let open = this.#required === 0;
    for (const position of positions) {
      const token = this.#tokens[position] as Token;
      if (token >= 0) named.add(token);
      else if (token !== END) {
        open = true;
        for (const character of classOf(token)?.excludes ?? '') named.add(character.charCodeAt(0));
      }
    }
    return open ? [...named, FILLERS.find((code) => !named.has(code)) ?? 0xa1] : [...named];
  }

  /** Owners of the patterns that the text read so far fits; null where a required one does not. */
  ownersAt({ positions, settled }: RunState): bigint | null {
    let owners = settled;
    let required = 0;
    for (const position of positions) {
      if (this.#tokens[position] !== END) continue;
      const pattern = this.#pattern[position] as number;
      if (pattern < this.#required) required += 1;
      else owners |= this.#owners[pattern] as bigint;
    }
    return required === this.#required ? owners : null;
  }

  /**
   * Stars may also be left at once. Behind a reached `*` nothing earlier in the same pattern can add anything, and a `*`
   * at the end of a pattern settles its owners.
   */
  #settle(moved: readonly number[], before: bigint): RunState {
    const reached: number[] = [];
    let settled = before;
    for (const start of moved) {
      let at = Math.max(start, (reached.at(-1) ?? -1) + 1);
      if (start < at && this.#repeats[at - 1] !== true) continue;
      for (reached.push(at); this.#repeats[at] === true;) {
        at += 1;
        reached.push(at);
      }
    }
    const kept: number[] = [];
    let closed = -1;
    for (let index = reached.length - 1; index >= 0; index -= 1) {
      const position = reached[index] as number;
      const pattern = this.#pattern[position] as number;
      if (pattern === closed) continue;
      if (this.#tokens[position] === MANY) {
        closed = pattern;
        if (this.#tokens[position + 1] === END) settled |= this.#owners[pattern] as bigint;
      }
      kept.push(position);
    }
    const open = kept.filter((position) => !this.#isSettled(position, settled)).toReversed();
    return { positions: open, settled, key: `${String.fromCharCode(...open)} ${settled}` };
  }

  #isSettled(position: number, settled: bigint): boolean {
    const pattern = this.#pattern[position] as number;
    const owners = this.#owners[pattern] as bigint;
    return pattern >= this.#required && (owners & ~settled) === 0n;
  }
}
