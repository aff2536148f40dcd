// Finding rule: the lock of the providers changes in a way that no configuration asks for. Listed in registry.ts.
import { memory } from '../../model/memory.ts';
import type { Diff, FileFact, ParsedChange } from '../../model/change.ts';
import type { DiffRule, Hit, PlacedHit } from '../finding.ts';
import { isLockFile, lockedProvider, lockEntryOf } from '../supply/lock-entries.ts';
import type { LockEntry } from '../supply/lock-entries.ts';
import { makerOf, parseProviderSource } from '../supply/provider-source.ts';

export const lockFileMismatch: DiffRule = {
  on: 'diff',
  id: 'lock-file-mismatch',
  title: 'Provider lock that does not fit',
  severity: 'medium',
  confidence: 'high',
  why: 'The lock file holds the checksums that keep a provider from being exchanged for another program. Other checksums for the same version, none of the kind that is checked, or no lock at all let whatever the registry or a mirror hands out run with the plan. A lock that the pull request leaves as it is is not compared with a new provider: that provider is the finding provider-source-changed.',
  remedy:
    'Run `terraform init` and `terraform providers lock` on a clean checkout, and change the lock together with the version it is for.',
  check: (diff) => [
    ...diff.files.filter(({ path }) => isLockFile(path)).flatMap(removed),
    ...diff.changes
      .filter(({ file }) => isLockFile(file))
      .flatMap((change) =>
        hitsOf(change, diff).map((hit) => ({ ...hit, file: change.file, address: change.address })),
      ),
  ],
};

function removed({ path, status }: FileFact): readonly PlacedHit[] {
  if (status !== 'removed') return [];
  const message = 'The lock file is deleted: from now on any build of a provider is taken.';
  return [{ message, line: null, file: path, address: null }];
}

function hitsOf(change: ParsedChange, diff: Diff): readonly Hit[] {
  const after = lockEntryOf(change, 'after');
  if (after === null) return [];
  const before = lockEntryOf(change, 'before');
  const name = lockedProvider(change);
  if (before === null) return added(name, { change, after, diff });
  return before.version === after.version
    ? rehashed(name, before, after)
    : moved(name, { change, before, after, diff });
}

/** One checksum that fits suffices when a provider is installed, so every one that comes lets another program in. */
function rehashed(name: string, before: LockEntry, after: LockEntry): readonly Hit[] {
  const lost = before.hashes.filter((hash) => !after.hashes.includes(hash));
  const fresh = after.hashes.filter((hash) => !before.hashes.includes(hash));
  const line = after.hashesLine;
  if (fresh.length > 0 && lost.length === before.hashes.length && lost.length > 0) {
    const message = `${name} keeps its version and gets other checksums: another program stands under the same name.`;
    return [{ message, line, severity: 'high' }];
  }
  if (fresh.length > 0 && lost.length > 0) {
    return [{ message: `${name} keeps its version, and some of its checksums are exchanged.`, line }];
  }
  if (fresh.length > 0) {
    const message = `${name} keeps its version and gets more checksums, as for another platform.`;
    return [{ message, line, severity: 'low' }];
  }
  const isLocal = (hash: string): boolean => hash.startsWith('h1:');
  if (before.hashes.some(isLocal) && !after.hashes.some(isLocal)) {
    return [
      { message: `${name} loses every \`h1:\` checksum: what is unpacked is no longer checked.`, line },
    ];
  }
  return lost.length === 0
    ? []
    : [{ message: `${name} loses some of its checksums.`, line, severity: 'low' }];
}

type Locked = { readonly change: ParsedChange; readonly after: LockEntry; readonly diff: Diff };

function moved(
  name: string,
  { change, before, after, diff }: Locked & { readonly before: LockEntry },
): readonly Hit[] {
  const { line } = after;
  const [old, now] = [before.version ?? 'no version', after.version ?? 'no version'];
  if (isOlder(old, now)) return [{ message: `${name} goes back from ${old} to ${now}.`, line }];
  if (isAskedFor(change, diff) || before.constraints !== after.constraints) return [];
  const message = `${name} goes from ${old} to ${now}, and no configuration here asks for it.`;
  return [{ message, line, severity: 'low' }];
}

function added(name: string, { change, after, diff }: Locked): readonly Hit[] {
  const source = parseProviderSource(name);
  const known = source !== null && makerOf(source) === 'known';
  if (isAskedFor(change, diff) || known) return [];
  const message = `${name} is locked, and no configuration here asks for it.`;
  return [{ message, line: after.line }];
}

/** Anything of Terraform in the folder or below: a module may bring the requirement. */
function isAskedFor({ file }: ParsedChange, diff: Diff): boolean {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  return askingFiles(diff).some((path) => path.startsWith(folder));
}

const known = memory<Diff, readonly string[]>();

/** Files of configuration that may ask for a provider, and those that they are used in. */
function askingFiles(diff: Diff): readonly string[] {
  const files =
    known.get(diff) ??
    diff.changes
      .filter(({ type, file }) => ASKING.has(type ?? '') && !isLockFile(file))
      .flatMap(({ file, usedIn }) => [file, ...usedIn]);
  known.set(diff, files);
  return files;
}

const ASKING: ReadonlySet<string> = new Set(['terraform', 'module', 'provider', 'required_providers']);

function isOlder(before: string, after: string): boolean {
  const [old, now] = [before, after].map((version) => (version.match(/\d{1,9}/g) ?? []).map(Number));
  if (old === undefined || now === undefined || old.length === 0 || now.length === 0) return false;
  const at = old.findIndex((number, index) => number !== now[index]);
  return at >= 0 && (now[at] ?? 0) < (old[at] ?? 0);
}
