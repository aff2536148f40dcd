// A stored line of JSON: whether it is canonical, and the hash of its entry, without building the canonical text again. Used by entry.ts.
import { canonicalJson, sha256Hex } from '../model/canonical.ts';

/** Is `text` the canonical JSON of `value`, which was parsed from it? */
export function isCanonicalLine(text: string, value: unknown): boolean {
  return isPlainlyCanonical(text, value) || canonicalJson(value) === text;
}

/**
 * `entryHash` of an entry whose canonical JSON is `text`: the text without its hash field. Behind that field stand only
 * `prev` to `v`, none of which can hold `,"hash":"` (inside a string, quotes are escaped), so the last one is ours.
 */
export function hashOfLine(text: string): string {
  const start = text.lastIndexOf(',"hash":"');
  const end = text.indexOf('"', start + ',"hash":"'.length);
  return sha256Hex(text.slice(0, start) + text.slice(end + 1));
}

/**
 * The quick proof, several times faster than canonicalising: the engine writes the same text, the keys are in order,
 * and no lone surrogate was escaped. It fails on keys that look like array indexes, which are left to the slow one.
 */
function isPlainlyCanonical(text: string, value: unknown): boolean {
  return JSON.stringify(value) === text && !text.includes('\\ud') && keysInOrder(value);
}

function keysInOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(keysInOrder);
  let before = '';
  for (const [key, member] of Object.entries(value)) {
    if (key < before || !keysInOrder(member)) return false;
    before = key;
  }
  return true;
}
