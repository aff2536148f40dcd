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
  return {
    readings: leastRecentlyUsed(MOST_CHANGES, projectKey, weightOf),
    references: leastRecentlyUsed(MOST_REFERENCES, fileKey, () => 1),
  };
}

/** Changes carry both states of their resource, some kilobytes each: this is what a worker's memory is spent on. */
const MOST_CHANGES = 10_000;
const MOST_REFERENCES = 8_192;

function weightOf(readings: readonly FileReading[]): number {
  return readings.reduce(
    (sum, reading) => sum + 1 + (reading.kind === 'parsed' ? reading.changes.length : 0),
    0,
  );
}

function leastRecentlyUsed<Key, Value>(
  capacity: number,
  keyOf: (key: Key) => string | null,
  weigh: (value: Value) => number,
): Cache<Key, Value> {
  const known = new Map<string, Value>();
  let total = 0;
  const drop = (key: string): void => {
    const value = known.get(key);
    if (value !== undefined) total -= weigh(value);
    known.delete(key);
  };
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
      if (key === null || weigh(value) > capacity) return;
      drop(key);
      known.set(key, value);
      total += weigh(value);
      for (const oldest of known.keys()) {
        if (total <= capacity) break;
        drop(oldest);
      }
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
