// Changes that only the list of files tells: plain files, and governance files that no format reported. Called by classify.ts.
import { blobAttribute } from '../model/blob-attribute.ts';
import type { FileFact, ParsedChange } from '../model/change.ts';
import type { Action } from '../model/words.ts';

const ACTIONS: Readonly<Record<FileFact['status'], Action>> = {
  added: 'create',
  modified: 'update',
  renamed: 'update',
  removed: 'delete',
};

/** One change for a whole file. */
export function changeOfFile(file: FileFact, format: string): ParsedChange {
  return {
    format,
    file: file.path,
    previousFile: file.previousPath,
    startLine: 1,
    endLine: 1,
    address: file.path,
    type: null,
    action: ACTIONS[file.status],
    attributes: [blobAttribute(file)],
    usedIn: [],
    opaque: false,
    before: null,
    after: null,
  };
}

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
