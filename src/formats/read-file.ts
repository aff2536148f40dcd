// Changed files to readings: which format takes each of them, and what it says. Called by the parser workers.
import { forgetAll } from '../model/memory.ts';
import { LIMITS } from '../config/limits.ts';
import type { ParsedChange } from '../model/change.ts';
import { filePath } from '../model/files.ts';
import type { FileChange } from '../model/files.ts';
import { examineChange } from './examine-change.ts';
import type { Claimed, Examined, Reading } from './examine-change.ts';
import type { FileReading, FormatInput, FormatResult, Problem } from './format.ts';
import { packageMarks } from './packages/package-marks.ts';
import type { Project } from './project.ts';
import { readCopies } from './read-copies.ts';
import { readSubstituted } from './read-substituted.ts';
import { readStacks } from './read-stacks.ts';
import { readTerraform } from './read-terraform.ts';
import { saysTheSame } from './same-data.ts';
import { marksOf } from './text/marks.ts';
import { unscannedMarks } from './text/unscanned.ts';

type Pair = { readonly old: Claimed | null; readonly now: Claimed | null };

/** The files of one project, one reading per change in their order. Total: whatever goes wrong is an unreadable file with its reason. */
export function readProject(project: Project): readonly FileReading[] {
  forgetAll();
  const { copies, substitutes } = project;
  if (copies !== undefined)
    return attempt(() => readCopies(project, copies)) ?? project.changes.map((change) => unread(change));
  if (substitutes !== undefined)
    return (
      attempt(() => readSubstituted(project, substitutes)) ?? project.changes.map((change) => unread(change))
    );
  const examined = project.changes.map((change) => attempt(() => examineChange(change)));
  const together = attempt(() => readTerraform(project, examined));
  const stacks = attempt(() => readStacks(project, examined));
  // What gives values to a template says nothing by itself.
  if (stacks === null) return project.changes.map((change) => unread(change));
  return project.changes.map((change, index) => {
    const own = examined[index] ?? null;
    const [terraform, stack] = [together?.[index] ?? null, stacks[index] ?? null];
    return attempt(() => seal(finish({ change, examined: own, terraform, stack }), change)) ?? unread(change);
  });
}

/** A file on its own: what the files around it would say is unknown. */
export function readFile(change: FileChange): FileReading {
  return readProject({ changes: [change], around: [] })[0] ?? unread(change);
}

/** A file without a reading: refused, never taken for a file that says nothing. */
export function unread(change: FileChange): FileReading {
  const problem = { line: null, why: 'parser-failed', message: 'reading this file failed' };
  const refused: Reading = { format: 'unrecognised', result: { kind: 'unreadable', problem } };
  return seal(refused, change, attempt(() => marksOf(change)) ?? []);
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

type Finishing = {
  readonly change: FileChange;
  /** Null where it failed. */
  readonly examined: Examined | null;
  /** What the files around it made of it; null for a file on its own, or of another format. */
  readonly terraform: FormatResult | null;
  /** The same of templates and files of parameters. */
  readonly stack: Reading | null;
};

function finish({ change, examined, terraform, stack }: Finishing): Reading | null {
  if (examined === null) throw new Error('a file could not be examined');
  if (stack !== null) return stack;
  if (examined.kind === 'settled') return examined.reading;
  const { old, now, untouched } = examined;
  const format = (now ?? old)?.id ?? '';
  if (terraform !== null) {
    const others = { old: notTerraform(old), now: notTerraform(now) };
    return { format, result: joined(terraform, readApart(change, others)) };
  }
  if (untouched) return { format, result: NOTHING };
  return { format, result: readPair(change, { old, now }) };
}

function notTerraform(side: Claimed | null): Claimed | null {
  return side?.id === 'terraform' ? null : side;
}

function readPair(change: FileChange, pair: Pair): FormatResult {
  const { old, now } = pair;
  if (old === null || now === null || !isSameThing(old, now)) return readApart(change, pair);
  const renamed = old.file.path === now.file.path ? null : old.file.path;
  const input = { path: now.file.path, previousPath: renamed, before: old.file, after: now.file };
  return now.format.parse(input, now.id);
}

function isSameThing(old: Claimed, now: Claimed): boolean {
  if (old.id !== now.id) return false;
  return old.file.path === now.file.path || now.format.sameAfterRename(old.file.path, now.file.path);
}

/** The base's thing is gone and the head's is new: another format, another folder, or one of them is nobody's. */
function readApart(change: FileChange, { old, now }: Pair): FormatResult {
  const gone = old === null ? NOTHING : old.format.parse(oneSided(old, 'before', null), old.id);
  const origin = change.before !== null && change.before.path !== now?.file.path ? change.before.path : null;
  const made = now === null ? NOTHING : now.format.parse(oneSided(now, 'after', origin), now.id);
  return joined(gone, made);
}

const NOTHING: FormatResult = { kind: 'parsed', changes: [] };

function joined(first: FormatResult, second: FormatResult): FormatResult {
  if (first.kind === 'unreadable') return first;
  if (second.kind === 'unreadable') return second;
  return { kind: 'parsed', changes: [...first.changes, ...second.changes] };
}

function oneSided({ file }: Claimed, side: 'before' | 'after', previousPath: string | null): FormatInput {
  return { path: file.path, previousPath, before: null, after: null, [side]: file };
}

/** The last check of every reading: a cap on changes, and addresses that a digest can carry. */
function seal(reading: Reading | null, change: FileChange, marks = marksOf(change)): FileReading {
  const found = (reading?.marks ?? []).filter(
    ({ rule, line }) => !marks.some((one) => one.rule === rule && one.line === line),
  );
  const told = [...marks, ...found, ...packageMarks(change), ...unscannedMarks(change)];
  if (reading === null)
    return { kind: 'plain', marks: told, ...(saysTheSame(change) ? { sameData: true } : {}) };
  const { format, result } = reading;
  const problem = result.kind === 'unreadable' ? result.problem : changesProblem(result.changes);
  if (problem !== null)
    return { kind: 'unreadable', format, problem: { file: filePath(change), ...problem }, marks };
  const changes = result.kind === 'parsed' ? result.changes : [];
  return { kind: 'parsed', format, changes, marks: told };
}

function changesProblem(changes: readonly ParsedChange[]): Problem | null {
  if (changes.filter(({ standing }) => standing !== true).length > LIMITS.changesPerFile)
    return {
      line: null,
      why: 'too-many-changes',
      message: `more than ${LIMITS.changesPerFile} changes in one file`,
    };
  if (changes.some(({ address }) => !address.isWellFormed()))
    return { line: null, why: 'parse-error', message: 'a name holds half of a character' };
  return null;
}
