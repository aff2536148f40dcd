// One changed file to a reading: which format takes it, and what it says. Called by the parser workers.
import { LIMITS } from '../config/limits.ts';
import type { ParsedChange } from '../model/change.ts';
import { filePath } from '../model/files.ts';
import type { FileChange, FileSide } from '../model/files.ts';
import { claimSide } from './claim-side.ts';
import type { ClaimedSide } from './claim-side.ts';
import { formatFile } from './format-file.ts';
import type { FileReading, FormatInput, FormatResult, Problem, Readers } from './format.ts';
import { governance } from './governance.ts';
import { inBase } from './problem.ts';
import type { Project } from './project.ts';
import { marksOf } from './text/marks.ts';
import { countedFile, opaqueFile } from './whole-file.ts';

type Claimed = Extract<ClaimedSide, { kind: 'claimed' }>;
type Reading = { readonly format: string; readonly result: FormatResult };

/** Reads the files of one project, one reading per change in their order. */
export type ProjectReader = (project: Project) => Promise<readonly FileReading[]>;

/** A reader over the given parsers. The answer is total: whatever goes wrong is an unreadable file with its reason. */
export function createProjectReader(readers: Readers): ProjectReader {
  const readFile = createFileReader(readers);
  return async ({ changes }) => {
    const readings: FileReading[] = [];
    for (const change of changes) readings.push(await readFile(change));
    return readings;
  };
}

/** A file on its own. */
export function createFileReader(readers: Readers): (change: FileChange) => Promise<FileReading> {
  return async (change) => {
    try {
      return seal(await read(change, readers), change);
    } catch {
      return unread(change);
    }
  };
}

/** A file without a reading: refused, never taken for a file that says nothing. */
export function unread(change: FileChange): FileReading {
  const problem = { line: null, why: 'parser-failed', message: 'reading this file failed' };
  return seal({ format: 'unrecognised', result: { kind: 'unreadable', problem } }, change);
}

async function read(change: FileChange, readers: Readers): Promise<Reading | null> {
  const link = linkReading(change);
  if (link !== null) return link;
  const before = change.before === null ? ABSENT : claimSide(change.before);
  const after = change.after === null ? ABSENT : claimSide(change.after);
  if (after.kind === 'refused') return refusal(after.id, after.problem);
  if (before.kind === 'refused') return refusal(before.id, inBase(before.problem));
  const old = before.kind === 'claimed' ? before : null;
  const now = after.kind === 'claimed' ? after : null;
  if (old === null && now === null) return null;
  // The other side was ours and this one is broken: what it says now is unknown, not gone.
  if (after.kind === 'free' && after.broken !== null) return refusal(old?.id ?? '', after.broken);
  if (before.kind === 'free' && before.broken !== null) return refusal(now?.id ?? '', inBase(before.broken));
  if (isUntouched(change)) return { format: (now ?? old)?.id ?? '', result: { kind: 'parsed', changes: [] } };
  return readClaimed({ change, old, now }, readers);
}

/** A link is followed by whoever deploys, so it is never read through: its target may change without it. */
function linkReading(change: FileChange): Reading | null {
  const link = [change.after, change.before].find(
    (side) => side?.content.kind === 'symlink' || side?.content.kind === 'submodule' || isLinkMode(side),
  );
  if (link === null || link === undefined) return null;
  const input = bareInput(change);
  // What agents and the gate read through a link governs like a file, and must not be ignored as one that does not.
  if (governs(input.path) || (input.previousPath !== null && governs(input.previousPath))) {
    const opaque = { ...countedFile(input, 'governance'), opaque: true };
    return { format: 'governance', result: { kind: 'parsed', changes: [opaque] } };
  }
  const format = link.content.kind === 'submodule' || link.mode === '160000' ? 'submodule' : 'symlink';
  return { format, result: { kind: 'parsed', changes: [opaqueFile(input, format)] } };
}

/** A link may stand for a whole folder: `.claude` instead of `.claude/settings.json`. */
function governs(path: string): boolean {
  return [path, `${path}/any`].some((one) => governance.claims(one) === 'path');
}

function isLinkMode(side: FileSide | null): boolean {
  return side?.mode === '120000' || side?.mode === '160000';
}

async function readClaimed(
  given: { readonly change: FileChange; readonly old: Claimed | null; readonly now: Claimed | null },
  readers: Readers,
): Promise<Reading> {
  const { old, now } = given;
  const format = (now ?? old)?.id ?? '';
  if (old !== null && now !== null && isSameThing(old, now)) {
    const renamed = old.file.path === now.file.path ? null : old.file.path;
    const input = { path: now.file.path, previousPath: renamed, before: old.file, after: now.file };
    return { format, result: await now.format.parse(input, now.id, readers) };
  }
  return { format, result: await readApart(given, readers) };
}

function isSameThing(old: Claimed, now: Claimed): boolean {
  if (old.id !== now.id) return false;
  return old.file.path === now.file.path || now.format.sameAfterRename(old.file.path, now.file.path);
}

/** The base's thing is gone and the head's is new: another format, another folder, or one of them is nobody's. */
async function readApart(
  {
    change,
    old,
    now,
  }: { readonly change: FileChange; readonly old: Claimed | null; readonly now: Claimed | null },
  readers: Readers,
): Promise<FormatResult> {
  const gone =
    old === null ? NOTHING : await old.format.parse(oneSided(old, 'before', null), old.id, readers);
  if (gone.kind === 'unreadable') return gone;
  const origin = change.before !== null && change.before.path !== now?.file.path ? change.before.path : null;
  const made =
    now === null ? NOTHING : await now.format.parse(oneSided(now, 'after', origin), now.id, readers);
  if (made.kind === 'unreadable') return made;
  return { kind: 'parsed', changes: [...gone.changes, ...made.changes] };
}

const NOTHING: FormatResult = { kind: 'parsed', changes: [] };
const ABSENT: ClaimedSide = { kind: 'free', broken: null };

function oneSided({ file }: Claimed, side: 'before' | 'after', previousPath: string | null): FormatInput {
  return { path: file.path, previousPath, before: null, after: null, [side]: file };
}

function bareInput(change: FileChange): FormatInput {
  const bare = (side: FileSide | null): FormatInput['before'] =>
    side === null
      ? null
      : formatFile({
          path: side.path,
          blob: side.blob,
          text: side.content.kind === 'text' ? side.content.text : '',
        });
  const renamed = change.before !== null && change.before.path !== filePath(change);
  return {
    path: filePath(change),
    previousPath: renamed ? (change.before?.path ?? null) : null,
    before: bare(change.before),
    after: bare(change.after),
  };
}

/** A mode that changes alone is left to the format: what is opaque or governs counts, Terraform does not see it. */
function isUntouched({ before, after }: FileChange): boolean {
  return before?.path === after?.path && before?.mode === after?.mode && sameContent(before, after);
}

function sameContent(before: FileSide | null, after: FileSide | null): boolean {
  if (before?.content.kind !== 'text' || after?.content.kind !== 'text') return before?.blob === after?.blob;
  return before.content.text === after.content.text;
}

function refusal(format: string, problem: Problem): Reading {
  return { format, result: { kind: 'unreadable', problem } };
}

/** The last check of every reading: a cap on changes, and addresses that a digest can carry. */
function seal(reading: Reading | null, change: FileChange): FileReading {
  const marks = marksOf(change);
  if (reading === null) return { kind: 'plain', marks };
  const { format, result } = reading;
  const problem = result.kind === 'unreadable' ? result.problem : changesProblem(result.changes);
  if (problem !== null)
    return { kind: 'unreadable', format, problem: { file: filePath(change), ...problem }, marks };
  return { kind: 'parsed', format, changes: result.kind === 'parsed' ? result.changes : [], marks };
}

function changesProblem(changes: readonly ParsedChange[]): Problem | null {
  if (changes.length > LIMITS.changesPerFile)
    return {
      line: null,
      why: 'too-many-changes',
      message: `more than ${LIMITS.changesPerFile} changes in one file`,
    };
  if (changes.some(({ address }) => !address.isWellFormed()))
    return { line: null, why: 'parse-error', message: 'a name holds half of a character' };
  return null;
}
