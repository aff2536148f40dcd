// Resource patterns that no action of their statement works on, by AWS's tables. Called by formats.ts.
import { formatGlobs } from './arn-format.ts';
import type { Clause, Clauses } from './clause.ts';
import { each } from './clause.ts';
import { overlap } from './glob-relations.ts';
import type { Glob } from './glob.ts';
import type { Ground } from './ground.ts';
import { isOfFormat } from './resource-table.ts';

/**
 * A slip, or a kind of resource that the tables do not have for this action yet: people do not add a pattern for nothing.
 * What is found there is possible, not certain.
 */
export function doubtfulPatterns(ground: Ground, suspects: Clauses): readonly Glob[] {
  const { patterns } = ground.placesUnder(ground.variables.generic).resources;
  const formats = new Map(
    each(suspects, ground.clauses).map((clause) => [clause.bit, formatsOf(clause, ground)]),
  );
  return patterns
    .filter((pattern) =>
      each(pattern.clauses & suspects, ground.clauses).some(
        ({ bit }) =>
          formats.get(bit)?.some((format) => isOfFormat(pattern, format) && overlap(format, pattern.glob)) ===
          false,
      ),
    )
    .map(({ glob }) => glob);
}

/** ARN formats of all actions that the clause takes; null where one is not in the tables, so that it may take anything. */
function formatsOf({ bit, statement }: Clause, { actions, partitions }: Ground): readonly Glob[] | null {
  const takes = (listed: Clauses): boolean => ((listed & bit) !== 0n) !== statement.actions.not;
  const taken = actions.classes.filter(({ listed }) => takes(listed)).flatMap(({ groups }) => groups.flat());
  const known = new Set<string>();
  for (const { formats, certain } of taken) {
    if (formats === null && certain) return null;
    for (const format of formats ?? []) known.add(format);
  }
  return [...known].flatMap((format) => partitions.flatMap((partition) => formatGlobs(format, partition)));
}
