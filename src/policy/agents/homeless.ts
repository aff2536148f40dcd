// Changes that are in no environment and need not be. Asked wherever limits of agents are.
import type { Change } from '../../model/change.ts';
import { isFile } from '../../model/file-parts.ts';

/** Files, not infrastructure: governance, pipeline and plain files that belong to no environment are not "outside". */
export function isHomeless(change: Change): boolean {
  const { environment, kinds, opaque } = change;
  if (environment !== null || !isFile(change)) return false;
  return (
    kinds.includes('governance') ||
    kinds.includes('pipeline') ||
    (!opaque && kinds.every((kind) => kind === 'other'))
  );
}
