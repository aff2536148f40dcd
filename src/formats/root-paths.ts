// Paths that count from wherever Terraform is run, as paths of the repository; called by the step that reads a diff.
import { dirname, join } from 'node:path/posix';
import { usersOf } from './references.ts';
import { AT_ROOT } from './terraform/pulled-files.ts';

/**
 * What each file pulls in, with such paths counted from its own folder and from that of everything that leads to it: a
 * module that says `file("rules.json")` reads it in the folder of each root that calls it.
 */
export function withRootPaths(
  references: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const known = new Map<string, readonly string[]>();
  const foldersAbove = (file: string): readonly string[] => {
    const folder = dirname(file);
    const found = known.get(folder) ?? [...new Set([file, ...usersOf(file, references)].map(dirname))];
    known.set(folder, found);
    return found;
  };
  return new Map(
    [...references].map(([file, targets]) => {
      const counted = targets.filter((target) => target.startsWith(AT_ROOT));
      if (counted.length === 0) return [file, targets];
      const resolved = foldersAbove(file).flatMap((folder) =>
        counted.map((target) => join(folder, target.slice(AT_ROOT.length))),
      );
      const plain = targets.filter((target) => !target.startsWith(AT_ROOT));
      return [file, [...new Set([...plain, ...resolved.filter((path) => !path.startsWith('..'))])]];
    }),
  );
}
