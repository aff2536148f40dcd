// A project that asks what one file of Flux fills into the manifests that it deploys; called by the project reader.
import type { FileSide } from '../model/files.ts';
import { substitutedChanges } from './flux/substituted-changes.ts';
import type { FileReading } from './format.ts';
import type { Project } from './project.ts';

/** All of it in the reading of the first change; the others say nothing here. */
export function readSubstituted(
  { changes, around }: Project,
  { path, before, after }: NonNullable<Project['substitutes']>,
): readonly FileReading[] {
  const sideOf = (which: 'before' | 'after'): ReadonlyMap<string, FileSide> =>
    new Map(
      [...around, ...changes.flatMap((change) => change[which] ?? [])].map((side) => [side.path, side]),
    );
  const found = substitutedChanges({
    path,
    before: { files: sideOf('before'), deployed: before },
    after: { files: sideOf('after'), deployed: after },
  });
  return changes.map((_change, index): FileReading =>
    index === 0
      ? { kind: 'parsed', format: 'kubernetes', changes: found, marks: [] }
      : { kind: 'plain', marks: [] },
  );
}
