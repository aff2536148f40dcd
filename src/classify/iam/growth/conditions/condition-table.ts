// All conditions of all clauses by key, and the contexts of a request in which different clauses hold. Called by compare-pair.ts.
import { LIMITS } from '../../../../config/limits.ts';
import type { Bounds, Clauses, Pair } from '../clause.ts';
import { union } from '../clause.ts';
import type { Valuation, VariableTable } from '../variables.ts';
import type { Work } from '../work.ts';
import { readCondition } from './condition.ts';
import type { Condition } from './condition.ts';
import { keyCells } from './key-cells.ts';

export type ContextQuestion = {
  /** Clauses that match action, resource and principal; others do not matter. */
  readonly alive: Bounds;
  /** Only contexts in which one of these may hold. */
  readonly suspects: Clauses;
  /** Keys that follow from who asks. */
  readonly pins: ReadonlyMap<string, string | null>;
};

type Means = { readonly variables: VariableTable; readonly work: Work };

/** Keeps what it found: the same clauses meet at many points. A class because of that memory. */
export class ConditionTable {
  readonly #all: Clauses;
  readonly #byKey: ReadonlyMap<string, readonly Condition[]>;
  readonly #valuation: Valuation;
  readonly #variables: VariableTable;
  readonly #work: Work;
  readonly #cells = new Map<string, readonly Bounds[]>();
  readonly #contexts = new Map<string, readonly Bounds[]>();
  /** Some contexts were left out. */
  capped = false;

  constructor({ clauses, shared }: Pair, valuation: Valuation, { variables, work }: Means) {
    const conditions = clauses.flatMap(({ statement, bit, variables }) =>
      statement.conditions.map((condition) =>
        readCondition(condition, { clause: bit, variables, valuation, shared }),
      ),
    );
    this.#all = union(clauses.map(({ bit }) => bit));
    this.#byKey = Map.groupBy(conditions, ({ key }) => key);
    this.#valuation = valuation;
    this.#variables = variables;
    this.#work = work;
  }

  /** What may hold at once, each combination once. Keys are taken for independent of each other. */
  contextsFor({ alive, suspects, pins }: ContextQuestion): readonly Bounds[] {
    this.#work.spend(this.#byKey.size);
    const keys = [...this.#byKey].filter(([, conditions]) =>
      conditions.some(({ clause }) => (clause & alive.possible) !== 0n),
    );
    if (keys.length === 0) return [alive];
    const pinned = this.#pinned(alive.possible, pins);
    const told = keys.map(([key]) => (pinned.has(key) ? `${key}=${pinned.get(key)}` : '')).join();
    const question = `${alive.sure} ${alive.possible} ${suspects} ${told}`;
    const known = this.#contexts.get(question);
    if (known !== undefined) return known;
    let contexts: readonly Bounds[] = [alive];
    for (const [key] of keys) contexts = this.#combine(contexts, this.#cellsOf(key, pinned), suspects);
    this.#contexts.set(question, contexts);
    return contexts;
  }

  /** Keys with one value here: what follows from who asks, and the variables that these clauses use. */
  #pinned(alive: Clauses, pins: ReadonlyMap<string, string | null>): ReadonlyMap<string, string | null> {
    const used = this.#variables.usedBy(alive);
    const values = [...this.#valuation].filter(([key]) => used.has(key));
    return values.length === 0 ? pins : new Map([...values, ...pins]);
  }

  #combine(contexts: readonly Bounds[], cells: readonly Bounds[], suspects: Clauses): readonly Bounds[] {
    const combined = new Map<string, Bounds>();
    this.#work.spend(contexts.length * cells.length);
    for (const context of contexts)
      for (const cell of cells) {
        const both = { sure: context.sure & cell.sure, possible: context.possible & cell.possible };
        if ((both.possible & suspects) === 0n) continue;
        combined.set(`${both.sure} ${both.possible}`, both);
        if (combined.size < LIMITS.growthContexts) continue;
        this.capped = true;
        return [...combined.values()];
      }
    return [...combined.values()];
  }

  #cellsOf(key: string, pins: ReadonlyMap<string, string | null>): readonly Bounds[] {
    const pinned = pins.get(key);
    const question = `${key} ${JSON.stringify(pinned)}`;
    const known = this.#cells.get(question);
    if (known !== undefined) return known;
    const conditions = this.#byKey.get(key) ?? [];
    const found = keyCells(
      { conditions, all: this.#all, ...(pinned === undefined ? {} : { pinned }) },
      this.#work,
    );
    this.capped ||= found.capped;
    this.#cells.set(question, found.cells);
    return found.cells;
  }
}
