// From anything (a parsed value, a line of text, a stored row) to an entry or the reason why it is none. Used by verify and export.
import type { Entry } from '../model/entry.ts';
import { entryHash } from '../model/seal.ts';
import { hashOfLine, isCanonicalLine } from './canonical-line.ts';
import type { StoredEntry } from './store.ts';

export type MalformedEntry = {
  readonly kind: 'malformed';
  /** Where the item says it stands, as far as that can be told. */
  readonly chain: string | null;
  readonly seq: number | null;
  readonly why: string;
};

/** `computed` is the hash that the content gives, null when it has no canonical form (a lone surrogate, say). */
export type EntryReading =
  | { readonly kind: 'entry'; readonly entry: Entry; readonly computed: string | null }
  | MalformedEntry;

type Shape = { readonly [field: string]: (value: unknown) => boolean };

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isHash = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isPositive = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;
const isObject = (value: unknown): value is { readonly [field: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const orNull =
  (check: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === null || check(value);

const SUBJECT: Shape = {
  repository: isText,
  repositoryId: isPositive,
  pull: orNull(isPositive),
  head: orNull(isText),
};

/** Types are not held to today's list: a newer server may know more, and integrity does not depend on it. */
const ENTRY: Shape = {
  v: (value) => value === 1,
  chain: isText,
  seq: isPositive,
  ts: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value),
  type: isText,
  subject: (value) => isObject(value) && shapeProblem(value, SUBJECT) === null,
  actor: isText,
  data: isObject,
  prev: isHash,
  hash: isHash,
};

/** Understand one item: a string is taken as a line of exported JSON, anything else as a parsed value. Total. */
export function readEntry(item: unknown): EntryReading {
  return typeof item === 'string' ? readLine(item) : readValue(item, hashOfValue);
}

/** Queries trust the columns of a row: an altered `pull` would hide an entry from its page without touching the text. */
export function readStoredEntry(row: StoredEntry): EntryReading {
  const reading = readLine(row.body);
  if (reading.kind === 'malformed') return { ...reading, chain: row.chain, seq: row.seq };
  const { chain, seq, subject } = reading.entry;
  if (chain === row.chain && seq === row.seq && subject.pull === row.pull) return reading;
  return malformed(row, 'its columns contradict its text');
}

/**
 * A line must be canonical JSON. `JSON.parse` keeps the last of two equal keys, so without this rule a line could
 * show one value to a reader and another to the hash.
 */
function readLine(text: string): EntryReading {
  try {
    const value: unknown = JSON.parse(text);
    if (!isCanonicalLine(text, value)) return malformed(value, 'it is not canonical JSON');
    return readValue(value, () => hashOfLine(text));
  } catch {
    return malformed(null, 'it is not JSON that an entry could be');
  }
}

function readValue(value: unknown, hash: (entry: Entry) => string | null): EntryReading {
  const problem = isObject(value) ? shapeProblem(value, ENTRY) : 'it is not a JSON object';
  if (problem !== null) return malformed(value, problem);
  return { kind: 'entry', entry: value as Entry, computed: hash(value as Entry) };
}

function hashOfValue(entry: Entry): string | null {
  const { hash: _, ...rest } = entry;
  try {
    return entryHash(rest);
  } catch {
    return null;
  }
}

function shapeProblem(value: { readonly [field: string]: unknown }, shape: Shape): string | null {
  const unknown = Object.keys(value).find((field) => !Object.hasOwn(shape, field));
  if (unknown !== undefined) return 'it has a field that entries do not have';
  const wrong = Object.keys(shape).find((field) => shape[field]?.(value[field]) !== true);
  return wrong === undefined ? null : `its field ${wrong} is missing or malformed`;
}

function malformed(value: unknown, why: string): MalformedEntry {
  const { chain, seq } = isObject(value) ? value : {};
  return {
    kind: 'malformed',
    chain: isText(chain) ? (chain as string) : null,
    seq: isPositive(seq) ? (seq as number) : null,
    why,
  };
}
