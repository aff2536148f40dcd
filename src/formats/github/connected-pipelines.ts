// Workflows and actions that call each other: what has to be read where one of them changes. Asked by the step that reads a diff.
import { dirname } from 'node:path/posix';
import type { ParsedChange } from '../../model/change.ts';
import type { FileReading } from '../format.ts';
import { covers } from '../references.ts';

/** A workflow, or the definition of an action. */
export function isPipeline(path: string): boolean {
  return /^\.github\/workflows\/[^/]+\.ya?ml$/i.test(path) || /(?:^|\/)action\.ya?ml$/i.test(path);
}

/**
 * Those of `paths` that a changed pipeline calls or is called by, however long the chain and in whichever direction; the nearest
 * first. What one hands to the next may come back out of it.
 */
export function connectedPipelines(
  changed: readonly string[],
  paths: readonly string[],
  references: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const own = changed.filter(isPipeline);
  const all = [...new Set([...own, ...paths.filter(isPipeline)])];
  // The checkout may lie in any folder.
  const names = (target: string, path: string): boolean =>
    covers(target, path) || (path.includes('/') && target.endsWith(`/${dirname(path)}/`));
  const calls = (from: string, to: string): boolean =>
    (references.get(from) ?? []).some((target) => names(target, to));
  const found = new Set(own);
  for (const path of found)
    for (const other of all)
      if (!found.has(other) && (calls(path, other) || calls(other, path))) found.add(other);
  return [...found].filter((path) => !own.includes(path));
}

/** What a pipeline that did not change says, read as if it were new. */
export function asStandingPipeline(reading: FileReading | undefined): readonly ParsedChange[] {
  if (reading?.kind !== 'parsed' || !/^github-(?:workflow|action)$/.test(reading.format)) return [];
  return reading.changes
    .filter(({ opaque }) => !opaque)
    .map((part) => ({ ...part, before: part.after, action: 'update', attributes: [], standing: true }));
}
