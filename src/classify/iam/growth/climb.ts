// Searches for requests that fare better on one side than on the other, the most telling actions first. Called by compare-pair.ts.
import { LIMITS } from '../../../config/limits.ts';
import type { ActionClass } from './action-classes.ts';
import type { ActionFact } from './catalogue.ts';
import { union } from './clause.ts';
import type { Bounds, Clauses, Side } from './clause.ts';
import { openSuspects } from './coverage.ts';
import { Formats } from './formats.ts';
import type { Asked } from './formats.ts';
import type { Ground, Places } from './ground.ts';
import { judge } from './judge.ts';
import type { Strength } from './judge.ts';
import { boundsOf, unsharedOf } from './listing.ts';
import type { PrincipalCell } from './principal-cells.ts';
import type { Format, ResourceCell } from './resource-cells.ts';
import { serviceOf } from './resource-table.ts';
import type { ResourceTable } from './resource-table.ts';
import { LAST_ORDER } from './sensitivity.ts';
import { mayAsk } from './trust-actions.ts';

/** A request that fares better, and how sure that is. */
export type Sign = Found & { readonly action: ActionFact; readonly resources: ResourceTable };

type Found = {
  readonly strength: Strength;
  readonly format: Format;
  readonly cell: ResourceCell;
  readonly principal: PrincipalCell;
  /** Clauses that match action, resource and principal. */
  readonly alive: Bounds;
  /** Those of them whose conditions hold as well. */
  readonly context: Bounds;
};

export type Climb = { readonly signs: readonly Sign[]; readonly capped: boolean };

export type Direction = {
  readonly from: Side;
  readonly to: Side;
  /** The search may end after so many certain signs. */
  readonly enough: number;
};

export function climb(ground: Ground, direction: Direction): Climb {
  const { work, clauses } = ground;
  const suspects = work.within(() => openSuspects(clauses, direction, work));
  if (suspects === null || suspects === 0n) return { signs: [], capped: suspects === null };
  const search = new Search(ground, direction, suspects);
  const ended = work.within(() => search.run());
  return { signs: search.signs, capped: ended === null || search.capped || ground.capped };
}

/** Looking at one kind of resource, and searching it, in steps. */
const ASKING = 5;
const SEARCHING = 50;

/** Signs of growth that is only possible: more would not be told. */
const MOST_SIGNS = 100;

/** How the clauses take the actions of a class, and what was found for them so far. */
type Task = {
  readonly places: Places;
  readonly groups: readonly (readonly ActionFact[])[];
  readonly bounds: Bounds;
  /** False: only if an unknown action is one of them. */
  readonly certain: boolean;
  /** No clause here tells resources apart, so one look serves for all. */
  readonly blind: boolean;
  readonly answers: Map<string, Found | null>;
  /** Where the search stands in each group. */
  readonly next: number[];
};

/** One search; a class because of the points it has counted and the answers it keeps. */
class Search {
  readonly signs: Sign[] = [];
  capped = false;
  readonly #ground: Ground;
  readonly #direction: Direction;
  readonly #suspects: Clauses;
  /** Clauses that decide whether a suspect brings anything. */
  readonly #rivals: Clauses;
  readonly #formats: Formats;
  #points = 0;
  #certain = 0;

  constructor(ground: Ground, direction: Direction, suspects: Clauses) {
    const { from, to } = direction;
    this.#ground = ground;
    this.#direction = direction;
    this.#suspects = suspects;
    this.#rivals = from.allow | from.maybeAllow | from.deny | to.deny;
    this.#formats = new Formats(ground, suspects);
  }

  /** Order by order over all classes, so that it can end as soon as the most telling actions are found. */
  run(): true {
    const tasks = this.#ground.actions.classes.flatMap((actionClass) => this.#tasksFor(actionClass));
    const { enough } = this.#direction;
    for (let order = 0; order <= LAST_ORDER && this.#certain < enough; order += 1)
      for (const task of tasks) {
        this.#runTask(task, order);
        if (enough === 1 && this.#certain === 1) return true;
      }
    return true;
  }

  #runTask(task: Task, order: number): void {
    for (const [index, group] of task.groups.entries()) {
      let at = task.next[index] ?? 0;
      for (let action = group[at]; action !== undefined && action.order <= order; action = group[at]) {
        this.#lookAt(action, task);
        at += 1;
      }
      task.next[index] = at;
    }
  }

  #tasksFor({ listed, groups }: ActionClass): readonly Task[] {
    const { variables } = this.#ground;
    return this.#boundsFor(listed).flatMap((bounds, index) =>
      (bounds.possible & this.#suspects) === 0n
        ? []
        : variables
            .valuationsFor(bounds.possible & (this.#suspects | this.#rivals))
            .map((valuation) => this.#ground.placesUnder(valuation))
            .map((places) => ({
              places,
              groups,
              bounds,
              certain: index === 0,
              blind: isBlind(places.resources, bounds),
              answers: new Map<string, Found | null>(),
              next: [],
            })),
    );
  }

  /** First as known; then as if a shared unknown action were one of them, where that could hide growth. */
  #boundsFor(listed: Clauses): readonly Bounds[] {
    const { listing } = this.#ground.actions;
    const maybe = unsharedOf(listing);
    const telling = listing.symbols.filter(
      ({ shared, clauses }) => shared && (clauses & (this.#suspects | listing.leaving)) !== 0n,
    );
    return [
      boundsOf(listing, listed, maybe),
      ...telling.map(({ clauses }) => boundsOf(listing, listed | clauses, maybe)),
    ];
  }

  #lookAt(action: ActionFact, task: Task): void {
    const asked = task.blind ? Formats.ANYTHING : this.#formats.of(action, task.places.cells);
    for (const one of asked) {
      this.#ground.work.spend(ASKING);
      const found = this.#answer(action, task, one);
      if (found === null) continue;
      const certain = found.strength === 'certain' && action.certain && task.certain && !one.doubtful;
      if (certain) this.#certain += 1;
      const strength = certain ? 'certain' : 'possible';
      if (!certain && this.signs.length >= MOST_SIGNS) continue;
      this.signs.push({ ...found, action, strength, resources: task.places.resources });
      if (certain) return;
    }
  }

  #answer(action: ActionFact, task: Task, { key, format }: Asked): Found | null {
    const question = this.#ground.trust ? `${key} ${action.key}` : key;
    const known = task.answers.get(question);
    if (known !== undefined) return known;
    const plain = this.#ground.trust ? null : plainKey(task, format);
    const earlier = plain === null ? undefined : task.answers.get(plain);
    const found = earlier === undefined ? this.#search(action, task, format) : earlier;
    task.answers.set(question, found);
    if (plain !== null) task.answers.set(plain, found);
    return found;
  }

  #search(action: ActionFact, { bounds, places }: Task, format: Format): Found | null {
    const { principals, trust } = this.#ground;
    const suspects = this.#suspects & bounds.possible;
    const relevant = bounds.possible;
    this.#ground.work.spend(SEARCHING);
    const cells = places.cells.cellsFor({ format, relevant, suspects, rivals: this.#rivals & relevant });
    const seen = new Set<string>();
    let best: Found | null = null;
    for (const principal of cells.length === 0 ? [] : principals) {
      if (trust && !mayAsk(action.key, principal)) continue;
      this.#ground.work.spend(cells.length * ASKING);
      for (const cell of cells) {
        const alive = meet(meet(bounds, principal.bounds), cell.bounds);
        const key = `${alive.sure} ${alive.possible} ${principal.weight} ${cell.weight} ${principal.pinned}`;
        if ((alive.possible & suspects) === 0n || seen.has(key)) continue;
        seen.add(key);
        const found = this.#judge(places, { alive, cell, principal, format });
        if (found?.strength === 'certain') return found;
        best ??= found;
      }
    }
    return best;
  }

  #judge({ conditions }: Places, given: Omit<Found, 'strength' | 'context'>): Found | null {
    const { alive, cell, principal } = given;
    const { from, to } = this.#direction;
    const weights = [cell.weight, principal.weight];
    let best: Found | null = null;
    for (const context of conditions.contextsFor({ alive, suspects: this.#suspects, pins: principal.pins })) {
      this.#points += 1;
      if (this.#points > LIMITS.growthPoints) {
        this.capped = true;
        return best;
      }
      const strength = judge(from, to, { alive, context });
      if (strength === null) continue;
      if (strength === 'certain' && !weights.includes('possible')) return { ...given, context, strength };
      if (!weights.includes('certain')) best ??= { ...given, context, strength: 'possible' };
    }
    return best;
  }
}

function isBlind({ patterns, listing, holes }: ResourceTable, { possible }: Bounds): boolean {
  const telling = union([holes, ...patterns.map(({ clauses }) => clauses)]);
  return listing.symbols.length === 0 && (telling & possible) === 0n;
}

/** Formats that no pattern comes near are all alike, save those of a service that an unknown text names. */
function plainKey({ places, bounds }: Task, format: Format): string | null {
  const { resources } = places;
  if (format === null || format === 'star' || resources.isNear(format, bounds.possible)) return null;
  const service = serviceOf(format.prefix) ?? '';
  return resources.services.has(service) ? `plain ${service}` : 'plain';
}

function meet(a: Bounds, b: Bounds): Bounds {
  return { sure: a.sure & b.sure, possible: a.possible & b.possible };
}
