// A policy text as a row of tokens, and whether a string fits it. Called by whatever compares actions, resources and condition values.
import type { Piece } from './text-template.ts';

/** A character code, or one of the negative classes below. */
export type Token = number;

/** `?`: one character, but no stand-in for a variable's value, which may be longer. */
export const ONE = -1;
/** `*`: any characters, stand-ins included. */
export const MANY = -2;
/** `?` and `*` that stay inside one segment of an ARN. */
export const ONE_IN_SEGMENT = -3;
export const MANY_IN_SEGMENT = -4;
/** First character of a placeholder in an ARN format, which is never empty: anything, part of one segment, or a plain word. */
export const SOME = -5;
export const WORD_ONE = -6;
export const WORD_MANY = -7;
export const SOME_IN_SEGMENT = -8;

type TokenClass = { readonly repeats: boolean; readonly excludes: string; readonly standIns: boolean };

const CLASSES: { readonly [token: number]: TokenClass } = {
  [ONE]: { repeats: false, excludes: '', standIns: false },
  [MANY]: { repeats: true, excludes: '', standIns: true },
  [ONE_IN_SEGMENT]: { repeats: false, excludes: ':', standIns: false },
  [MANY_IN_SEGMENT]: { repeats: true, excludes: ':', standIns: true },
  [SOME]: { repeats: false, excludes: '', standIns: true },
  [WORD_ONE]: { repeats: false, excludes: ':/', standIns: true },
  [SOME_IN_SEGMENT]: { repeats: false, excludes: ':', standIns: true },
  [WORD_MANY]: { repeats: true, excludes: ':/', standIns: true },
};

export type Glob = {
  readonly tokens: readonly Token[];
  /** Matches every string. */
  readonly everything: boolean;
  /** The text up to the first wildcard. */
  readonly prefix: string;
  /** It has no wildcard: `prefix` is all. */
  readonly literal: boolean;
  /** Equal for equal patterns. */
  readonly key: string;
};

/** Unicode's private use area lends one character to each variable: it stands for a value that nothing else spells. */
const FIRST_STAND_IN = 0xe000;
const LAST_STAND_IN = 0xf8ff;

/** Somebody or something that no policy names. */
export const OUTSIDE = String.fromCharCode(LAST_STAND_IN);

export function standIn(index: number): string {
  return String.fromCharCode(Math.min(FIRST_STAND_IN + index, LAST_STAND_IN - 1));
}

export function isStandIn(code: number): boolean {
  return code >= FIRST_STAND_IN && code <= LAST_STAND_IN;
}

export function classOf(token: Token): TokenClass | null {
  return CLASSES[token] ?? null;
}

/** Whether the token takes this character code. */
export function takes(token: Token, code: number): boolean {
  if (token >= 0) return token === code;
  const { excludes = '', standIns = false } = CLASSES[token] ?? {};
  if (isStandIn(code)) return standIns;
  return excludes === '' || !excludes.includes(String.fromCharCode(code));
}

/**
 * `segments`: an ARN condition compares the six parts between colons one by one
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN).
 */
export function globOf(pieces: readonly Piece[], segments = false): Glob {
  const tokens: Token[] = [];
  let colons = 0;
  for (const piece of pieces) {
    const inside = segments && colons < 5;
    if (piece.kind === 'many') tokens.push(inside ? MANY_IN_SEGMENT : MANY);
    else if (piece.kind === 'one') tokens.push(inside ? ONE_IN_SEGMENT : ONE);
    else if (piece.kind === 'literal')
      for (let at = 0; at < piece.text.length; at += 1) {
        tokens.push(piece.text.charCodeAt(at));
        if (piece.text[at] === ':') colons += 1;
      }
  }
  return globOfTokens(tokens);
}

export function globOfTokens(given: readonly Token[]): Glob {
  const tokens = given.filter((token, at) => token !== MANY || given[at - 1] !== MANY);
  const wild = tokens.findIndex((token) => token < 0);
  const codes = wild === -1 ? tokens : tokens.slice(0, wild);
  return {
    tokens,
    everything: tokens.length === 1 && tokens[0] === MANY,
    prefix: String.fromCharCode(...codes),
    literal: wild === -1,
    key: tokens.join(),
  };
}

/** Linear for policy patterns: only the last `*` is ever taken back. */
export function matchesGlob(glob: Glob, text: string): boolean {
  if (glob.everything) return true;
  if (glob.literal) return glob.prefix === text;
  if (!text.startsWith(glob.prefix)) return false;
  return glob.tokens.some((token) => token < MANY)
    ? simulate(glob.tokens, text)
    : backtrack(glob.tokens, text);
}

function backtrack(tokens: readonly Token[], text: string): boolean {
  let at = 0;
  let token = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const current = tokens[token];
    if (current === MANY) {
      star = token;
      token += 1;
      resume = at;
    } else if (current !== undefined && takes(current, text.charCodeAt(at))) {
      token += 1;
      at += 1;
    } else if (star >= 0) {
      resume += 1;
      at = resume;
      token = star + 1;
    } else return false;
  }
  while (tokens[token] === MANY) token += 1;
  return token === tokens.length;
}

/** Stars that stop at a colon need every reading at once. */
function simulate(tokens: readonly Token[], text: string): boolean {
  let current = reach(tokens, [0]);
  for (let at = 0; at < text.length && current.length > 0; at += 1) {
    const code = text.charCodeAt(at);
    const next = current.flatMap((position) => {
      const token = tokens[position];
      if (token === undefined || !takes(token, code)) return [];
      return [classOf(token)?.repeats === true ? position : position + 1];
    });
    current = reach(tokens, next);
  }
  return current.includes(tokens.length);
}

function reach(tokens: readonly Token[], positions: readonly number[]): readonly number[] {
  const found = new Set<number>();
  for (const start of positions) {
    let at = start;
    while (!found.has(at)) {
      found.add(at);
      if (classOf(tokens[at] ?? 0)?.repeats !== true) break;
      at += 1;
    }
  }
  return [...found];
}
