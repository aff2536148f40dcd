// Changes that only the list of files tells: plain files, and governance files that no format reported. Called by classify.ts.
import { changeOfFile } from '../model/change-of-file.ts';
import type { FileFact, ParsedChange } from '../model/change.ts';

/** Any byte of a governance file counts: one whose format saw no change of meaning is a change all the same. */
export function unreportedGovernance(
  files: readonly FileFact[],
  changes: readonly ParsedChange[],
): readonly ParsedChange[] {
  const reported = new Set(changes.flatMap(({ file, previousFile }) => [file, previousFile]));
  return files
    .filter(({ format, path }) => format === 'governance' && !reported.has(path))
    .map((file) => changeOfFile(file, 'governance'));
}
