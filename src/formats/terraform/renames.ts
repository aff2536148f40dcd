// Files that have another name in the head, where the name means nothing; asked by `compare`.
import { extname } from 'node:path/posix';
import { moduleOf, sourceKind } from './source-kind.ts';

export type Renames = {
  /** The base's name of a file of the head that had another one; null where it had not. */
  oldNameOf(path: string): string | null;
  /** The head's name of a file of the base, where it is the same part of the same module. */
  newNameOf(path: string): string | null;
};

/** A changed file under its names on both sides, whatever reads it there. */
export type FileNames = { readonly from: string | null; readonly to: string | null };

export function createRenames(names: readonly FileNames[]): Renames {
  const pairs = names.flatMap(({ from, to }) =>
    from === null || to === null || from === to ? [] : [[from, to] as const],
  );
  const old = new Map(pairs.map(([from, to]) => [to, from]));
  const now = new Map(pairs.filter(([from, to]) => isSamePart(from, to)));
  return { oldNameOf: (path) => old.get(path) ?? null, newNameOf: (path) => now.get(path) ?? null };
}

/**
 * Files that Terraform merges with their neighbours, so that their names mean nothing: no override file, which overrides;
 * no variables file, which is chosen by name; and none that Terraform passes over, since renaming it switches it on or off.
 */
export function isSamePart(from: string, to: string): boolean {
  const [old, now] = [sourceKind(from), sourceKind(to)];
  const isPlain = [old, now].every(
    (kind) => kind?.holds === 'configuration' && kind.automatic && !kind.overrides,
  );
  return isPlain && moduleOf(from) === moduleOf(to) && extname(from) === extname(to);
}
