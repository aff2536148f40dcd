// Both directions of one pair of document sets: what is new and what is given up. Called by compare-documents.ts.
import { LIMITS } from '../../../config/limits.ts';
import { climb } from './climb.ts';
import type { Sign } from './climb.ts';
import type { Pair } from './clause.ts';
import { Ground } from './ground.ts';
import { suspectsOf } from './judge.ts';
import { Work } from './work.ts';

export type Comparison = {
  readonly up: readonly Sign[];
  readonly down: readonly Sign[];
  /** Something was left out, so that nothing found proves nothing. */
  readonly capped: boolean;
};

export function comparePair(pair: Pair): Comparison {
  const { before, after } = pair;
  if ((suspectsOf(before, after) | suspectsOf(after, before)) === 0n)
    return { up: [], down: [], capped: false };
  const work = new Work();
  const ground = work.within(() => new Ground(pair, work));
  if (ground === null) return { up: [], down: [], capped: true };
  const up = climb(ground, { from: before, to: after, enough: LIMITS.growthWitnesses });
  // Of what is given up nothing is told but that there is something.
  const down = climb(ground, { from: after, to: before, enough: 1 });
  return { up: up.signs, down: down.signs, capped: up.capped };
}
