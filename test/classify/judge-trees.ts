// Two trees of files to what the program says of the step from one to the other; used by tests that need what stands around a change.
import { classify } from '../../src/classify/index.ts';
import { readProject, referencesOf, wantedAround } from '../../src/formats/index.ts';
import type { Classified, Diff } from '../../src/model/change.ts';
import { readDiff } from '../../src/steps/read-diff.ts';
import { changesBetween } from '../formats/projects.ts';
import type { Tree } from '../formats/projects.ts';
import { landscapeOf } from './example-change.ts';

/** `around`: the same on both sides. */
export async function diffOfTrees(before: Tree, after: Tree, around: Tree = {}): Promise<Diff> {
  const { changes, around: files } = changesBetween({ ...around, ...before }, { ...around, ...after });
  const wanted = wantedAround(
    changes.flatMap(({ before: old, after: now }) => [old, now]).flatMap((side) => side?.path ?? []),
  );
  return readDiff({
    files: changes,
    around: { files: files.filter(({ path }) => wanted?.(path) === true), gap: null },
    readers: {
      read: (project) => Promise.resolve(readProject(project)),
      references: (side) => Promise.resolve(referencesOf(side)),
    },
  });
}

export async function judgeTrees(before: Tree, after: Tree, around: Tree = {}): Promise<Classified> {
  const diff = await diffOfTrees(before, after, around);
  return classify({ diff, landscape: landscapeOf(), agentInvolved: false });
}

/** `file:line id severity: message`, in the order of the report. */
export async function findingsBetween(
  before: Tree,
  after: Tree,
  around: Tree = {},
): Promise<readonly string[]> {
  const { findings } = await judgeTrees(before, after, around);
  return findings.map(
    ({ id, severity, file, startLine, message }) => `${file}:${startLine} ${id} ${severity}: ${message}`,
  );
}
