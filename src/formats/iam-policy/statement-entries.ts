// Statements of a policy as flat attributes whose paths are the same on both sides for the same statement. Called by `iam-policy`.
import { canonicalJson } from '../../model/canonical.ts';
import type { JsonValue } from '../../model/json.ts';
import { toValue } from '../../syntax/index.ts';
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import { joinPath } from '../state.ts';
import type { Entry } from '../state.ts';
import { isKey } from './find-policies.ts';
import { shownValue } from './policy-value.ts';

/** Names of the statements of both sides, in their order. */
type Labels = { readonly before: readonly string[]; readonly after: readonly string[] };

/**
 * A statement is known by its Sid; without one, or with a new one, by what it says; and the rest in order, so that a
 * statement put in front of others does not make all of them look new.
 */
export function labelStatements(before: readonly SyntaxNode[], after: readonly SyntaxNode[]): Labels {
  const [old, now] = [before.map(describe), after.map(describe)];
  const partners = pair(old, now);
  const taken = new Set(now.map(({ sid }, index) => sid ?? String(index)));
  const afterLabels = now.map(({ sid }, index) => sid ?? String(index));
  let next = now.length;
  const beforeLabels = old.map(({ sid }, index) => {
    const partner = partners.get(index);
    if (partner !== undefined) return afterLabels[partner] ?? '';
    if (sid !== null && !taken.has(sid)) return sid;
    next += 1;
    return String(next - 1);
  });
  return { before: beforeLabels, after: afterLabels };
}

/** The members of one statement under its path: `Statement[Read].Action`. */
export function statementEntries(node: SyntaxNode, base: string): readonly Entry[] {
  const members = node.kind === 'map' ? node.entries : [];
  if (members.length === 0) return [toEntry({ key: '', keyLine: node.line, value: node }, base)];
  return members.map((entry) => toEntry(entry, joinPath(base, entry.key)));
}

type Described = { readonly sid: string | null; readonly text: string };

/** A Sid that two statements share, or that looks like a number or a path, names nothing. */
function describe(node: SyntaxNode, _index: number, all: readonly SyntaxNode[]): Described {
  const sid = sidOf(node);
  const plain =
    sid !== null && /^[A-Za-z_][\w-]*$/.test(sid) && all.filter((one) => sidOf(one) === sid).length === 1;
  const rest = node.kind === 'map' ? node.entries.filter(({ key }) => !isKey(key, 'sid')) : [];
  const text = canonicalJson(rest.map((entry): JsonValue => [entry.key, comparable(entry)]).toSorted(byText));
  return { sid: plain ? sid : null, text: rest.length === 0 ? canonicalJson(toValue(node)) : text };
}

function sidOf(node: SyntaxNode): string | null {
  const found = node.kind === 'map' ? node.entries.find(({ key }) => isKey(key, 'sid'))?.value : undefined;
  return found?.kind === 'scalar' && found.text !== '' ? found.text : null;
}

/** Index of the head statement for each base statement that has one: by Sid, then by text, then in order. */
function pair(old: readonly Described[], now: readonly Described[]): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  const free = new Set(now.keys());
  const join = (same: (a: Described, b: Described) => boolean): void => {
    for (const [index, one] of old.entries()) {
      if (partners.has(index)) continue;
      const found = [...free].find((at) => same(one, now[at] ?? one));
      if (found === undefined) continue;
      partners.set(index, found);
      free.delete(found);
    }
  };
  join((a, b) => a.sid !== null && a.sid === b.sid);
  join((a, b) => a.text === b.text);
  join((a, b) => a.sid === null && b.sid === null);
  return partners;
}

function byText(a: JsonValue, b: JsonValue): number {
  return canonicalJson(a) < canonicalJson(b) ? -1 : 1;
}

function toEntry(entry: SyntaxEntry | Pick<SyntaxEntry, 'key' | 'keyLine' | 'value'>, path: string): Entry {
  return {
    path,
    line: entry.keyLine,
    compare: comparable(entry),
    shown: shownValue(toValue(entry.value)),
    sensitive: false,
  };
}

/** In these members one value is a list of one, and order means nothing. */
function comparable({ key, value }: Pick<SyntaxEntry, 'key' | 'value'>): JsonValue {
  const plain = toValue(value);
  if (/^(?:Not)?(?:Actions?|Resources?)$/i.test(key)) return asSet(plain);
  return /^(?:(?:Not)?Principals?|Condition)$/i.test(key) ? leavesAsSets(plain) : plain;
}

function leavesAsSets(value: JsonValue): JsonValue {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return asSet(value);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, leavesAsSets(member)]));
}

function asSet(value: JsonValue): JsonValue {
  const items: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  return [...new Set(items.map((item) => canonicalJson(item)))].toSorted();
}
