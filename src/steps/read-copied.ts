// What kustomizations newly copy from one object into others, although the others stand as they did. Called by readDiff.
import { LIMITS } from '../config/limits.ts';
import type { ParsedChange } from '../model/change.ts';
import { filePath } from '../model/files.ts';
import type { FileChange, FileSide } from '../model/files.ts';
import { copiersAmong, usersOf } from '../formats/index.ts';
import type { ReachSide } from '../formats/index.ts';
import type { Beside } from './read-beside.ts';

type References = ReadonlyMap<string, readonly string[]>;

export type Copied = {
  readonly changes: readonly ParsedChange[];
  /** Changed files of which nobody can tell what is copied out of them. */
  readonly blind: ReadonlySet<string>;
};

/** A value that changes in a ConfigMap may be the role of a binding and the image of a workload. */
export async function copiedValues(
  { files, around, read }: Beside,
  references: { readonly before: References; readonly after: References; readonly both: References },
): Promise<Copied> {
  const sides = (['before', 'after'] as const).map((which): ReachSide => ({
    files: new Map(
      [...around, ...files.flatMap((file) => file[which] ?? [])].map((side) => [side.path, side]),
    ),
    references: references[which],
  }));
  const copiers = copiersAmong(new Set(files.flatMap(namesOf)), sides);
  const found: ParsedChange[] = [];
  const blind = new Set<string>();
  for (const [index, { path, behind }] of copiers.entries()) {
    const own = files.filter((file) => namesOf(file).some((name) => behind.has(name)));
    const beside = around.filter((side) => behind.has(side.path));
    const first =
      own.find((file) => namesOf(file).includes(path)) ??
      unchanged(beside.find((side) => side.path === path));
    const changes = [...(first === null ? [] : [first]), ...own.filter((file) => file !== first)];
    const [reading] =
      first !== null && index < LIMITS.copyingKustomizations
        ? await read({ changes, around: beside.filter((side) => side.path !== path), copies: path })
        : [];
    if (reading?.kind !== 'parsed') for (const file of own) blind.add(filePath(file));
    else {
      const usedIn = [...new Set([path, ...usersOf(path, references.both)])].toSorted();
      const given = `the values that ${path} copies`;
      found.push(...reading.changes.map((change) => ({ ...change, usedIn, given })));
    }
  }
  return { changes: found, blind };
}

function namesOf({ before, after }: FileChange): readonly string[] {
  return [before, after].flatMap((side) => side?.path ?? []);
}

function unchanged(side: FileSide | undefined): FileChange | null {
  return side === undefined ? null : { status: 'modified', before: side, after: side };
}
