// Globs over files that match no file of the repository: misspelled, or left over.
import { compileGlobs } from '../../model/glob.ts';
import { pathGlobsOf } from './path-globs.ts';
import type { Lint } from './lint.ts';

export const globMatchesNothing: Lint = {
  code: 'glob-matches-nothing',
  find: ({ document, layer, surroundings: { tree } }) => {
    // A floor is for many repositories.
    if (tree === null || layer !== 'repository') return [];
    return pathGlobsOf(document)
      .filter(({ value: { glob, use } }) => !tree.some(compileGlobs([glob], use)))
      .map(({ path, value: { glob } }) => {
        return { path, message: `"${glob}" matches no file of the repository${hintOf(glob, tree)}` };
      });
  },
};

/** What was meant, where the files tell. */
function hintOf(glob: string, tree: readonly string[]): string {
  if (tree.some(compileGlobs([glob], 'tighten')))
    return '; files differ from it in upper and lower case, which counts here';
  const inside = `${glob}/**`;
  return tree.some(compileGlobs([inside], 'tighten')) ? `; for what is in the folder write "${inside}"` : '';
}
