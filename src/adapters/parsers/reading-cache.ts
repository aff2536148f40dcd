// Readings of file pairs seen before: a push usually changes few files of a pull request. Used by the parser pool.
import type { FileReading } from '../../formats/index.ts';
import { canonicalJson } from '../../model/canonical.ts';
import type { FileChange, FileSide } from '../../model/files.ts';

const MOST = 512;

export type ReadingCache = {
  get(change: FileChange): FileReading | null;
  put(change: FileChange, reading: FileReading): void;
};

/** Least recently used out. Only pairs whose content is text or absent: their blob ids say everything. */
export function readingCache(): ReadingCache {
  const known = new Map<string, FileReading>();
  return {
    get(change) {
      const key = keyOf(change);
      const found = key === null ? undefined : known.get(key);
      if (key === null || found === undefined) return null;
      known.delete(key);
      known.set(key, found);
      return found;
    },
    put(change, reading) {
      const key = keyOf(change);
      if (key === null) return;
      known.set(key, reading);
      const [oldest] = known.keys();
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
    },
  };
}

function keyOf({ before, after }: FileChange): string | null {
  if (!isKnown(before) || !isKnown(after)) return null;
  return canonicalJson(['reading/1', sideKey(before), sideKey(after)]);
}

function sideKey(side: FileSide | null): readonly (string | null)[] | null {
  return side === null ? null : [side.path, side.mode, side.blob];
}

function isKnown(side: FileSide | null): boolean {
  return side === null || (side.content.kind === 'text' && side.path.isWellFormed());
}
