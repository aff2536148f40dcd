// Folders of files before and after as the projects that the program reads; used by the tests of projects.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readProject, planProjects } from '../../src/formats/index.ts';
import type { FileReading } from '../../src/formats/index.ts';
import type { ParsedChange } from '../../src/model/change.ts';
import type { FileChange, FileSide } from '../../src/model/files.ts';
import { textSide } from './cases.ts';

/** Texts by path. */
export type Tree = Readonly<Record<string, string>>;

const ROOT = join(import.meta.dirname, 'projects');

export function projectCases(): readonly string[] {
  return readdirSync(ROOT).toSorted();
}

export function treesOf(name: string): { readonly before: Tree; readonly after: Tree } {
  return { before: treeIn(join(ROOT, name, 'before')), after: treeIn(join(ROOT, name, 'after')) };
}

function treeIn(folder: string): Tree {
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map((file) => join(file.parentPath, file.name)).toSorted();
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}

/** What git would say of two trees, and what stands around it. */
export function changesBetween(
  before: Tree,
  after: Tree,
): {
  readonly changes: readonly FileChange[];
  readonly around: readonly FileSide[];
} {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  const changed = paths.filter((path) => before[path] !== after[path]);
  const side = (tree: Tree, path: string): FileSide | null => textSide(path, tree[path] ?? null);
  return {
    changes: changed.map((path) => ({
      status: before[path] === undefined ? 'added' : after[path] === undefined ? 'removed' : 'modified',
      before: side(before, path),
      after: side(after, path),
    })),
    around: paths.filter((path) => before[path] === after[path]).flatMap((path) => side(after, path) ?? []),
  };
}

/** All readings of all projects, by the path of the changed file. */
export function readTrees(before: Tree, after: Tree): Readonly<Record<string, FileReading>> {
  const { changes, around } = changesBetween(before, after);
  return readChanges(changes, around);
}

export function readChanges(
  changes: readonly FileChange[],
  around: readonly FileSide[],
): Readonly<Record<string, FileReading>> {
  const found: Record<string, FileReading> = {};
  for (const project of planProjects(changes, around)) {
    const readings = readProject(project);
    for (const [index, change] of project.changes.entries()) {
      const reading = readings[index];
      if (reading !== undefined) found[(change.after ?? change.before)?.path ?? ''] = reading;
    }
  }
  return found;
}

/** The changes of both trees, in the order of their files. */
export function changesIn(before: Tree, after: Tree): readonly ParsedChange[] {
  const readings = Object.values(readTrees(before, after));
  return readings.flatMap((reading) => (reading.kind === 'parsed' ? reading.changes : []));
}

/** One line per change, with what differs. */
export function summaryOf(changes: readonly ParsedChange[]): readonly string[] {
  return changes
    .map(({ action, address, file, startLine, attributes, usedIn }) => {
      const differences = attributes.map(
        ({ path, before, after }) => `${path}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`,
      );
      const used = usedIn.length === 0 ? '' : ` in ${usedIn.join(', ')}`;
      return `${action} ${address} at ${file}:${startLine}${used} { ${differences.join('; ')} }`;
    })
    .toSorted();
}
