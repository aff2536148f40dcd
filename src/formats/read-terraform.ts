// The Terraform files of a project, read together; called by the project reader.
import { dirname, join } from 'node:path/posix';
import type { FileChange, FileSide } from '../model/files.ts';
import { contentProblem } from './claim-side.ts';
import type { Examined } from './examine-change.ts';
import type { FormatResult } from './format.ts';
import type { Project } from './project.ts';
import { isTerraformPath } from './terraform/projects.ts';
import { readProject } from './terraform/read-project.ts';
import { SIDES } from './terraform/repository.ts';
import type { Side, Sides, SourceFile } from './terraform/repository.ts';

/** What Terraform says of each change, in their order; null where neither side is a file that it reads. */
export function readTerraform(
  { changes, around }: Project,
  examined: readonly (Examined | null)[],
): readonly (FormatResult | null)[] {
  const sourceOf = sourcesOf(changes, around);
  const ours = changes.flatMap((change, index) => {
    const claim = examined[index] ?? REFUSED;
    const isOurs = (side: FileSide | null, which: 'old' | 'now'): boolean =>
      side !== null &&
      isTerraformPath(side.path) &&
      (claim.kind === 'settled' || claim[which]?.id === 'terraform');
    const before = isOurs(change.before, 'old') ? sourceOf('before', change.before) : null;
    const after = isOurs(change.after, 'now') ? sourceOf('after', change.after) : null;
    if (before === null && after === null) return [];
    const names = { from: change.before?.path ?? null, to: change.after?.path ?? null };
    return [{ index, before, after, names, refused: claim.kind === 'settled' }];
  });
  const readings = readProject({
    changes: ours,
    around: around
      .filter(({ path }) => isTerraformPath(path))
      .map((side) => ({ before: sourceOf('before', side), after: sourceOf('after', side) })),
  });
  const byIndex = new Map(ours.map(({ index }, at) => [index, readings[at] ?? null] as const));
  return changes.map((_change, index) => byIndex.get(index) ?? null);
}

const REFUSED: Examined = { kind: 'settled', reading: null };

type SourceOf = (side: Side, file: FileSide | null) => SourceFile | null;

/** Links of links that are followed. */
const HOPS = 5;

/** The same content on both sides is the same source. A link to a file of the project is that file under another name. */
function sourcesOf(changes: readonly FileChange[], around: readonly FileSide[]): SourceOf {
  const files = Object.fromEntries(SIDES.map((side) => [side, filesOf(side, changes, around)])) as Record<
    Side,
    ReadonlyMap<string, FileSide>
  >;
  const known = new Map<string, SourceFile>();
  return (side, file) => {
    if (file === null) return null;
    const target = follow(file, files[side]);
    const text =
      target?.content.kind === 'text' && contentProblem(target.content) === null ? target.content.text : null;
    const key = `${target?.blob ?? ''} ${file.path}`;
    const found = known.get(key);
    if (found !== undefined && found.text === text) return found;
    const source = { path: file.path, blob: target?.blob ?? file.blob, text };
    known.set(key, source);
    return source;
  };
}

function filesOf(
  side: Side,
  changes: readonly FileChange[],
  around: readonly FileSide[],
): ReadonlyMap<string, FileSide> {
  const changed = changes.flatMap((change: Sides<FileSide>) => change[side] ?? []);
  return new Map([...around, ...changed].map((file) => [file.path, file]));
}

function follow(file: FileSide, files: ReadonlyMap<string, FileSide>): FileSide | null {
  let current: FileSide | null = file;
  for (let hops = 0; current?.content.kind === 'symlink'; hops += 1) {
    if (hops === HOPS) return null;
    current = files.get(join(dirname(current.path), current.content.target)) ?? null;
  }
  return current;
}
