// What a diff says of two trees whose files are read one by one, and what it says where the reading fails. Used by the tests beside.
import { readProject, referencesOf } from '../../src/formats/index.ts';
import type { FileReading, Project } from '../../src/formats/index.ts';
import type { FileSide } from '../../src/model/files.ts';
import { readDiff } from '../../src/steps/read-diff.ts';
import { changesBetween } from '../formats/projects.ts';
import type { Tree } from '../formats/projects.ts';

export type Read = (project: Project) => readonly FileReading[];

/** One line for each change: where it stands, what uses it, out of what it comes. */
export async function readBetween(
  before: Tree,
  after: Tree,
  readFiles: Read = readProject,
): Promise<readonly string[]> {
  const { changes, around } = changesBetween(before, after);
  const diff = await readDiff({
    files: changes,
    around: { files: around, gap: null },
    readers: {
      read: (project) => Promise.resolve(readFiles(project)),
      references: (side: FileSide) => Promise.resolve(referencesOf(side)),
    },
  });
  return diff.changes.map(
    ({ address, usedIn, given = '', opaque }) =>
      `${address} in ${usedIn.join(', ')} ${given}${opaque ? ' opaque' : ''}`,
  );
}

/** Fails for the projects that are meant, as a deadline makes it. */
export function failingFor(isMeant: (project: Project) => boolean): Read {
  return (project) =>
    isMeant(project)
      ? project.changes.map(() => ({
          kind: 'unreadable',
          format: 'unrecognised',
          problem: { file: '', line: null, why: 'timeout', message: '' },
          marks: [],
        }))
      : readProject(project);
}
