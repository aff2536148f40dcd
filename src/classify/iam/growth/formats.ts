// Which resources a search asks about for an action: its ARN formats, `*`, and patterns that fit no format. Called by climb.ts.
import { formatGlob } from './arn-format.ts';
import type { ActionFact } from './catalogue.ts';
import type { Clauses } from './clause.ts';
import type { Ground } from './ground.ts';
import { oddPatterns } from './odd-patterns.ts';
import type { Format, ResourceCells } from './resource-cells.ts';

export type Asked = {
  readonly key: string;
  readonly format: Format;
  /** AWS's tables do not say that the action works on it, so what is found there is possible at most. */
  readonly doubtful: boolean;
};

const STAR: Asked = { key: 'star', format: 'star', doubtful: false };
/** An action that a statement names, on resources it does not have by AWS's tables. */
const DEAD: Asked = { key: 'dead', format: null, doubtful: true };

/** A class because it keeps what it made. */
export class Formats {
  static readonly ANYTHING: readonly Asked[] = [{ key: 'anything', format: null, doubtful: false }];
  readonly #ground: Ground;
  readonly #suspects: Clauses;
  readonly #odd: readonly Asked[];
  readonly #asked = new Map<string, readonly Asked[]>();

  constructor(ground: Ground, suspects: Clauses) {
    const { resources } = ground.placesUnder(ground.variables.generic);
    const own = resources.patterns.filter(({ clauses }) => (clauses & suspects) !== 0n);
    this.#ground = ground;
    this.#suspects = suspects;
    this.#odd = oddPatterns(own).map((format) => ({ key: format.key, format, doubtful: true }));
  }

  of({ formats, needsResource, key }: ActionFact, cells: ResourceCells): readonly Asked[] {
    if (formats === null) return Formats.ANYTHING;
    const [only = ''] = formats;
    const known = formats.length === 1 ? this.#asksOf(only) : formats.flatMap((each) => this.#asksOf(each));
    const simple = needsResource && this.#odd.length === 0;
    const all = simple ? known : [...known, ...(needsResource ? [] : [STAR]), ...this.#odd];
    const named = (this.#ground.actions.named.get(key) ?? 0n) & this.#suspects;
    if (named === 0n || all.some(({ format }) => covers(cells, named, format))) return all;
    return [...all, DEAD];
  }

  #asksOf(format: string): readonly Asked[] {
    const known = this.#asked.get(format);
    if (known !== undefined) return known;
    const asks = this.#ground.partitions.map((partition) => ({
      key: `${partition} ${format}`,
      format: formatGlob(format, partition),
      doubtful: false,
    }));
    this.#asked.set(format, asks);
    return asks;
  }
}

/** Whether a clause covers a resource of the format at all. */
function covers(cells: ResourceCells, named: Clauses, format: Format): boolean {
  return cells.cellsFor({ format, relevant: named, suspects: named, rivals: 0n }).length > 0;
}
