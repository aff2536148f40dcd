// The order of the decision document, complete so that equal input gives equal bytes: called by classify.ts.
import { canonicalJson } from '../model/canonical.ts';
import type { Change, Finding } from '../model/change.ts';

/**
 * By file, startLine and address; what is still equal by its other fields. Doubles are left out: two roots that make the
 * same of a module, in one environment, are one entry.
 */
export function sortChanges(changes: readonly Change[]): readonly Change[] {
  return sortBy(
    onceEach(changes, (change) => JSON.stringify(change)),
    ({ file }) => file,
    ({ startLine }) => startLine,
    ({ address }) => address,
    ({ environment }) => environment ?? '',
  );
}

/** By file, startLine and id; doubles are left out. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return sortBy(
    onceEach(findings, canonicalJson),
    ({ file }) => file,
    ({ startLine }) => startLine,
    ({ id }) => id,
    ({ message }) => message,
  );
}

type Placed = { readonly file: string; readonly startLine: number; readonly address: string | null };

/** The last of those that are the same. Written out and compared are only those of one place: most stand alone there. */
function onceEach<T extends Placed>(values: readonly T[], textOf: (value: T) => string): readonly T[] {
  const placeOf = ({ file, startLine, address }: T): string => `${startLine} ${file} ${address ?? ''}`;
  const places = Map.groupBy(values, placeOf);
  return places.size === values.length
    ? values
    : [...places.values()].flatMap((own) =>
        own.length === 1 ? own : [...new Map(own.map((value) => [textOf(value), value])).values()],
      );
}

type Field<T> = (value: T) => string | number;

/** By the first of the fields in which two differ, else by all that they say. Code units, never a locale. */
function sortBy<T>(values: readonly T[], ...fields: readonly Field<T>[]): readonly T[] {
  const all: readonly Field<T>[] = [...fields, (value) => JSON.stringify(value)];
  return values.toSorted((a, b) => {
    for (const field of all) {
      const [left, right] = [field(a), field(b)];
      if (left !== right) return left < right ? -1 : 1;
    }
    return 0;
  });
}
