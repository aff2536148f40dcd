// Every way in which strings can fit some patterns and miss others, with one sample each. Called for resources and condition values.
import { LIMITS } from '../../../config/limits.ts';
import type { Clauses } from './clause.ts';
import { MANY, classOf, takes } from './glob.ts';
import type { Glob, Token } from './glob.ts';

/** Bit i of `members`: the sample fits `patterns[i]`. */
export type Cell = { readonly sample: string; readonly members: Clauses };

export type Question = {
  /** Only strings that fit all of these. */
  readonly within: readonly Glob[];
  readonly patterns: readonly Glob[];
};

/**
 * Runs all patterns at once over the shortest strings, as a deterministic automaton: exact, so that no overlap of
 * wildcards is missed. Null where the patterns are too entangled to walk through.
 */
export function cellsOf({ within, patterns }: Question): readonly Cell[] | null {
  const run = new Run([...within, ...patterns], within.length);
  const found = new Map<Clauses, string>();
  const queue = [{ state: run.start(), text: '' }];
  const seen = new Set(queue.map(({ state }) => state.join()));
  for (let at = 0; at < queue.length; at += 1) {
    if (queue.length > LIMITS.growthStates) return null;
    const { state, text } = queue[at] ?? { state: [], text: '' };
    const members = run.membersAt(state);
    if (members !== null && !found.has(members)) found.set(members, text);
    for (const code of run.alphabetOf(state)) {
      const next = run.step(state, code);
      const key = next.join();
      if (!run.isAlive(next) || seen.has(key)) continue;
      seen.add(key);
      queue.push({ state: next, text: text + String.fromCharCode(code) });
    }
  }
  return [...found].map(([members, sample]) => ({ members, sample }));
}

/** Whether some string fits all of them. */
export function overlap(globs: readonly Glob[]): boolean | null {
  const [first, second] = globs;
  if (first !== undefined && second !== undefined && !prefixesAgree(first, second)) return false;
  const cells = cellsOf({ within: globs, patterns: [] });
  return cells === null ? null : cells.length > 0;
}

/** A quick no: texts before the first wildcard that contradict each other. */
export function prefixesAgree(a: Glob, b: Glob): boolean {
  if (a.literal && a.prefix.length < b.prefix.length) return false;
  if (b.literal && b.prefix.length < a.prefix.length) return false;
  return a.prefix.startsWith(b.prefix) || b.prefix.startsWith(a.prefix);
}

/** Ends a pattern in the row of all tokens. */
const END = Number.MIN_SAFE_INTEGER;

/** Stand for all characters that no pattern names at this point; the first that is free is taken. */
const FILLERS = Array.from(
  'xyzwvu0123456789abcdefghijklmnopqrstABCDEFGHIJKLMNOPQRSTUVWXYZ-_.=@+!',
  (character) => character.charCodeAt(0),
);

/** Positions in all patterns at once; a class because the row of tokens is shared by every step. */
class Run {
  readonly #tokens: readonly Token[];
  readonly #owners: readonly number[];
  readonly #starts: readonly number[];
  readonly #required: number;

  /** The first `required` globs must all fit. */
  constructor(globs: readonly Glob[], required: number) {
    this.#tokens = globs.flatMap(({ tokens }) => [...tokens, END]);
    this.#owners = globs.flatMap(({ tokens }, index) => [...tokens.map(() => index), index]);
    this.#starts = globs.map((_, index) => this.#owners.indexOf(index));
    this.#required = required;
  }

  start(): readonly number[] {
    return this.#settle(this.#starts);
  }

  step(state: readonly number[], code: number): readonly number[] {
    const moved: number[] = [];
    for (const position of state) {
      const token = this.#tokens[position] ?? END;
      if (token === END || !takes(token, code)) continue;
      moved.push(classOf(token)?.repeats === true ? position : position + 1);
    }
    return this.#settle(moved);
  }

  /** Characters with different effect here: those that patterns name, and one for all others. */
  alphabetOf(state: readonly number[]): readonly number[] {
    const named = new Set<number>();
    let open = false;
    for (const position of state) {
      const token = this.#tokens[position] ?? END;
      if (token >= 0) named.add(token);
      else if (token !== END) {
        open = true;
        for (const character of classOf(token)?.excludes ?? '') named.add(character.charCodeAt(0));
      }
    }
    const filler = FILLERS.find((code) => !named.has(code)) ?? 0xa1;
    return open || this.#required === 0 ? [...named, filler] : [...named];
  }

  /** A required pattern that no longer fits ends the search. */
  isAlive(state: readonly number[]): boolean {
    if (this.#required === 0) return true;
    const alive = new Set(state.map((position) => this.#owners[position]));
    for (let index = 0; index < this.#required; index += 1) if (!alive.has(index)) return false;
    return true;
  }

  /** Which patterns the text read so far fits; null where a required one does not. */
  membersAt(state: readonly number[]): Clauses | null {
    let members = 0n;
    let required = 0;
    for (const position of state) {
      if (this.#tokens[position] !== END) continue;
      const owner = this.#owners[position] ?? 0;
      if (owner < this.#required) required += 1;
      else members |= 1n << BigInt(owner - this.#required);
    }
    return required === this.#required ? members : null;
  }

  /** Stars may also be left at once. Behind a reached `*` nothing earlier in the same pattern can add anything. */
  #settle(positions: readonly number[]): readonly number[] {
    const reached = new Set<number>();
    for (const start of positions) {
      let at = start;
      while (!reached.has(at)) {
        reached.add(at);
        if (classOf(this.#tokens[at] ?? END)?.repeats !== true) break;
        at += 1;
      }
    }
    const descending = [...reached].toSorted((a, b) => b - a);
    let closed = -1;
    const kept = descending.filter((position) => {
      const owner = this.#owners[position] ?? -1;
      if (owner === closed) return false;
      if (this.#tokens[position] === MANY) closed = owner;
      return true;
    });
    return kept.toReversed();
  }
}
