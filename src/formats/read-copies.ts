// A project that asks what one kustomization copies into its objects; called by the project reader.
import type { FileChange, FileSide } from '../model/files.ts';
import type { FileReading } from './format.ts';
import { copiedChanges } from './kustomize/copied-changes.ts';
import type { Project } from './project.ts';

/** All of it in the reading of the first change; the others say nothing here. */
export function readCopies({ changes, around }: Project, path: string): readonly FileReading[] {
  const sideOf = (which: 'before' | 'after'): ReadonlyMap<string, FileSide> =>
    new Map(
      [...around, ...changes.flatMap((change) => change[which] ?? [])].map((side) => [side.path, side]),
    );
  const found = copiedChanges({ path, before: sideOf('before'), after: sideOf('after') });
  return changes.map((_change: FileChange, index): FileReading =>
    index === 0
      ? { kind: 'parsed', format: 'kustomize', changes: found, marks: [] }
      : { kind: 'plain', marks: [] },
  );
}
