// Plain files that a Terraform configuration reads: data for people, configuration for Terraform. Called by the step that reads a diff.
import { blobAttribute } from '../model/blob-attribute.ts';
import type { Diff, FileFact, ParsedChange } from '../model/change.ts';
import { isForPeople } from './around.ts';
import { usersOf } from './references.ts';
import { isTerraformPath } from './terraform/projects.ts';

const FORMAT = 'terraform-input';
const ACTIONS = { added: 'create', removed: 'delete', modified: 'unknown', renamed: 'unknown' } as const;

/**
 * `firewall.json` that `jsondecode(file("firewall.json"))` reads is no format of its own, and still decides what is built.
 * What it means is not evaluated, so it is a change that people must read.
 */
export function withTerraformInputs(diff: Diff, references: ReadonlyMap<string, readonly string[]>): Diff {
  const inputs = diff.files.filter((file) => file.format === null && readersOf(file, references).length > 0);
  if (inputs.length === 0) return diff;
  const read = new Set(inputs);
  return {
    ...diff,
    files: diff.files.map((file) => (read.has(file) ? { ...file, format: FORMAT } : file)),
    changes: [...diff.changes, ...inputs.map((file) => changeOf(file, readersOf(file, references)))],
  };
}

function readersOf(
  { path, previousPath }: FileFact,
  references: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const names = (previousPath === null ? [path] : [path, previousPath]).filter((name) =>
    isInput(name, references),
  );
  const users = names.flatMap((name) => usersOf(name, references)).filter(isTerraformPath);
  return [...new Set(users)].toSorted();
}

/** A call of a module names its whole folder, and reads the README in it only where something says so. */
function isInput(path: string, references: ReadonlyMap<string, readonly string[]>): boolean {
  return !isForPeople(path) || references.values().some((targets) => targets.includes(path));
}

function changeOf(file: FileFact, usedIn: readonly string[]): ParsedChange {
  return {
    format: FORMAT,
    file: file.path,
    previousFile: file.previousPath,
    startLine: 1,
    endLine: 1,
    address: file.path,
    type: null,
    action: ACTIONS[file.status],
    attributes: [blobAttribute(file)],
    usedIn,
    opaque: true,
    before: null,
    after: null,
  };
}
