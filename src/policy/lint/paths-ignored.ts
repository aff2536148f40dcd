// Paths that a rule or an environment names and `paths.ignore` takes away.
import { covers } from './covers.ts';
import type { Lint, Warning } from './lint.ts';
import { conditionsOf, members, placed } from './walk.ts';
import type { Path } from '../locate.ts';

export const pathsIgnored: Lint = {
  code: 'paths-ignored',
  find: ({ document, documents }) => {
    // Only the highest layer may ignore.
    const ignored = documents[0]?.paths?.ignore ?? [];
    const areas = [
      ...conditionsOf(document)
        .filter(({ path }) => !path.includes('not'))
        .map(({ path, value }) => ({ path: [...path, 'paths'], globs: value.paths })),
      ...members(document.environments, ['environments']).map(({ path, value }) => ({
        path: [...path, 'match', 'paths'],
        globs: value.match?.paths,
      })),
      ...placed(document.resource_owners, ['resource_owners']).map(({ path, value }) => ({
        path: [...path, 'paths'],
        globs: value.paths,
      })),
    ];
    return areas.flatMap(({ path, globs }) => warningFor(path, globs ?? [], ignored));
  },
};

function warningFor(path: Path, globs: readonly string[], ignored: readonly string[]): readonly Warning[] {
  const by = globs.map((glob) => ignored.find((pattern) => takesAway(pattern, glob)));
  if (globs.length === 0 || by.includes(undefined)) return [];
  const patterns = [...new Set(by)].map((pattern) => `"${pattern}"`).join(', ');
  return [{ path, message: `"paths.ignore" takes away all that is named here (${patterns})` }];
}

/** What governs is never ignored. */
function takesAway(pattern: string, glob: string): boolean {
  return !/^\.github\//i.test(glob) && covers(pattern, glob);
}
