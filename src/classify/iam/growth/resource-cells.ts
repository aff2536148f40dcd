// The resources of a request that the documents tell apart, for actions with one ARN format. Called by climb.ts.
import { cellsOf } from './cells.ts';
import type { Cell } from './cells.ts';
import type { Bounds, Clauses } from './clause.ts';
import { union } from './clause.ts';
import { contains, overlap, prefixesAgree } from './glob-relations.ts';
import { matchesGlob } from './glob.ts';
import type { Glob } from './glob.ts';
import { boundsOf, unsharedOf } from './listing.ts';
import { isOfFormat, serviceOf } from './resource-table.ts';
import type { ResourcePattern, ResourceTable } from './resource-table.ts';
import { sourceService } from './source-service.ts';
import { sourceOf } from './symbols.ts';
import { Work } from './work.ts';

/** What a cell proves: growth there is certain, only possible, or (an unknown text that stands for itself) certain or nothing. */
export type Weight = 'full' | 'possible' | 'certain';

export type ResourceCell = {
  readonly bounds: Bounds;
  readonly weight: Weight;
  /** A resource as the request would name it; the symbol where it is unknown. Made when asked for. */
  readonly sample: () => string;
};

/** `format`: an ARN format; `star`: the action knows only `*`; null: nobody knows what it acts on. */
export type Format = Glob | 'star' | null;

export type ResourceQuestion = {
  readonly format: Format;
  /** Clauses that take the action. */
  readonly relevant: Clauses;
  /** Only cells in which one of these may match. */
  readonly suspects: Clauses;
  /** Clauses that decide what a suspect brings: they are told apart inside its resources. */
  readonly rivals: Clauses;
};

type Listed = { readonly listed: Clauses; readonly sample: () => string };

/** Keeps what it found: many classes of actions share formats and patterns. A class because of that memory. */
export class ResourceCells {
  readonly #table: ResourceTable;
  readonly #work: Work;
  readonly #cellMemory = new Map<string, readonly Cell[] | null>();
  readonly #overlaps = new Map<Glob, Map<Glob, boolean>>();
  /** Some patterns were too entangled to be told apart. */
  capped = false;

  constructor(table: ResourceTable, work: Work) {
    this.#table = table;
    this.#work = work;
  }

  cellsFor(question: ResourceQuestion): readonly ResourceCell[] {
    const found = question.format === 'star' ? this.#starCells(question) : this.#walk(question);
    const distinct = new Map(found.map((cell) => [cell.listed, cell]));
    const cells = [...distinct.values()].flatMap((cell) => this.#withSymbols(cell, question));
    const symbols = question.format === 'star' ? [] : this.#symbolCells(question);
    return [...cells, ...symbols].filter(({ bounds }) => (bounds.possible & question.suspects) !== 0n);
  }

  #starCells({ relevant }: ResourceQuestion): readonly Listed[] {
    const fitting = this.#patternsOf(relevant).filter(({ glob }) => matchesGlob(glob, '*'));
    return [{ listed: this.#table.stars | union(fitting.map(({ clauses }) => clauses)), sample: () => '*' }];
  }

  /** Suspects that reach beyond their patterns are followed over everything, the others pattern by pattern. */
  #walk(question: ResourceQuestion): readonly Listed[] {
    const { suspects } = question;
    const { listing, stars } = this.#table;
    const symbols = union(listing.symbols.map(({ clauses }) => clauses));
    const wide = (listing.leaving | listing.everything | listing.unclear | stars | symbols) & suspects;
    const starts = this.#patternsOf(suspects & listing.taking);
    return [
      ...(wide === 0n ? [] : this.#cellsFrom(null, question)),
      ...starts.flatMap((start) => this.#cellsFrom(start, question)),
    ];
  }

  /** Patterns that hold all of these resources are in every cell, and those apart from them in none: few are left to tell. */
  #cellsFrom(
    start: ResourcePattern | null,
    { format, suspects, rivals }: ResourceQuestion,
  ): readonly Listed[] {
    const { listing, stars, patterns } = this.#table;
    this.#work.spend(patterns.length);
    const within = [start?.glob ?? null, format].filter((glob) => glob !== null && glob !== 'star');
    const [first, second] = within;
    if (start !== null && second !== undefined && !isOfFormat(start, second)) return [];
    if (first !== undefined && second !== undefined && !this.#overlap(first, second)) return [];
    let own = stars | (start?.clauses ?? 0n);
    const telling = this.#patternsOf((rivals | (suspects & listing.leaving)) & ~own).filter(
      (pattern) =>
        pattern !== start &&
        (format === null || format === 'star' || isOfFormat(pattern, format)) &&
        within.every((glob) => this.#overlap(pattern.glob, glob)),
    );
    for (const { glob, clauses } of telling)
      if (within.some((outer) => contains(glob, outer, this.#work))) own |= clauses;
    const near = telling.filter(({ clauses }) => (clauses & ~own) !== 0n);
    const listed = own;
    if (near.length === 0) return [{ listed, sample: () => sampleOf(within) }];
    return this.#cells(within, near).map(({ sample, owners }) => ({
      sample: () => sample,
      listed: listed | owners,
    }));
  }

  #cells(within: readonly Glob[], near: readonly ResourcePattern[]): readonly Cell[] {
    const question = [
      within.map(({ key }) => key).join(' '),
      ...near.map(({ glob, clauses }) => `${glob.key}=${clauses}`),
    ].join('|');
    const known = this.#cellMemory.get(question);
    const cells =
      known === undefined
        ? cellsOf(
            { within, patterns: near.map(({ glob, clauses }) => ({ glob, owners: clauses })) },
            this.#work,
          )
        : known;
    this.#cellMemory.set(question, cells);
    this.capped ||= cells === null;
    return cells ?? [];
  }

  #overlap(a: Glob, b: Glob): boolean {
    const row = this.#overlaps.get(a) ?? new Map<Glob, boolean>();
    this.#overlaps.set(a, row);
    const known = row.get(b);
    if (known !== undefined) return known;
    const found = prefixesAgree(a, b) && overlap(a, b, this.#work);
    row.set(b, found);
    return found;
  }

  /**
   * An unknown text may name the same resource as the cell. A shared one is taken for a text of its own, so it counts only
   * where that could hide growth.
   */
  #withSymbols({ listed, sample }: Listed, { suspects }: ResourceQuestion): readonly ResourceCell[] {
    const { listing } = this.#table;
    const maybe = unsharedOf(listing);
    const telling = listing.symbols.filter(
      ({ shared, clauses }) => shared && (clauses & (suspects | listing.leaving)) !== 0n,
    );
    return [
      ...this.#withHoles(listed, maybe, sample),
      ...telling.map(({ clauses }) => ({
        bounds: boundsOf(listing, listed | clauses, maybe),
        weight: 'possible' as const,
        sample,
      })),
    ];
  }

  /**
   * Nobody knows what a NotResource excepts whose variable has no value, but it is the same for all of them: they take the
   * resource, or they do not, and what follows from either is possible.
   */
  #withHoles(listed: Clauses, maybe: Clauses, sample: () => string): readonly ResourceCell[] {
    const { listing, holes } = this.#table;
    if (holes === 0n) return [{ bounds: boundsOf(listing, listed, maybe), weight: 'full', sample }];
    return [
      { bounds: boundsOf(listing, listed, maybe), weight: 'possible', sample },
      { bounds: boundsOf(listing, listed | holes, maybe), weight: 'possible', sample },
    ];
  }

  /** The unknown resource itself: growth there is certain if it is whatever it may turn out to be. */
  #symbolCells({ suspects, relevant, format }: ResourceQuestion): readonly ResourceCell[] {
    const { listing, stars, patterns } = this.#table;
    const named = union(patterns.map(({ clauses }) => clauses)) & relevant;
    return listing.symbols
      .filter(({ clauses }) => (clauses & suspects & listing.taking) !== 0n)
      .filter(({ id }) => mayBeOf(id, format))
      .map((symbol) => {
        const others = listing.symbols.filter(({ shared, id }) => !shared && id !== symbol.id);
        const maybe = named | union(others.map(({ clauses }) => clauses));
        return {
          bounds: boundsOf(listing, stars | symbol.clauses, maybe),
          weight: 'certain' as const,
          sample: () => symbol.id,
        };
      });
  }

  #patternsOf(wanted: Clauses): readonly ResourcePattern[] {
    return this.#table.patterns.filter(({ clauses }) => (clauses & wanted) !== 0n);
  }
}

/** Asked for when the search is over, so it has work of its own. */
function sampleOf(within: readonly Glob[]): string {
  const work = new Work();
  return work.within(() => cellsOf({ within, patterns: [] }, work))?.[0]?.sample ?? '';
}

/** Not where the source of the text names another service. */
function mayBeOf(symbol: string, format: Format): boolean {
  const service = format === null || format === 'star' ? null : serviceOf(format.prefix);
  const named = sourceService(sourceOf(symbol));
  return service === null || named === null || service === named;
}
