// Quick ways to changes of a pull request: by address in a folder, by file, and those that are gone. Called by the files beside.
import { dirname } from 'node:path/posix';
import type { Diff, ParsedChange } from '../../../model/change.ts';

type Index = {
  readonly byAddress: ReadonlyMap<string, readonly ParsedChange[]>;
  readonly gone: ReadonlyMap<string, readonly ParsedChange[]>;
  readonly files: ReadonlyMap<string, readonly ParsedChange[]>;
};

const known = new WeakMap<Diff, Index>();

/** The change with this address in the folder of `at`, which is the module of Terraform; null where it did not change. */
export function changeAt(address: string, at: ParsedChange, diff: Diff): ParsedChange | null {
  return indexOf(diff).byAddress.get(keyOf(at, address))?.[0] ?? null;
}

/** The change with this address in the file of `at`, which is the stack of a template; null where it did not change. */
export function changeInFile(address: string, at: ParsedChange, diff: Diff): ParsedChange | null {
  const found = indexOf(diff).byAddress.get(keyOf(at, address)) ?? [];
  return found.find(({ file }) => file === at.file) ?? null;
}

/** What a resource of a template that is gone is now: the same name and sort of thing by another maker's type. */
export function successorOf(gone: ParsedChange, diff: Diff): ParsedChange | null {
  if (gone.format !== 'cloudformation' || gone.after !== null) return null;
  const found = indexOf(diff).byAddress.get(keyOf(gone, gone.address)) ?? [];
  const isSame = (one: ParsedChange): boolean =>
    one.file === gone.file && one.before === null && sortOf(one.type) === sortOf(gone.type);
  return found.find(isSame) ?? null;
}

/** `Policy` of `AWS::Organizations::Policy`. */
function sortOf(type: string | null): string {
  return (type ?? '').replace(/^.*::/, '');
}

/** Changes of this type in the folder of `at` that are deletions. */
export function goneBeside(at: ParsedChange, diff: Diff): readonly ParsedChange[] {
  return indexOf(diff).gone.get(keyOf(at, at.type ?? '')) ?? [];
}

/** The policy at the root of a file. */
export function policyOfFile(path: string, diff: Diff): ParsedChange | null {
  return indexOf(diff).files.get(path)?.[0] ?? null;
}

function indexOf(diff: Diff): Index {
  const index = known.get(diff) ?? {
    byAddress: Map.groupBy(diff.changes, (change) => keyOf(change, change.address)),
    gone: Map.groupBy(
      diff.changes.filter(({ after }) => after === null),
      (change) => keyOf(change, change.type ?? ''),
    ),
    files: Map.groupBy(
      diff.changes.filter(({ format }) => format === 'iam-policy'),
      ({ file }) => file,
    ),
  };
  known.set(diff, index);
  return index;
}

function keyOf({ file }: ParsedChange, name: string): string {
  return `${dirname(file)} ${name}`;
}
