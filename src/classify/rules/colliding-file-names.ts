// Finding rule: two files of the pull request have one name for some file systems. Listed in registry.ts.
import type { DiffRule } from '../finding.ts';

export const collidingFileNames: DiffRule = {
  on: 'diff',
  id: 'colliding-file-names',
  title: 'Two files with one name',
  severity: 'high',
  confidence: 'high',
  why: 'Names that differ only in case, or in how an accent is written, are one file on Windows and macOS and two on Linux. Whoever reviews one may deploy the other.',
  remedy: 'Give the files names that differ in more than case or accents.',
  check: ({ files }) => {
    const standing = files.filter(({ status }) => status !== 'removed').map(({ path }) => path);
    const byName = Map.groupBy(standing, (path) => path.normalize('NFC').toLowerCase());
    return [...byName.values()].flatMap(([first, ...others]) =>
      others.map((path) => ({
        message: `${path} and ${first ?? ''} are one file where case or accents do not count.`,
        line: null,
        file: path,
        address: null,
      })),
    );
  },
};
