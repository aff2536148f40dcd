// Searches for requests that fare better on one side than on the other, action class by action class. Called by compare-pair.ts.
import { LIMITS } from '../../../config/limits.ts';
import type { ActionClass, ActionTable, ClassAction } from './action-classes.ts';
import { formatGlob } from './arn-format.ts';
import type { Bounds, Clauses, Side } from './clause.ts';
import type { ConditionTable } from './conditions/condition-table.ts';
import type { Glob } from './glob.ts';
import { judge, suspectsOf } from './judge.ts';
import type { Strength } from './judge.ts';
import { boundsOf, unsharedOf } from './listing.ts';
import { oddPatterns } from './odd-patterns.ts';
import type { PrincipalCell } from './principal-cells.ts';
import type { Format, ResourceCell, ResourceCells } from './resource-cells.ts';
import type { ResourceTable } from './resource-table.ts';
import { mayAsk } from './trust-actions.ts';

/** A request that fares better, and how sure that is. */
export type Sign = {
  readonly strength: Strength;
  readonly action: ClassAction;
  readonly cell: ResourceCell;
  readonly principal: PrincipalCell;
  /** Clauses that match action, resource and principal. */
  readonly alive: Bounds;
  /** Those of them whose conditions hold as well. */
  readonly context: Bounds;
};

export type Climb = { readonly signs: readonly Sign[]; readonly capped: boolean };

export type Ground = {
  readonly from: Side;
  readonly to: Side;
  readonly trust: boolean;
  readonly actions: ActionTable;
  readonly resources: ResourceTable;
  readonly cells: ResourceCells;
  readonly principals: readonly PrincipalCell[];
  readonly conditions: ConditionTable;
  readonly partitions: readonly string[];
};

/** Signs of one kind of resource that are worth telling. */
const SIGNS_PER_FORMAT = 3;

export function climb(ground: Ground, keep: number = SIGNS_PER_FORMAT): Climb {
  const suspects = suspectsOf(ground.from, ground.to);
  if (suspects === 0n) return { signs: [], capped: false };
  const search = new Search(ground, suspects, keep);
  for (const actionClass of ground.actions.classes) search.look(actionClass);
  return { signs: search.signs, capped: search.capped || ground.cells.capped || ground.conditions.capped };
}

/** Clauses that take the actions of a class; `possible`: if an unknown action is one of them. */
type Variant = { readonly bounds: Bounds; readonly certain: boolean };

type Found = Omit<Sign, 'action'>;

/** One search; a class because of the points it has counted and the answers it keeps. */
class Search {
  readonly signs: Sign[] = [];
  capped = false;
  readonly #ground: Ground;
  readonly #suspects: Clauses;
  readonly #odd: readonly Glob[];
  readonly #keep: number;
  #points = 0;

  constructor(ground: Ground, suspects: Clauses, keep: number) {
    this.#keep = keep;
    this.#ground = ground;
    this.#suspects = suspects;
    this.#odd = oddPatterns(ground.resources.patterns.filter(({ clauses }) => (clauses & suspects) !== 0n));
  }

  look(actionClass: ActionClass): void {
    for (const variant of this.#variantsOf(actionClass)) {
      if ((variant.bounds.possible & this.#suspects) === 0n) continue;
      const answers = new Map<string, readonly Found[]>();
      for (const group of actionClass.groups) {
        const kept = new Map<string, number>();
        for (const action of group) this.#lookAt(action, { variant, answers, kept });
      }
    }
  }

  /** A shared unknown action counts only where it could hide growth. */
  #variantsOf({ listed }: ActionClass): readonly Variant[] {
    const { listing } = this.#ground.actions;
    const maybe = unsharedOf(listing);
    const telling = listing.symbols.filter(
      ({ shared, clauses }) => shared && (clauses & (this.#suspects | listing.leaving)) !== 0n,
    );
    return [
      { bounds: boundsOf(listing, listed, maybe), certain: true },
      ...telling.map(({ clauses }) => ({
        bounds: boundsOf(listing, listed | clauses, maybe),
        certain: false,
      })),
    ];
  }

  #lookAt(
    action: ClassAction,
    given: {
      readonly variant: Variant;
      readonly answers: Map<string, readonly Found[]>;
      readonly kept: Map<string, number>;
    },
  ): void {
    const { variant, answers, kept } = given;
    for (const format of this.#formatsOf(action, variant)) {
      const key = `${format.key} ${this.#ground.trust ? action.name : ''}`;
      const count = kept.get(key) ?? 0;
      if (count >= this.#keep) continue;
      const found = answers.get(key) ?? this.#search(action, variant, format);
      answers.set(key, found);
      const certain = action.certain && variant.certain && !format.doubtful;
      const best = found.find(({ strength }) => strength === 'certain') ?? found[0];
      if (best === undefined) continue;
      kept.set(key, count + 1);
      this.signs.push({ ...best, action, strength: certain ? best.strength : 'possible' });
    }
  }

  /** What the action acts on. Where no pattern tells resources apart, one look serves for all. */
  #formatsOf(action: ClassAction, { bounds }: Variant): readonly Asked[] {
    const { resources, partitions, actions } = this.#ground;
    const blind =
      resources.listing.symbols.length === 0 &&
      resources.patterns.every(({ clauses }) => (clauses & bounds.possible) === 0n);
    if (blind || action.formats === null)
      return [{ key: blind ? 'blind' : 'any', format: null, doubtful: false }];
    const known: Asked[] = action.formats.flatMap((format) =>
      partitions.map((partition) => ({
        key: `${partition} ${format}`,
        format: formatGlob(format, partition),
        doubtful: false,
      })),
    );
    const star: Asked[] = action.needsResource ? [] : [{ key: 'star', format: 'star', doubtful: false }];
    const odd: Asked[] = this.#odd.map((format) => ({ key: format.tokens.join(), format, doubtful: true }));
    const all = [...known, ...star, ...odd];
    const named = (actions.named.get(action.name.toLowerCase()) ?? 0n) & this.#suspects;
    const dead = named !== 0n && !all.some(({ format }) => this.#meets(format, named));
    return dead ? [...all, { key: 'dead', format: null, doubtful: true }] : all;
  }

  /** Whether a suspect that names the action also covers a resource which it has. */
  #meets(format: Format, named: Clauses): boolean {
    return this.#ground.cells.cellsFor({ format, relevant: named, suspects: named }).length > 0;
  }

  #search(action: ClassAction, { bounds }: Variant, { format }: Asked): readonly Found[] {
    const { cells, principals, trust } = this.#ground;
    const suspects = this.#suspects & bounds.possible;
    const places = cells.cellsFor({ format, relevant: bounds.possible, suspects });
    const found: Found[] = [];
    const seen = new Set<string>();
    for (const principal of principals) {
      if (trust && !mayAsk(action.name, principal)) continue;
      const pins = [...principal.pins].join(';');
      for (const cell of places) {
        const alive = meet(meet(bounds, principal.bounds), cell.bounds);
        const key = `${alive.sure} ${alive.possible} ${principal.weight} ${cell.weight} ${pins}`;
        if ((alive.possible & suspects) === 0n || seen.has(key)) continue;
        seen.add(key);
        const point = this.#judge({ alive, cell, principal });
        if (point === null) continue;
        found.push(point);
        if (point.strength === 'certain') return found;
      }
    }
    return found;
  }

  #judge({ alive, cell, principal }: Pick<Found, 'alive' | 'cell' | 'principal'>): Found | null {
    const { conditions, from, to } = this.#ground;
    const weights = [cell.weight, principal.weight];
    let possible: Found | null = null;
    for (const context of conditions.contextsFor({ alive, suspects: this.#suspects, pins: principal.pins })) {
      this.#points += 1;
      if (this.#points > LIMITS.growthPoints) {
        this.capped = true;
        return possible;
      }
      const strength = judge(from, to, { alive, context });
      if (strength === null) continue;
      const point = { alive, cell, principal, context };
      if (strength === 'certain' && !weights.includes('possible')) return { ...point, strength };
      if (!weights.includes('certain')) possible ??= { ...point, strength: 'possible' };
    }
    return possible;
  }
}

type Asked = { readonly key: string; readonly format: Format; readonly doubtful: boolean };

function meet(a: Bounds, b: Bounds): Bounds {
  return { sure: a.sure & b.sure, possible: a.possible & b.possible };
}
