// Quick ways to changes of a pull request and to what stands beside them: by address, by file, and those that are gone. Called by the files beside.
import { memory } from '../../../model/memory.ts';
import { dirname } from 'node:path/posix';
import type { Diff, ParsedChange } from '../../../model/change.ts';
import { withoutKeys } from '../../../model/terraform-address.ts';

type Index = {
  readonly byAddress: ReadonlyMap<string, readonly ParsedChange[]>;
  readonly gone: ReadonlyMap<string, readonly ParsedChange[]>;
  readonly files: ReadonlyMap<string, readonly ParsedChange[]>;
  /** Managed policies by the names that they have and had. */
  readonly policies: ReadonlyMap<string, readonly ParsedChange[]>;
  /** Changes and what stands beside them, by addresses without keys. */
  readonly things: ReadonlyMap<string, readonly ParsedChange[]>;
};

const known = memory<Diff, Index>();

/** The change with this address in the folder of `at`, which is the module of Terraform; null where it did not change. */
export function changeAt(address: string, at: ParsedChange, diff: Diff): ParsedChange | null {
  return indexOf(diff).byAddress.get(keyOf(at, address))?.[0] ?? null;
}

/**
 * What has this address, changed or standing, in the folder of `at`; else wherever a call leads from there or to there. A module
 * that several roots call has several: whoever asks must take them all.
 */
export function thingsAt(address: string, at: ParsedChange, diff: Diff): readonly ParsedChange[] {
  const found = indexOf(diff).things.get(address) ?? [];
  const near = found.filter(({ file }) => dirname(file) === dirname(at.file));
  return near.length > 0 ? near : found.filter((one) => isJoined(one, at));
}

/** The policy of the account that has this name, changed or standing; empty where none in sight has it. */
export function policiesCalled(name: string, at: ParsedChange, diff: Diff): readonly ParsedChange[] {
  const found = indexOf(diff).policies.get(name) ?? [];
  return found.filter((one) => one.file === at.file || isJoined(one, at));
}

/** One root leads to both. */
function isJoined(one: ParsedChange, other: ParsedChange): boolean {
  const folders = new Set([one.file, ...one.usedIn].map((path) => dirname(path)));
  return [other.file, ...other.usedIn].some((path) => folders.has(dirname(path)));
}

/** What has this address in the file of `at`, which is the stack of a template; null where it is not in sight. */
export function changeInFile(address: string, at: ParsedChange, diff: Diff): ParsedChange | null {
  const found = indexOf(diff).things.get(address) ?? [];
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

/** The policy at the root of a file, changed or standing. */
export function policyOfFile(path: string, diff: Diff): ParsedChange | null {
  return indexOf(diff).files.get(path)?.[0] ?? null;
}

function indexOf(diff: Diff): Index {
  const index = known.get(diff) ?? createIndex(diff);
  known.set(diff, index);
  return index;
}

function createIndex(diff: Diff): Index {
  const all = [...diff.changes, ...(diff.standing ?? [])];
  return {
    policies: new Map(
      [
        ...Map.groupBy(
          all.flatMap((change) => policyNames(change).map((name) => ({ name, change }))),
          ({ name }) => name,
        ),
      ].map(([name, found]) => [name, found.map(({ change }) => change)]),
    ),
    byAddress: Map.groupBy(diff.changes, (change) => keyOf(change, change.address)),
    gone: Map.groupBy(
      diff.changes.filter(({ after }) => after === null),
      (change) => keyOf(change, change.type ?? ''),
    ),
    files: Map.groupBy(
      all.filter(({ format }) => format === 'iam-policy'),
      ({ file }) => file,
    ),
    things: Map.groupBy(all, ({ address }) => withoutKeys(address)),
  };
}

const POLICY = /^(?:aws_iam_policy|AWS::IAM::ManagedPolicy)$/;

function policyNames({ type, before, after }: ParsedChange): readonly string[] {
  if (!POLICY.test(type ?? '')) return [];
  const names = [before, after].map((state) => (state?.['name'] ?? state?.['ManagedPolicyName'])?.value);
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}

function keyOf({ file }: ParsedChange, name: string): string {
  return `${dirname(file)} ${name}`;
}
