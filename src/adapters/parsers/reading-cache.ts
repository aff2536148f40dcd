// Readings of projects and references of files seen before: a push usually changes few files of a pull request. Used by the parser pool.
import type { FileReading, Project } from '../../formats/index.ts';
import { canonicalJson } from '../../model/canonical.ts';
import type { FileChange, FileSide } from '../../model/files.ts';

type Cache<Key, Value> = { get(key: Key): Value | null; put(key: Key, value: Value): void };

export type ReadingCache = {
  readonly readings: Cache<Project, readonly FileReading[]>;
  readonly references: Cache<FileSide, readonly string[]>;
};

/** Only what blob ids say in full is kept: content that is text or absent. */
export function createReadingCache(): ReadingCache {
  return { readings: leastRecentlyUsed(512, projectKey), references: leastRecentlyUsed(8_192, fileKey) };
}

function leastRecentlyUsed<Key, Value>(most: number, keyOf: (key: Key) => string | null): Cache<Key, Value> {
  const known = new Map<string, Value>();
  return {
    get(given) {
      const key = keyOf(given);
      const found = key === null ? undefined : known.get(key);
      if (key === null || found === undefined) return null;
      known.delete(key);
      known.set(key, found);
      return found;
    },
    put(given, value) {
      const key = keyOf(given);
      if (key === null) return;
      known.set(key, value);
      const [oldest] = known.keys();
      if (known.size > most && oldest !== undefined) known.delete(oldest);
    },
  };
}

function projectKey({ changes, around }: Project): string | null {
  if (!changes.every(isKnown) || !around.every(isKnownSide)) return null;
  return canonicalJson([
    'project/1',
    changes.map(({ before, after }) => [sideKey(before), sideKey(after)]),
    around.map(sideKey),
  ]);
}

function fileKey(side: FileSide): string | null {
  return isKnownSide(side) ? canonicalJson(['references/1', sideKey(side)]) : null;
}

function sideKey(side: FileSide | null): readonly (string | null)[] | null {
  return side === null ? null : [side.path, side.mode, side.blob];
}

function isKnown({ before, after }: FileChange): boolean {
  return isKnownSide(before) && isKnownSide(after);
}

function isKnownSide(side: FileSide | null): boolean {
  return side === null || (side.content.kind === 'text' && side.path.isWellFormed());
}
