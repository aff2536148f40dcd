// What stands as it stood and still counts: policies that Terraform files name, objects that a kustomization newly takes in or leaves out. Called by readDiff.
import { dirname } from 'node:path/posix';
import { LIMITS } from '../config/limits.ts';
import type { ParsedChange } from '../model/change.ts';
import type { FileChange, FileSide } from '../model/files.ts';
import { asStanding, isKustomization, namedDocuments, reachOf, usersOf } from '../formats/index.ts';
import type { ChangedKustomization, FileReading, Project } from '../formats/index.ts';

type References = ReadonlyMap<string, readonly string[]>;

export type Beside = {
  readonly files: readonly FileChange[];
  readonly around: readonly FileSide[];
  /** One reading of one file. */
  readonly read: (project: Project) => Promise<readonly FileReading[]>;
};

/** A policy that did not change is read like one that is new, and stands beside the changes. */
export async function standingDocuments(
  { files, around, read }: Beside,
  references: References,
): Promise<readonly ParsedChange[]> {
  const changed = new Set(
    files.flatMap(({ before, after }) => [before, after]).flatMap((side) => side?.path ?? []),
  );
  const found: ParsedChange[] = [];
  for (const after of namedDocuments(around, references, changed)) {
    const [reading] = await read({ changes: [{ status: 'added', before: null, after }], around: [] });
    found.push(...asStanding(reading));
  }
  return found.toSorted((a, b) => (a.file < b.file ? -1 : 1));
}

export type Reached = {
  readonly changes: readonly ParsedChange[];
  /** Kustomizations of which not all that they newly take in is at hand. */
  readonly blind: ReadonlySet<string>;
  /** More files than are read. */
  readonly gap: string | null;
};

/** An object that an overlay newly takes in is new there, and one that it leaves out is gone there. */
export async function reachedObjects(
  { files, around, read }: Beside,
  references: { readonly before: References; readonly after: References; readonly both: References },
): Promise<Reached> {
  const changed = files.flatMap(({ before, after }): readonly ChangedKustomization[] => {
    const [from, to] = [kustomizationOf(before), kustomizationOf(after)];
    if (from === null && to === null) return [];
    // A kustomization is found by its folder: in another one it is another.
    const isSame = from === null || to === null || dirname(from) === dirname(to);
    return isSame
      ? [{ before: from, after: to }]
      : [
          { before: from, after: null },
          { before: null, after: to },
        ];
  });
  if (changed.length === 0) return { changes: [], blind: new Set(), gap: null };
  const sideOf = (which: 'before' | 'after') => ({
    files: new Map(
      [...around, ...files.flatMap((file) => file[which] ?? [])].map((side) => [side.path, side]),
    ),
    references: references[which],
  });
  const [old, now] = [sideOf('before'), sideOf('after')];
  const renamed = files.flatMap(({ before, after }): readonly (readonly [string, string])[] =>
    before === null || after === null || before.path === after.path ? [] : [[before.path, after.path]],
  );
  const reach = reachOf(changed, { before: old, after: now, renames: new Map(renamed) });
  // What is new or gone by itself, or moved to another folder, is told by itself.
  const moved = renamed.filter(([from, to]) => dirname(from) !== dirname(to));
  const made = new Set([
    ...files.flatMap(({ before, after }) => (before === null ? (after?.path ?? []) : [])),
    ...moved.map(([, to]) => to),
  ]);
  const gone = new Set([
    ...files.flatMap(({ before, after }) => (after === null ? (before?.path ?? []) : [])),
    ...moved.map(([from]) => from),
  ]);
  const entered = [...reach.entered].filter(([path]) => !made.has(path));
  const left = [...reach.left].filter(([path]) => !gone.has(path));
  const tasks = [
    ...entered.map(([path, by]) => ({ side: now.files.get(path), by, isNew: true })),
    ...left.map(([path, by]) => ({ side: old.files.get(path), by, isNew: false })),
  ];
  const found: ParsedChange[] = [];
  for (const { side, by, isNew } of tasks.slice(0, LIMITS.reachedFiles)) {
    if (side === undefined) continue;
    const change: FileChange = isNew
      ? { status: 'added', before: null, after: side }
      : { status: 'removed', before: side, after: null };
    const [reading] = await read({ changes: [change], around: [] });
    if (reading?.kind !== 'parsed') continue;
    // Where it stood before in other overlays nothing changes.
    const usedIn = [...new Set([...by, ...by.flatMap((path) => usersOf(path, references.both))])].toSorted();
    const [one, several] = isNew ? ['takes in', 'take in'] : ['leaves out', 'leave out'];
    const given = `what ${by.join(' and ')} ${by.length === 1 ? one : several}`;
    found.push(...reading.changes.map((one) => ({ ...one, usedIn, given })));
  }
  const gap =
    tasks.length > LIMITS.reachedFiles
      ? `kustomizations take in or leave out ${tasks.length} files, at most ${LIMITS.reachedFiles} are read`
      : null;
  return { changes: found, blind: new Set(reach.blind), gap };
}

function kustomizationOf(side: FileSide | null): string | null {
  return side !== null && isKustomization(side.path) ? side.path : null;
}
