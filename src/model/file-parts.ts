// Which changes are of files and which of infrastructure objects: asked by policy/ and sessions/.
import type { Change } from './change.ts';

/** Formats whose types name parts of one file: the jobs of a workflow are nothing that stands in an account or a cluster. */
const IN_PARTS: ReadonlySet<string> = new Set(['dependabot', 'github-action', 'github-workflow']);

/** A file or a part of one, not a cloud or cluster object that a file describes. */
export function isFile({ type, format }: Pick<Change, 'type' | 'format'>): boolean {
  return type === null || IN_PARTS.has(format);
}
