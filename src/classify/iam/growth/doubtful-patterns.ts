// Resource patterns that no action of their statement works on, by AWS's tables. Called by formats.ts.
import type { ActionClass } from './action-classes.ts';
import { formatGlobs } from './arn-format.ts';
import type { ActionFact } from './catalogue.ts';
import type { Clause, Clauses } from './clause.ts';
import { each } from './clause.ts';
import { overlap } from './glob-relations.ts';
import type { Glob } from './glob.ts';
import type { Ground } from './ground.ts';
import { isOfFormat, serviceOf } from './resource-table.ts';
import type { ResourcePattern } from './resource-table.ts';

/**
 * A slip, or a kind of resource that the tables do not have for this action yet: people do not add a pattern for nothing.
 * What is found there is possible, not certain.
 */
export function doubtfulPatterns(ground: Ground, suspects: Clauses): readonly Glob[] {
  const { patterns } = ground.placesUnder(ground.variables.generic).resources;
  const asked = patterns.filter(({ clauses }) => (clauses & suspects) !== 0n);
  if (asked.length === 0) return [];
  const reaches = ground.actions.classes.map(reachOf);
  const formats = Map.groupBy(new Set(reaches.flatMap((reach) => [...reach.formats])), serviceOf);
  const near = ({ service }: ResourcePattern): readonly string[] =>
    service === null
      ? [...formats.values()].flat()
      : [...(formats.get(service) ?? []), ...(formats.get(null) ?? [])];
  return asked
    .filter((pattern) => {
      const candidates = near(pattern);
      ground.work.spend(candidates.length);
      const fitting = new Set(candidates.filter((format) => fits(pattern, format, ground)));
      return each(pattern.clauses & suspects, ground.clauses).some((clause) =>
        isDoubtful(clause, reaches, fitting),
      );
    })
    .map(({ glob }) => glob);
}

/** What a class of actions works on. */
type Reach = {
  readonly listed: Clauses;
  readonly formats: ReadonlySet<string>;
  /** One of its actions is named but not in the tables: it may work on anything. */
  readonly open: boolean;
};

function reachOf({ listed, groups }: ActionClass): Reach {
  const parts = groups.map(formatsOf);
  return {
    listed,
    formats: new Set(parts.flatMap(({ formats }) => formats)),
    open: parts.some(({ open }) => open),
  };
}

type Part = { readonly formats: readonly string[]; readonly open: boolean };

// The actions of a whole service are the same list in every comparison.
const parts = new WeakMap<readonly ActionFact[], Part>();

function formatsOf(group: readonly ActionFact[]): Part {
  const known = parts.get(group);
  if (known !== undefined) return known;
  const all = new Set<string>();
  let open = false;
  for (const { formats, certain } of group) {
    if (formats === null) open ||= certain;
    else for (const format of formats) all.add(format);
  }
  const part = { formats: [...all], open };
  parts.set(group, part);
  return part;
}

function fits(pattern: ResourcePattern, format: string, { partitions, work }: Ground): boolean {
  return partitions
    .flatMap((partition) => formatGlobs(format, partition))
    .some((glob) => isOfFormat(pattern, glob) && overlap(glob, pattern.glob, work));
}

function isDoubtful(
  { bit, statement }: Clause,
  reaches: readonly Reach[],
  fitting: ReadonlySet<string>,
): boolean {
  const taken = reaches.filter(({ listed }) => ((listed & bit) !== 0n) !== statement.actions.not);
  return !taken.some(({ formats, open }) => open || !formats.isDisjointFrom(fitting));
}
