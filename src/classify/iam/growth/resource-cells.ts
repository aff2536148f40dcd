// The resources of a request that the documents tell apart, for actions with one ARN format. Called by compare-pair.ts.
import { cellsOf, prefixesAgree } from './cells.ts';
import type { Cell } from './cells.ts';
import type { Bounds, Clauses } from './clause.ts';
import { union } from './clause.ts';
import { matchesGlob } from './glob.ts';
import type { Glob } from './glob.ts';
import { boundsOf, unsharedOf } from './listing.ts';
import type { ResourcePattern, ResourceTable } from './resource-table.ts';

/** What a cell proves: growth there is certain, only possible, or (an unknown text that stands for itself) certain or nothing. */
export type Weight = 'full' | 'possible' | 'certain';

export type ResourceCell = {
  readonly bounds: Bounds;
  readonly weight: Weight;
  /** A resource as the request would name it; the symbol where it is unknown. */
  readonly sample: string;
};

/** `format`: an ARN format; `star`: the action knows only `*`; null: nobody knows what it acts on. */
export type Format = Glob | 'star' | null;

export type ResourceQuestion = {
  readonly format: Format;
  /** Clauses that take the action. */
  readonly relevant: Clauses;
  /** Only cells in which one of these may match. */
  readonly suspects: Clauses;
};

/** Keeps what it found: many classes of actions share formats and patterns. A class because of that memory. */
export class ResourceCells {
  readonly #table: ResourceTable;
  readonly #memory = new Map<string, readonly Cell[] | null>();
  /** Some patterns were too entangled to be told apart. */
  capped = false;

  constructor(table: ResourceTable) {
    this.#table = table;
  }

  cellsFor(question: ResourceQuestion): readonly ResourceCell[] {
    const found = question.format === 'star' ? this.#starCells(question) : this.#walk(question);
    const distinct = new Map(found.map((cell) => [`${cell.listed}`, cell]));
    const cells = [...distinct.values()].flatMap((cell) => this.#withSymbols(cell, question));
    const symbols = question.format === 'star' ? [] : this.#symbolCells(question);
    return [...cells, ...symbols].filter(({ bounds }) => (bounds.possible & question.suspects) !== 0n);
  }

  #starCells({ relevant }: ResourceQuestion): readonly Listed[] {
    const fitting = this.#patternsOf(relevant).filter(({ glob }) => matchesGlob(glob, '*'));
    return [{ listed: this.#table.stars | union(fitting.map(({ clauses }) => clauses)), sample: '*' }];
  }

  #walk(question: ResourceQuestion): readonly Listed[] {
    const { relevant, suspects } = question;
    const { listing, stars } = this.#table;
    const wide =
      listing.leaving |
      listing.everything |
      listing.unclear |
      stars |
      union(listing.symbols.map((symbol) => symbol.clauses));
    const patterns = this.#patternsOf(relevant);
    const starts =
      (wide & suspects) === 0n ? patterns.filter(({ clauses }) => (clauses & suspects) !== 0n) : [null];
    return starts.flatMap((start) => this.#cellsFrom(start, patterns, question));
  }

  #cellsFrom(
    start: ResourcePattern | null,
    patterns: readonly ResourcePattern[],
    { format }: ResourceQuestion,
  ): readonly Listed[] {
    const within = [format, start?.glob ?? null].filter((glob) => glob !== null && glob !== 'star');
    const [first, second] = within;
    if (first !== undefined && second !== undefined && !prefixesAgree(first, second)) return [];
    const near = patterns.filter(
      (pattern) => pattern !== start && within.every((glob) => prefixesAgree(glob, pattern.glob)),
    );
    const cells = this.#cells(within, near);
    const own = this.#table.stars | (start?.clauses ?? 0n);
    return cells.map(({ sample, members }) => ({
      sample,
      listed: near.reduce(
        (listed, { clauses }, index) => ((members >> BigInt(index)) & 1n ? listed | clauses : listed),
        own,
      ),
    }));
  }

  #cells(within: readonly Glob[], near: readonly ResourcePattern[]): readonly Cell[] {
    const key = [...within, ...near.map(({ glob }) => glob)].map((glob) => glob.tokens.join()).join(' ');
    const question = `${within.length} ${key}`;
    const known = this.#memory.get(question);
    const cells = known === undefined ? cellsOf({ within, patterns: near.map(({ glob }) => glob) }) : known;
    this.#memory.set(question, cells);
    this.capped ||= cells === null;
    return cells ?? [];
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
      { bounds: boundsOf(listing, listed, maybe), weight: 'full', sample },
      ...telling.map(({ clauses }) => ({
        bounds: boundsOf(listing, listed | clauses, maybe),
        weight: 'possible' as const,
        sample,
      })),
    ];
  }

  /** The unknown resource itself: growth there is certain if it is whatever it may turn out to be. */
  #symbolCells({ suspects, relevant }: ResourceQuestion): readonly ResourceCell[] {
    const { listing, stars, patterns } = this.#table;
    const named = union(patterns.map(({ clauses }) => clauses)) & relevant;
    return listing.symbols
      .filter(({ clauses }) => (clauses & suspects & listing.taking) !== 0n)
      .map((symbol) => {
        const others = listing.symbols.filter(({ shared, id }) => !shared && id !== symbol.id);
        const maybe = named | union(others.map(({ clauses }) => clauses));
        return {
          bounds: boundsOf(listing, stars | symbol.clauses, maybe),
          weight: 'certain' as const,
          sample: symbol.id,
        };
      });
  }

  #patternsOf(relevant: Clauses): readonly ResourcePattern[] {
    return this.#table.patterns.filter(({ clauses }) => (clauses & relevant) !== 0n);
  }
}

type Listed = { readonly listed: Clauses; readonly sample: string };
