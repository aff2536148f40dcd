// Every way in which strings can fit some patterns and miss others, with one sample each. Called for resources and condition values.
import { LIMITS } from '../../../config/limits.ts';
import { PatternRun } from './pattern-run.ts';
import type { RunState } from './pattern-run.ts';
import type { Glob } from './glob.ts';
import type { Work } from './work.ts';

/** A pattern and the bits of what it stands for: the clauses that list it, or the conditions that ask for it. */
export type Owned = { readonly glob: Glob; readonly owners: bigint };

/** The sample fits patterns of exactly these owners. */
export type Cell = { readonly sample: string; readonly owners: bigint };

export type Question = {
  /** Only strings that fit all of these. */
  readonly within: readonly Glob[];
  readonly patterns: readonly Owned[];
};

/** Making a row of one token, in steps. */
const LAYING_OUT = 3;

function tokensOf({ within, patterns }: Question): number {
  const globs = [...within, ...patterns.map(({ glob }) => glob)];
  return globs.reduce((count, { tokens }) => count + tokens.length + 1, 0);
}

/**
 * Runs all patterns at once over the shortest strings, as a deterministic automaton: exact, so that no overlap of
 * wildcards is missed. Null where the patterns are too entangled to walk through.
 */
export function cellsOf(question: Question, work: Work): readonly Cell[] | null {
  work.spend(LAYING_OUT * tokensOf(question));
  const run = PatternRun.of(question);
  if (run === null) return null;
  const found = new Map<bigint, string>();
  const start = run.start();
  const queue: { readonly state: RunState; readonly text: string }[] = [{ state: start, text: '' }];
  const seen = new Set([start.key]);
  let steps = 0;
  for (let at = 0; at < queue.length; at += 1) {
    if (queue.length > LIMITS.growthStates || steps > LIMITS.growthSteps) return null;
    const { state, text } = queue[at] as { state: RunState; text: string };
    const owners = run.ownersAt(state);
    if (owners !== null && !found.has(owners)) found.set(owners, text);
    const alphabet = run.alphabetOf(state);
    const cost = (1 + state.positions.length) * (1 + alphabet.length);
    work.spend(cost);
    steps += cost;
    for (const code of alphabet) {
      const next = run.step(state, code);
      if (next === null || seen.has(next.key)) continue;
      seen.add(next.key);
      queue.push({ state: next, text: text + String.fromCharCode(code) });
    }
  }
  return [...found].map(([owners, sample]) => ({ owners, sample }));
}
