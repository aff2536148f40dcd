// Unchanged policy documents that Terraform files name: what stands beside the changes, for what is newly attached or compared. Called by the step that reads a diff.
import type { ParsedChange } from '../model/change.ts';
import { LIMITS } from '../config/limits.ts';
import type { FileSide } from '../model/files.ts';
import type { FileReading } from './format.ts';
import { isTerraformPath } from './terraform/projects.ts';

/** Files that may hold such a document; their content decides. */
const DOCUMENT = /\.(?:json|tpl|tftpl|tmpl)$/i;

/** Those that a Terraform file names; what a changed file names comes first where there are too many. */
export function namedDocuments(
  around: readonly FileSide[],
  references: ReadonlyMap<string, readonly string[]>,
  changed: ReadonlySet<string>,
): readonly FileSide[] {
  const near = around.filter(({ path }) => DOCUMENT.test(path));
  if (near.length === 0) return [];
  const files = [...references].filter(([path]) => isTerraformPath(path));
  const ordered = files.toSorted(([a], [b]) => Number(changed.has(b)) - Number(changed.has(a)));
  const named = new Set(ordered.flatMap(([, targets]) => targets));
  const byPath = new Map(near.map((side) => [side.path, side]));
  return [...named].flatMap((path) => byPath.get(path) ?? []).slice(0, LIMITS.standingDocuments);
}

/** What a document that did not change says, read as if it were new. A file that is more than one document is left out. */
export function asStanding(reading: FileReading | undefined): readonly ParsedChange[] {
  if (reading?.kind !== 'parsed' || reading.format !== 'iam-policy') return [];
  const [only, another] = reading.changes;
  if (only === undefined || another !== undefined) return [];
  return [{ ...only, before: only.after, action: 'update', attributes: [], standing: true }];
}
