// Readings of projects and references of files seen before: a push usually changes few files of a pull request. Used by the parser pool.
import { createHash } from 'node:crypto';
import type { Project } from '../../formats/index.ts';
import { canonicalJson } from '../../model/canonical.ts';
import type { FileChange, FileSide } from '../../model/files.ts';

type Cache<Key, Value> = { get(key: Key): Value | null; put(key: Key, value: Value): void };

export type ReadingCache = {
  /** Packed readings. */
  readonly readings: Cache<Project, Uint8Array>;
  readonly references: Cache<FileSide, readonly string[]>;
};

/** Only what blob ids say in full is kept: content that is text or absent. */
export function createReadingCache(): ReadingCache {
  return {
    readings: leastRecentlyUsed(READING_BYTES, projectKey, (packed) => packed.byteLength),
    references: leastRecentlyUsed(REFERENCE_CHARACTERS, fileKey, (paths) => paths.join().length),
  };
}

/** Twelve times the largest pull request of the benchmark. */
const READING_BYTES = 64_000_000;
const REFERENCE_CHARACTERS = 8_000_000;

function leastRecentlyUsed<Key, Value>(
  capacity: number,
  keyOf: (key: Key) => string | null,
  weigh: (value: Value) => number,
): Cache<Key, Value> {
  const known = new Map<string, Value>();
  let total = 0;
  const weightOf = (key: string, value: Value): number => key.length + weigh(value);
  const drop = (key: string): void => {
    const value = known.get(key);
    if (value !== undefined) total -= weightOf(key, value);
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
      if (key === null || weightOf(key, value) > capacity) return;
      drop(key);
      known.set(key, value);
      total += weightOf(key, value);
      for (const oldest of known.keys()) {
        if (total <= capacity) break;
        drop(oldest);
      }
    },
  };
}

function projectKey({ changes, around, copies, substitutes }: Project): string | null {
  if (!changes.every(isKnown) || !around.every(isKnownSide)) return null;
  const key = canonicalJson([
    'project/2',
    changes.map(({ before, after }) => [sideKey(before), sideKey(after)]),
    around.map(sideKey),
    copies ?? null,
    substitutes ?? null,
  ]);
  // A project of thousands of files has a key of hundreds of kilobytes.
  return createHash('sha256').update(key).digest('base64');
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
