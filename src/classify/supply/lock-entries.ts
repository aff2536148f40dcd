// What a dependency lock file pins of one provider, on both sides: read by rules/lock-file-mismatch.ts. The form of the file:
// https://developer.hashicorp.com/terraform/language/files/dependency-lock
import type { ParsedChange } from '../../model/change.ts';
import { childOf, treeOf } from '../state-tree.ts';
import { textOf, textsOf } from '../values.ts';

export type LockEntry = {
  readonly version: string | null;
  readonly constraints: string | null;
  /** `h1:…` of the unpacked provider, `zh:…` of its archives. */
  readonly hashes: readonly string[];
  /** 1-based. */
  readonly line: number;
  readonly hashesLine: number;
};

export function isLockFile(path: string): boolean {
  return /(?:^|\/)\.terraform\.lock\.hcl$/i.test(path);
}

/** Null where the side has no entry, or the change speaks of the file as a whole. */
export function lockEntryOf(change: ParsedChange, side: 'before' | 'after'): LockEntry | null {
  if (!isLockFile(change.file) || change[side] === null) return null;
  const tree = treeOf(change[side]);
  const hashes = childOf(tree, 'hashes');
  const version = childOf(tree, 'version');
  if (hashes === undefined && version === undefined) return null;
  return {
    version: textOf(version),
    constraints: textOf(childOf(tree, 'constraints')),
    hashes: textsOf(hashes).known,
    line: version?.line ?? tree.line,
    hashesLine: hashes?.line ?? tree.line,
  };
}

/** The address of the provider in an address like `provider["registry.terraform.io/hashicorp/aws"]`. */
export function lockedProvider({ address }: ParsedChange): string {
  return /[\w.:-]+\/[\w.-]+\/[\w.-]+/.exec(address)?.[0] ?? address;
}
