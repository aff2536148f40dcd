// How V8 collects garbage in this process. Called by the entries, before any work.
import { setFlagsFromString } from 'node:v8';

/**
 * Where much of what one place of the code makes outlives a minor collection, V8 makes the rest of it old from the start.
 * Here that guess is wrong: what lives at such a moment is the pull request that is being decided, and it is over a few
 * milliseconds later. Made old it stays until a major collection, and keeps all alive that it holds, so that each minor one
 * copies whole pull requests (decision 22). A flag of V8 and not of Node: no option of a thread or a package script says it.
 */
export function makeNothingOld(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
