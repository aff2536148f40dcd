// Holds one verdict of the engine to the second evaluator. Called by properties.test.ts, and by fuzz-run.ts for many more pairs.
import { compareDocuments } from '../../../../src/classify/iam/growth/index.ts';
import type { GrowthVerdict } from '../../../../src/classify/iam/growth/index.ts';
import type { PolicyUse } from '../../../../src/classify/iam/policy-document.ts';
import { confirms, movements } from './brute-force.ts';
import type { Sides } from './brute-force.ts';
import { policy } from './policy.ts';

const UP: readonly GrowthVerdict[] = ['grows', 'both', 'unknown'];
const DOWN: readonly GrowthVerdict[] = ['shrinks', 'both', 'unknown'];

export type Disagreement = {
  readonly verdict: GrowthVerdict;
  /** What the two say differently, as one sentence; null where they agree. */
  readonly wrong: string | null;
};

export function disagreement(use: PolicyUse, sides: Sides): Disagreement {
  const { before, after } = sides;
  const { verdict, witnesses } = compareDocuments([policy(use, before)], [policy(use, after)]);
  const { up, down } = movements(use, sides);
  if (up !== null && !UP.includes(verdict))
    return { verdict, wrong: `${verdict}, yet now allowed: ${JSON.stringify(up)}` };
  if (down !== null && !DOWN.includes(verdict))
    return { verdict, wrong: `${verdict}, yet given up: ${JSON.stringify(down)}` };
  const told = verdict === 'unknown' ? [] : witnesses;
  const unfounded = told.find((witness) => !confirms(use, sides, witness));
  return { verdict, wrong: unfounded === undefined ? null : `${verdict}, but not so: ${unfounded.sentence}` };
}
