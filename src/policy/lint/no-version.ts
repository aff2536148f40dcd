// Files that do not say which version of the language they are in.
import type { Lint } from './lint.ts';

export const noVersion: Lint = {
  code: 'no-version',
  find: ({ document }) =>
    document.version === undefined ? [{ path: [], message: 'write "version: 1" first' }] : [],
};
