// `paths` below the highest layer: a repository does not look away from what its floor governs.
import type { Lint } from './lint.ts';

export const pathsWithoutEffect: Lint = {
  code: 'paths-without-effect',
  find: ({ document, documents }) => {
    if (document === documents[0]) return [];
    return (['ignore', 'inert'] as const)
      .filter((key) => (document.paths?.[key] ?? []).length > 0)
      .map((key) => ({
        path: ['paths', key],
        message: `"paths.${key}" has no effect under a floor, which alone says what is looked away from`,
      }));
  },
};
