// What reads a file of its own module, where the module is another one under the same name; called by `compare`.
import { dirname } from 'node:path/posix';
import { canonicalJson } from '../../model/canonical.ts';
import type { Placed } from './collect.ts';
import type { SourceEntry } from './entries.ts';
import type { Sides } from './repository.ts';

/** The folders where they differ; null where they do not, or where there is one side. */
export function otherFolder({
  before,
  after,
}: Sides<Placed>): { readonly before: string; readonly after: string } | null {
  if (before === null || after === null) return null;
  const [old, now] = [folderOf(before), folderOf(after)];
  return old === now ? null : { before: old, after: now };
}

export function folderOf({ declaration }: Placed): string {
  return dirname(declaration.pieces[0].file);
}

/** `file("${path.module}/policy.json")` is the file of this folder, however it is written. */
export function withFolder(entries: readonly SourceEntry[], folder: string): readonly SourceEntry[] {
  return entries.map((entry): SourceEntry => {
    const source = entry.detail?.() ?? canonicalJson(entry.shown);
    if (!source.includes('path.module')) return entry;
    const detail = (): string =>
      (entry.detail?.() ?? entry.written())
        .replaceAll('${path.module}', folder)
        .replaceAll('path.module', JSON.stringify(folder));
    return { ...entry, compare: { folder, value: entry.compare }, detail };
  });
}
