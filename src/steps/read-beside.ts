// What stands as it stood and still counts: policies that Terraform files name, objects that a kustomization newly takes in or leaves out, folders that are newly deployed from. Called by readDiff.
import { dirname } from 'node:path/posix';
import { LIMITS } from '../config/limits.ts';
import { changeOfFile } from '../model/change-of-file.ts';
import type { ParsedChange } from '../model/change.ts';
import type { FileChange, FileSide } from '../model/files.ts';
import {
  asStanding,
  deployedFrom,
  isKustomization,
  namedDocuments,
  newDeployments,
  reachOf,
  usersOf,
} from '../formats/index.ts';
import type { ChangedKustomization, Deployment, FileReading, Project, ReachSide } from '../formats/index.ts';

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

/** Of each side by itself, and of both. */
type SidedReferences = { readonly before: References; readonly after: References; readonly both: References };

/**
 * An object that an overlay newly takes in is new there, and one that it leaves out is gone there; so is one of a folder that an
 * object of Argo CD or Flux newly deploys from.
 */
export async function reachedObjects(
  { files, around, read }: Beside,
  changes: readonly ParsedChange[],
  references: SidedReferences,
): Promise<Reached> {
  const changed = changedKustomizations(files);
  const deployments = newDeployments(changes);
  if (changed.length + deployments.length === 0) return { changes: [], blind: new Set(), gap: null };
  const sideOf = (which: 'before' | 'after'): ReachSide => ({
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
  const { made, gone } = toldByItself(files, renamed);
  const tasks: readonly Task[] = [
    ...[...reach.entered].map(([path, by]) => ({ side: now.files.get(path), by, words: TAKEN_IN })),
    ...[...deployedBy(deployments, now)].map(([path, by]) => ({
      side: now.files.get(path),
      by,
      words: DEPLOYED,
    })),
    ...[...reach.left].map(([path, by]) => ({ side: old.files.get(path), by, words: LEFT_OUT })),
  ].filter(({ side, words }) => side !== undefined && !(words === LEFT_OUT ? gone : made).has(side.path));
  const found: ParsedChange[] = [];
  const blind = new Set(reach.blind);
  for (const task of tasks.slice(0, LIMITS.reachedFiles)) {
    const objects = await objectsOf(task, read, references.both);
    // What brings in a file that nobody can read may bring in anything.
    if (objects === null) for (const path of task.by) blind.add(path);
    else found.push(...objects);
  }
  const gap =
    tasks.length > LIMITS.reachedFiles
      ? `${tasks.length} files are newly built or deployed from, or no longer are; at most ${LIMITS.reachedFiles} are read`
      : null;
  return { changes: found, blind, gap };
}

/** What they do to it, one and several of them. */
type Words = readonly [one: string, several: string];

const TAKEN_IN: Words = ['takes in', 'take in'];
const LEFT_OUT: Words = ['leaves out', 'leave out'];
const DEPLOYED: Words = ['newly deploys', 'newly deploy'];

type Task = {
  readonly side: FileSide | undefined;
  /** Changed files that take it in. */
  readonly by: readonly string[];
  readonly words: Words;
};

/** Null: the file cannot be read. */
async function objectsOf(
  { side, by, words }: Task,
  read: Beside['read'],
  references: References,
): Promise<readonly ParsedChange[] | null> {
  if (side === undefined) return [];
  const change: FileChange =
    words === LEFT_OUT
      ? { status: 'removed', before: side, after: null }
      : { status: 'added', before: null, after: side };
  const [reading] = await read({ changes: [change], around: [] });
  if (reading === undefined || reading.kind === 'unreadable') return null;
  const objects = reading.kind === 'plain' ? unknownForm(side, words) : reading.changes;
  // Where it stood before in other overlays nothing changes.
  const usedIn = [...new Set([...by, ...by.flatMap((path) => usersOf(path, references))])].toSorted();
  const [one, several] = words;
  const given = `what ${by.join(' and ')} ${by.length === 1 ? one : several}`;
  return objects.map((object) => ({ ...object, usedIn, given }));
}

/** What it configures is not evaluated. Tools that deploy a folder leave out what is no data. */
function unknownForm({ path, blob }: FileSide, words: Words): readonly ParsedChange[] {
  if (words === LEFT_OUT || (words === DEPLOYED && !/\.(?:ya?ml|json)$/i.test(path))) return [];
  const file = { path, previousPath: null, status: 'added', format: null, blob, previousBlob: null } as const;
  return [{ ...changeOfFile(file, 'kustomize-input'), opaque: true }];
}

/** By path, with the files whose objects newly deploy it. */
function deployedBy(
  deployments: readonly Deployment[],
  side: ReachSide,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { file, folder } of deployments)
    for (const path of deployedFrom(folder, side))
      if (path !== file) found.set(path, [...new Set([...(found.get(path) ?? []), file])]);
  return found;
}

function changedKustomizations(files: readonly FileChange[]): readonly ChangedKustomization[] {
  return files.flatMap(({ before, after }): readonly ChangedKustomization[] => {
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
}

/** What is new or gone, or moved to another folder, is told by itself. */
function toldByItself(
  files: readonly FileChange[],
  renamed: readonly (readonly [string, string])[],
): { readonly made: ReadonlySet<string>; readonly gone: ReadonlySet<string> } {
  const moved = renamed.filter(([from, to]) => dirname(from) !== dirname(to));
  return {
    made: new Set([
      ...files.flatMap(({ before, after }) => (before === null ? (after?.path ?? []) : [])),
      ...moved.map(([, to]) => to),
    ]),
    gone: new Set([
      ...files.flatMap(({ before, after }) => (after === null ? (before?.path ?? []) : [])),
      ...moved.map(([from]) => from),
    ]),
  };
}

function kustomizationOf(side: FileSide | null): string | null {
  return side !== null && isKustomization(side.path) ? side.path : null;
}
