// The two sides of a resource and what differs between them; used by the formats that understand attributes.
import type { Attribute, ResourceState } from '../model/change.ts';
import type { JsonValue } from '../model/json.ts';
import { sameJson } from '../model/same-json.ts';
import { ANOTHER_SENSITIVE } from '../model/words.ts';
import { SENSITIVE } from './sensitive.ts';
import { withDoubt } from './with-doubt.ts';

/** One attribute of one side. `compare` may hold secrets and never leaves this stage; `shown` is already masked. */
export type Entry = {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly compare: JsonValue;
  readonly shown: JsonValue;
  readonly sensitive: boolean;
  /** Lines of what stands inside the value, by its path there. */
  readonly lines?: Readonly<Record<string, number>>;
  /** See ResourceState. */
  readonly assumed?: true;
  /** It only tells in which order the elements of a list stand (see `alignEntries`): no part of the resource. */
  readonly tellsOrder?: true;
};

/** What differs, ordered by line and path. Compared before masking: a changed secret shows as a change without values. */
export function compareEntries(before: readonly Entry[], after: readonly Entry[]): readonly Attribute[] {
  const old = new Map(before.map((entry) => [entry.path, entry]));
  const now = new Map(after.map((entry) => [entry.path, entry]));
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  return paths
    .filter((path) => !areSame(old.get(path), now.get(path)))
    .map((path) => attribute(path, old.get(path), now.get(path)))
    .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.path < b.path ? -1 : 1));
}

/**
 * All attributes of one side by path, for rules that judge a whole resource. What is sensitive on the other side is so
 * here too: taking the mark `sensitive` away must not print the secret.
 */
export function toState(
  entries: readonly Entry[],
  other: readonly Entry[],
  side: 'before' | 'after' = 'after',
): ResourceState {
  const marked = new Set(other.filter((entry) => entry.sensitive).map((entry) => entry.path));
  const others = new Map(other.map((entry) => [entry.path, entry]));
  return Object.fromEntries(
    entries
      .filter(({ tellsOrder }) => tellsOrder !== true)
      .map((entry) => {
        const { path, line, sensitive, lines, assumed } = entry;
        if (sensitive || marked.has(path))
          return [path, { value: maskOf(entry, others.get(path), side), line, sensitive: true }];
        const shown =
          side === 'after' && readsAlike(entry, others.get(path)) ? withDoubt(entry.shown) : entry.shown;
        const more = { ...(assumed === true ? { assumed } : {}), ...(lines === undefined ? {} : { lines }) };
        return [path, { value: shown, line, sensitive: false, ...more }];
      }),
  );
}

/** Rules compare two sides by what they show: a secret that is another one must not read like the same. */
function maskOf(entry: Entry, other: Entry | undefined, side: 'before' | 'after'): string {
  const differs = side === 'after' && other !== undefined && !areSame(entry, other);
  return differs ? ANOTHER_SENSITIVE : SENSITIVE;
}

/** Two sides that are written alike and mean something else: what the text refers to has changed. */
function readsAlike(entry: Entry, other: Entry | undefined): boolean {
  return other !== undefined && sameJson(entry.shown, other.shown) && !areSame(entry, other);
}

function attribute(path: string, before: Entry | undefined, after: Entry | undefined): Attribute {
  const sensitive = before?.sensitive === true || after?.sensitive === true;
  return {
    path,
    line: after?.line ?? before?.line ?? null,
    before: shownOf(before, sensitive),
    after: shownOf(after, sensitive),
    sensitive,
  };
}

/** Absent is null, masked or not: a new secret must not read like a changed one. */
function shownOf(entry: Entry | undefined, sensitive: boolean): JsonValue {
  if (entry === undefined) return null;
  return sensitive ? SENSITIVE : entry.shown;
}

function areSame(a: Entry | undefined, b: Entry | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameJson(a.compare, b.compare);
}

/** A dotted path; members that are no plain word are quoted, so that `tags["a.b"]` is never `tags.a.b`. */
export function joinPath(base: string, key: string): string {
  const plain = /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key);
  if (base === '') return plain ? key : `[${JSON.stringify(key)}]`;
  return plain ? `${base}.${key}` : `${base}[${JSON.stringify(key)}]`;
}
