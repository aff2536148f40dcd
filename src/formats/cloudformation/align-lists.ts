// Lists that are plain values on one side and hold maps on the other, told alike; called by `templateChange`.
import type { Entry } from '../state.ts';

/**
 * A list of plain values is one attribute, a list with maps has one per member. Where the other side is such a list this
 * side is told by members too, so that a policy added to a list of names is not the removal of all of them.
 */
export function alignLists(entries: readonly Entry[], other: readonly Entry[]): readonly Entry[] {
  const structured = new Set(other.flatMap(({ path }) => listsAround(path)));
  return entries.flatMap((entry) => (structured.has(entry.path) ? members(entry) : [entry]));
}

/** `a[0].b[1].c` stands in the lists `a` and `a[0].b`. */
function listsAround(path: string): readonly string[] {
  return [...path.matchAll(/\[\d+\]/g)].map(({ index }) => path.slice(0, index));
}

function members(entry: Entry): readonly Entry[] {
  const { compare, shown, path } = entry;
  if (!Array.isArray(compare) || !Array.isArray(shown) || compare.length !== shown.length) return [entry];
  return compare.map((value, index) => ({
    ...entry,
    path: `${path}[${index}]`,
    compare: value,
    shown: shown[index] ?? null,
  }));
}
