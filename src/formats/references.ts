// Which files take effect through which others: the folder a Kustomize overlay names, the action a workflow uses.
import { dirname, join } from 'node:path/posix';
import type { FileFact, ParsedChange, Unreadable } from '../model/change.ts';
import type { FileSide } from '../model/files.ts';
import { formatFileOf } from './format-file.ts';
import { mayBeRun } from './github/programs-run.ts';
import { FORMATS, recognise } from './registry.ts';

/** What one file pulls in, see `Format.pullsIn`. Run in the parser workers. Total. */
export function referencesOf(side: FileSide): readonly string[] {
  if (side.content.kind === 'symlink') return linkTarget(side.path, side.content.target);
  if (side.content.kind !== 'text' || FORMATS.every((format) => format.pullsIn === undefined)) return [];
  try {
    const file = formatFileOf(side);
    return recognise(file)?.format.pullsIn?.(file) ?? [];
  } catch {
    return [];
  }
}

/** A link is another name of what it points at; outside of the repository there is nothing to know. */
function linkTarget(path: string, target: string): readonly string[] {
  const named = join(dirname(path), target);
  return target.startsWith('/') || named.startsWith('..') ? [] : [named];
}

/**
 * Changes with the files they are used in, however long the chain: a base of an overlay of a cluster. Terraform follows
 * its modules itself, one instance at a time.
 */
export function usedIn(
  changes: readonly ParsedChange[],
  references: ReadonlyMap<string, readonly string[]>,
): readonly ParsedChange[] {
  const known = new Map<string, readonly string[]>();
  const users = (path: string): readonly string[] => {
    const cached = known.get(path) ?? usersOf(path, references);
    known.set(path, cached);
    return cached;
  };
  return changes.map((change) => {
    if (change.format === 'terraform') return change;
    const files = [...new Set([...change.usedIn, ...users(change.file)])].toSorted();
    return files.length === change.usedIn.length ? change : { ...change, usedIn: files };
  });
}

/** The same of files that could not be read. */
export function unreadableUsedIn(
  unreadable: readonly Unreadable[],
  references: ReadonlyMap<string, readonly string[]>,
): readonly Unreadable[] {
  return unreadable.map((one) => {
    const files = usersOf(one.file, references).toSorted();
    return files.length === 0 ? one : { ...one, usedIn: files };
  });
}

/** Files that pull in a path, directly or through others. */
export function usersOf(path: string, references: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found = new Set<string>();
  const queue = [path];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const [file, targets] of references) {
      if (file === path || found.has(file) || !targets.some((target) => covers(target, next))) continue;
      found.add(file);
      queue.push(file);
    }
  }
  return [...found];
}

/** A folder also covers what stands in its place: a submodule or a link. `*` is any part of a path. */
export function covers(target: string, path: string): boolean {
  const star = target.indexOf('*');
  if (star >= 0 && path.startsWith(target.slice(0, star)) && path.endsWith(target.slice(star + 1)))
    return true;
  return target === path || (target.endsWith('/') && `${path}/`.startsWith(target));
}

/** Files that no format reads, with the workflows that run them: under every name they had. */
export function ranByWorkflows(
  files: readonly FileFact[],
  references: ReadonlyMap<string, readonly string[]>,
): readonly FileFact[] {
  return files.map((file) => {
    if (file.format !== null) return file;
    const names = file.previousPath === null ? [file.path] : [file.path, file.previousPath];
    // A pull request may hold thousands of other files, and each would be looked for in every reference.
    const users = names.filter(mayBeRun).flatMap((name) => usersOf(name, references));
    const runIn = [...new Set(users)].filter((user) => /^\.github\/workflows\//i.test(user)).toSorted();
    return runIn.length === 0 ? file : { ...file, runIn };
  });
}
