// Globs that begin with `!`: elsewhere that turns a glob round, here it is a letter as any other.
import type { Lint } from './lint.ts';
import { pathGlobsOf } from './path-globs.ts';

export const globIsText: Lint = {
  code: 'glob-is-text',
  find: ({ document }) =>
    pathGlobsOf(document)
      .filter(({ value: { glob } }) => /^!(?!\()/.test(glob))
      .map(({ path, value: { glob } }) => ({
        path,
        message: `"${glob}" means files whose names begin with "!", and leaves nothing out`,
      })),
};
