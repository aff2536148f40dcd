// One change for a whole file of which nothing else is said; used by formats/ and classify/.
import { blobAttribute } from './blob-attribute.ts';
import type { FileFact, ParsedChange } from './change.ts';
import type { Action } from './words.ts';

const ACTIONS: Readonly<Record<FileFact['status'], Action>> = {
  added: 'create',
  modified: 'update',
  renamed: 'update',
  removed: 'delete',
};

/** `format`: id of the format that recognised it. */
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
