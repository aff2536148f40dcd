// Globs that end in the name of a folder: they match a file of that name, and nothing that is inside.
import { pathGlobsOf } from './path-globs.ts';
import type { Lint } from './lint.ts';

/** Signs of a glob, the dot of an ending, and capitals as in `Makefile`. */
const OTHER_THAN_FOLDER = /[*?[\]{}()!+@.A-Z]/;

export const globNamesFolder: Lint = {
  code: 'glob-names-folder',
  find: ({ document, layer, surroundings: { tree } }) => {
    // Where the files are known, they tell (`glob-matches-nothing`).
    if (tree !== null && layer === 'repository') return [];
    return pathGlobsOf(document)
      .filter(({ value: { glob } }) => !OTHER_THAN_FOLDER.test(glob.slice(glob.lastIndexOf('/') + 1)))
      .map(({ path, value: { glob } }) => ({
        path,
        message: `"${glob}" is a file of that name; for what is in the folder write "${glob}/**"`,
      }));
  },
};
