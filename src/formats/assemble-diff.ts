// Readings of all changed files to one diff; called by the pipeline and the CLI.
import type { Diff, FileFact, ParsedChange } from '../model/change.ts';
import { filePath } from '../model/files.ts';
import type { FileChange } from '../model/files.ts';
import type { FileReading } from './format.ts';

/** Every file is in `files`, whatever its reading. Changes by file, startLine, address; the rest by file. */
export function assembleDiff(
  pairs: readonly { readonly change: FileChange; readonly reading: FileReading }[],
  aroundGap: string | null = null,
): Diff {
  const told = pairs.flatMap(({ reading }) => (reading.kind === 'parsed' ? reading.changes : []));
  const [changes, standing] = [false, true].map((stands) =>
    told.filter((change) => (change.standing === true) === stands).toSorted(byPlace),
  ) as [ParsedChange[], ParsedChange[]];
  const unreadable = pairs.flatMap(({ reading }) => (reading.kind === 'unreadable' ? [reading.problem] : []));
  return {
    files: pairs
      .map(({ change, reading }) => fileFact(change, reading))
      .toSorted((a, b) => order(a.path, b.path)),
    changes,
    ...(standing.length === 0 ? {} : { standing }),
    unreadable: unreadable.toSorted((a, b) => order(a.file, b.file)),
    aroundGap,
    marks: pairs
      .flatMap(({ reading }) => reading.marks)
      .toSorted((a, b) => order(a.file, b.file) || a.line - b.line),
  };
}

function fileFact(change: FileChange, reading: FileReading): FileFact {
  const path = filePath(change);
  const { before, after, status } = change;
  return {
    path,
    previousPath: before !== null && before.path !== path ? before.path : null,
    status,
    format: reading.kind === 'plain' ? null : reading.format,
    blob: (after ?? before)?.blob ?? '',
    previousBlob: before?.blob ?? null,
    ...(reading.kind === 'plain' && reading.sameData === true ? { sameData: true } : {}),
  };
}

function byPlace(a: ParsedChange, b: ParsedChange): number {
  return order(a.file, b.file) || a.startLine - b.startLine || order(a.address, b.address);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
