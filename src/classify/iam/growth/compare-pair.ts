// Both directions of one pair of document sets: what is new and what is given up. Called by compare-documents.ts.
import { actionTable } from './action-classes.ts';
import { partitionsOf } from './arn-format.ts';
import { climb } from './climb.ts';
import type { Climb, Ground } from './climb.ts';
import type { Pair } from './clause.ts';
import { ConditionTable } from './conditions/condition-table.ts';
import { suspectsOf } from './judge.ts';
import { principalCells } from './principal-cells.ts';
import { ResourceCells } from './resource-cells.ts';
import { resourceTable } from './resource-table.ts';
import type { ResourceTable } from './resource-table.ts';
import { valuationsOf } from './variables.ts';
import type { Valuation } from './variables.ts';
import type { Sign } from './climb.ts';

/** A sign with the resource patterns that it was found with: they depend on the values of variables. */
export type Placed = Sign & { readonly resources: ResourceTable };

export type Comparison = {
  readonly up: readonly Placed[];
  readonly down: readonly Placed[];
  /** Something was left out, so that nothing found proves nothing. */
  readonly capped: boolean;
};

export function comparePair(pair: Pair): Comparison {
  const { before, after } = pair;
  if ((suspectsOf(before, after) | suspectsOf(after, before)) === 0n)
    return { up: [], down: [], capped: false };
  const { valuations, complete } = valuationsOf(pair);
  const steps = valuations.map((valuation) => compareUnder(pair, valuation));
  return {
    up: steps.flatMap(({ up }) => up),
    down: steps.flatMap(({ down }) => down),
    capped: !complete || steps.some(({ capped }) => capped),
  };
}

function compareUnder(pair: Pair, valuation: Valuation): Comparison {
  const { before, after } = pair;
  const ground = groundOf(pair, valuation);
  const up = climb({ ...ground, from: before, to: after });
  const down = climb({ ...ground, from: after, to: before });
  const placed = ({ signs }: Climb): readonly Placed[] =>
    signs.map((sign) => ({ ...sign, resources: ground.resources }));
  return { up: placed(up), down: placed(down), capped: up.capped || down.capped };
}

/** Everything that a search needs but the direction. */
export function groundOf(
  pair: Pair,
  valuation: Valuation,
  only?: ReadonlySet<string>,
): Omit<Ground, 'from' | 'to'> {
  const resources = resourceTable(pair, valuation);
  return {
    trust: pair.use === 'trust',
    actions: actionTable(pair, only),
    resources,
    cells: new ResourceCells(resources),
    principals: principalCells(pair),
    conditions: new ConditionTable(pair, valuation),
    partitions: partitionsOf(pair),
  };
}
