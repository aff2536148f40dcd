// Step 3: every changed file through its format, with what stands around it. The reading itself happens in parser workers.
import type { Diff, ParsedChange } from '../model/change.ts';
import type { FileChange, FileSide } from '../model/files.ts';
import type { Around } from '../model/gathered.ts';
import {
  assembleDiff,
  mayBeInfrastructure,
  planProjects,
  unread,
  ranByWorkflows,
  unreadableUsedIn,
  usedIn,
  wantedAround,
  wantedBeyond,
  withInputs,
  withRootPaths,
  type FileReading,
  type Project,
} from '../formats/index.ts';
import { isAgentIdent, namedFiles } from '../policy/index.ts';
import { policyEdits } from './policy-edits.ts';
import { copiedValues } from './read-copied.ts';
import { substitutedValues } from './read-substituted.ts';
import { reachedObjects, standingDocuments } from './read-beside.ts';
import { standingPipelines } from './read-pipelines.ts';

/** What has to be gathered: contents of changed files, unchanged files beside them and beside the policy, and which names in commits matter. */
export const WANTED = {
  wants: mayBeInfrastructure,
  scans: (): boolean => true,
  wantsAround: wantedAround,
  wantsBeyond: wantedBeyond,
  isAgentIdent,
  namedFiles,
} as const;

/** Reads files in containment; total, so that a hostile file is a value. */
export type ReadFiles = {
  /** One reading per change of the project, in their order. */
  readonly read: (project: Project) => Promise<readonly FileReading[]>;
  /** Paths that a file pulls in, null where nobody can tell. */
  readonly references: (side: FileSide) => Promise<readonly string[] | null>;
  /** The pull request has been read, and what it took may be let go. */
  readonly rest?: () => void;
};

/** As many projects in flight as keep both workers busy without holding the whole pull request in their queues. */
const IN_FLIGHT = 8;

export async function readDiff(options: {
  readonly files: readonly FileChange[];
  /** Files that did not change and tell what a change means. */
  readonly around: Around;
  readonly readers: ReadFiles;
  readonly onProgress?: (done: number, total: number) => void;
}): Promise<Diff> {
  const { files, around, readers } = options;
  const readings = new Map<FileChange, FileReading>();
  await inLanes(planProjects(files, around.files), async (project) => {
    const answers = await readers.read(project);
    for (const [index, change] of project.changes.entries()) {
      const reading = answers[index];
      if (reading !== undefined) readings.set(change, reading);
    }
    options.onProgress?.(readings.size, files.length);
  });
  const diff = assembleDiff(
    files.map((change) => ({ change, reading: readings.get(change) ?? unread(change) })),
    around.gap,
  );
  const { references, sides: bySide, untold } = await referencesAmong(files, around.files, readers);
  const beside = { files, around: around.files, read: readers.read };
  const reached = await reachedObjects(beside, diff.changes, { ...bySide, both: references });
  const copied = await copiedValues(beside, { ...bySide, both: references });
  const filled = await substitutedValues(beside, diff.changes, { ...bySide, both: references });
  const isBlind = ({ file }: ParsedChange): boolean =>
    [reached, copied, filled].some(({ blind }) => blind.has(file));
  const pipelines = await standingPipelines(beside, references);
  const documents = await standingDocuments(beside, references);
  readers.rest?.();
  const changes = [
    // What is taken in, copied or filled in, and cannot be seen, may be anything.
    ...usedIn(diff.changes, references).map((one) => (isBlind(one) ? { ...one, opaque: true } : one)),
    ...reached.changes,
    ...copied.changes,
    ...filled.changes,
  ];
  const unreadable = unreadableUsedIn(diff.unreadable, references);
  const aroundGap =
    diff.aroundGap ??
    reached.gap ??
    pipelines.gap ??
    (untold === 0 ? null : `what ${untold} of the files pull in could not be told`);
  const marks = [...diff.marks, ...files.flatMap(policyEdits)];
  const sides = [
    ...files.flatMap(({ before, after }) => [before, after].filter((side) => side !== null)),
    ...around.files,
  ];
  const standing = [...(diff.standing ?? []), ...documents, ...pipelines.parts];
  const told = standing.length === 0 ? diff : { ...diff, standing };
  const whole = withInputs({ ...told, changes, unreadable, marks, aroundGap }, references, sides);
  return { ...whole, files: ranByWorkflows(whole.files, references) };
}

type ReferencesAmong = {
  readonly references: ReadonlyMap<string, readonly string[]>;
  /** The same of each side by itself. */
  readonly sides: Record<'before' | 'after', ReadonlyMap<string, readonly string[]>>;
  /** Files of which it is not known. */
  readonly untold: number;
};

/** Of both sides: what the base's overlay pulled in and the head's does not is a change for that overlay too. */
async function referencesAmong(
  files: readonly FileChange[],
  around: readonly FileSide[],
  readers: ReadFiles,
): Promise<ReferencesAmong> {
  const sides = [
    ...files.flatMap(({ before, after }) => [
      ...(before === null ? [] : [{ file: before, on: ['before'] as const }]),
      ...(after === null ? [] : [{ file: after, on: ['after'] as const }]),
    ]),
    ...around.map((file) => ({ file, on: ['before', 'after'] as const })),
  ];
  const answers = await Promise.all(
    sides.map(async ({ file, on }) => ({ path: file.path, on, paths: await readers.references(file) })),
  );
  const found = new Map<string, readonly string[]>();
  const own = { before: new Map<string, readonly string[]>(), after: new Map<string, readonly string[]>() };
  for (const { path, on, paths } of answers) {
    if (paths === null || paths.length === 0) continue;
    found.set(path, [...(found.get(path) ?? []), ...paths]);
    for (const side of on) own[side].set(path, paths);
  }
  return {
    references: withRootPaths(found),
    sides: own,
    untold: answers.filter(({ paths }) => paths === null).length,
  };
}

async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, items.length) }, lane));
}
