// What both directions of a comparison search in: actions, principals, and resources and conditions for each valuation of the variables.
import { actionTable } from './action-classes.ts';
import type { ActionTable } from './action-classes.ts';
import { partitionsOf } from './arn-format.ts';
import type { Clause, Pair } from './clause.ts';
import { ConditionTable } from './conditions/condition-table.ts';
import { principalCells } from './principal-cells.ts';
import type { PrincipalCell } from './principal-cells.ts';
import { ResourceCells } from './resource-cells.ts';
import { resourceTable } from './resource-table.ts';
import type { ResourceTable } from './resource-table.ts';
import { VariableTable } from './variables.ts';
import type { Valuation } from './variables.ts';
import type { Work } from './work.ts';

/** What depends on the values of policy variables. */
export type Places = {
  readonly resources: ResourceTable;
  readonly cells: ResourceCells;
  readonly conditions: ConditionTable;
};

/** A class because of the places it keeps. */
export class Ground {
  readonly clauses: readonly Clause[];
  readonly trust: boolean;
  readonly actions: ActionTable;
  readonly principals: readonly PrincipalCell[];
  readonly partitions: readonly string[];
  readonly variables: VariableTable;
  readonly work: Work;
  readonly #pair: Pair;
  readonly #places = new Map<string, Places>();

  /** `only`: the only actions to look at, in lower case. */
  constructor(pair: Pair, work: Work, only?: ReadonlySet<string>) {
    this.work = work;
    this.clauses = pair.clauses;
    this.trust = pair.use === 'trust';
    this.actions = actionTable(pair, work, only);
    this.principals = principalCells(pair, work);
    this.partitions = partitionsOf(pair);
    this.variables = new VariableTable(pair.clauses, work);
    this.#pair = pair;
  }

  placesUnder(valuation: Valuation): Places {
    const key = JSON.stringify([...valuation]);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.work.spend(this.clauses.length);
    const resources = resourceTable(this.#pair, valuation);
    const places = {
      resources,
      cells: new ResourceCells(resources, this.work),
      conditions: new ConditionTable(this.#pair, valuation, this),
    };
    this.#places.set(key, places);
    return places;
  }

  /** Something was too entangled to be looked at in full. */
  get capped(): boolean {
    const places = [...this.#places.values()];
    return this.variables.capped || places.some(({ cells, conditions }) => cells.capped || conditions.capped);
  }
}
