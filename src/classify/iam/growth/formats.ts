// Which resources a search asks about for an action: its ARN formats, `*`, and patterns that fit no format. Called by climb.ts.
import { formatGlobs } from './arn-format.ts';
import type { ActionFact } from './catalogue.ts';
import type { Clauses } from './clause.ts';
import type { Ground } from './ground.ts';
import { doubtfulPatterns } from './doubtful-patterns.ts';
import type { Format, ResourceCells } from './resource-cells.ts';

export type Asked = {
  readonly key: string;
  readonly format: Format;
  /** AWS's tables do not say that the action works on it, so what is found there is possible at most. */
  readonly doubtful: boolean;
};

/** What an action may act on that the tables do not have. */
const ANY_ARN = 'arn:${Partition}:*:*:*:*';
const STAR: Asked = { key: 'star', format: 'star', doubtful: false };
/** An action that a statement names, on resources it does not have by AWS's tables. */
const DEAD: Asked = { key: 'dead', format: null, doubtful: true };

/** A class because it keeps what it made. */
export class Formats {
  /** Where no pattern tells resources apart. */
  static readonly ANYTHING: readonly Asked[] = [{ key: 'anything', format: null, doubtful: false }];
  readonly #ground: Ground;
  readonly #suspects: Clauses;
  readonly #asked = new Map<string, readonly Asked[]>();
  #doubtful: readonly Asked[] | null = null;

  constructor(ground: Ground, suspects: Clauses) {
    this.#ground = ground;
    this.#suspects = suspects;
  }

  /** One by one, what the tables say first: a search may end before the rest is asked for. */
  *of({ formats, needsResource, key }: ActionFact, cells: ResourceCells): Generator<Asked> {
    for (const format of formats ?? [ANY_ARN]) yield* this.#asksOf(format);
    if (!needsResource) yield STAR;
    if (formats === null) return;
    yield* this.#doubts();
    const named = (this.#ground.actions.named.get(key) ?? 0n) & this.#suspects;
    if (named !== 0n && !this.#isAlive(named, formats, needsResource, cells)) yield DEAD;
  }

  /** Whether a clause that names the action covers a resource which the action has. */
  #isAlive(
    named: Clauses,
    formats: readonly string[],
    needsResource: boolean,
    cells: ResourceCells,
  ): boolean {
    const covers = (format: Format): boolean =>
      cells.cellsFor({ format, relevant: named, suspects: named, rivals: 0n }).length > 0;
    return (
      formats.some((each) => this.#asksOf(each).some(({ format }) => covers(format))) ||
      (!needsResource && covers('star'))
    );
  }

  #doubts(): readonly Asked[] {
    const known =
      this.#doubtful ??
      doubtfulPatterns(this.#ground, this.#suspects).map((glob) => ({
        key: glob.key,
        format: glob,
        doubtful: true,
      }));
    this.#doubtful = known;
    return known;
  }

  #asksOf(format: string): readonly Asked[] {
    const known = this.#asked.get(format);
    if (known !== undefined) return known;
    const asks = this.#ground.partitions
      .flatMap((partition) => formatGlobs(format, partition))
      .map((glob) => ({ key: glob.key, format: glob, doubtful: false }));
    this.#asked.set(format, asks);
    return asks;
  }
}
