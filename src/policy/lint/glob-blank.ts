// Globs over files with a blank before or behind them: quoted text keeps it, and no file has such a name.
import { pathGlobsOf } from './path-globs.ts';
import type { Lint } from './lint.ts';

export const globBlank: Lint = {
  code: 'glob-blank',
  find: ({ document }) =>
    pathGlobsOf(document)
      .filter(({ value: { glob } }) => glob.trim() !== glob)
      .map(({ path, value: { glob } }) => ({ path, message: `"${glob}" begins or ends with a blank` })),
};
