// How often each key of the policy language is drawn, and how often it decides: without it the same question has another answer. Printed by the long run with `--keys`.
import { readFileSync } from 'node:fs';
import { ask, compile } from './disagreement.ts';
import type { Case, Policies } from './document.ts';

type Node = Readonly<Record<string, unknown>>;
/**
 * `told`: something else came out otherwise than the verdict, as which token gets a session. `needed`: without the key there
 * is no policy to ask any more.
 */
type Count = { drawn: number; decided: number; told: number; needed: number };
export type KeyTable = Map<string, Count>;

const isMap = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Conditions stand in conditions: what is inside counts as what is outside. */
const NESTING = ['not', 'any', 'all', 'only'];
/** Maps by names that the author of the policy chooses. */
const NAMED = ['environments', 'actors.agents', 'deploy', 'accounts'];

function below(at: string, key: string): string {
  if (NAMED.includes(at)) return `${at}.*`;
  return at === '' ? key : `${at}.${key}`;
}

const inside = (at: string): string => at.replace(/^(rules\.when)\.(?:not|any|all|only)$/, '$1');

/** `rules.when.kinds`, of one value and all below. */
function keysIn(value: unknown, at: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each: unknown) => keysIn(each, at));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const name = below(at, key);
    return [...(NAMED.includes(at) ? [] : [name]), ...keysIn(member, inside(name))];
  });
}

/** What is left empty goes with it, and a rule that asks for nothing any more. */
function without(value: unknown, at: string, gone: string): unknown {
  if (Array.isArray(value)) {
    const members = value.map((each: unknown) => without(each, at, gone));
    return members.filter((member, index) => !isSpent(member, value[index], at));
  }
  if (!isMap(value)) return value;
  const left = Object.entries(value)
    .filter(([key]) => below(at, key) !== gone)
    .map(([key, member]): [string, unknown] => [key, without(member, inside(below(at, key)), gone)]);
  return Object.fromEntries(left.filter(([key, member]) => !isSpent(member, value[key], below(at, key))));
}

function isSpent(left: unknown, before: unknown, at: string): boolean {
  if (Array.isArray(left)) return left.length === 0 && Array.isArray(before) && before.length > 0;
  if (!isMap(left) || !isMap(before)) return false;
  if (at === 'rules' && 'id' in left) return !['require', 'deny', 'tier'].some((key) => key in left);
  const asks = Object.keys(left).some((key) => key !== 'stale' && key !== 'head_age');
  return at === 'rules.require' ? !asks : Object.keys(left).length === 0 && Object.keys(before).length > 0;
}

/** Every key of the published schema, drawn or not. */
export function emptyTable(): KeyTable {
  const path = new URL('../../../schemas/aigov.schema.json', import.meta.url);
  const schema = JSON.parse(readFileSync(path, 'utf8')) as Node;
  const keys = new Set<string>();
  const visit = (node: unknown, at: string): void => {
    if (!isMap(node)) return;
    for (const [key, member] of Object.entries((node['properties'] ?? {}) as Node)) {
      const name = below(at, key);
      keys.add(name);
      if (!(at === 'rules.when' && NESTING.includes(key))) visit(member, name);
    }
    visit(node['items'], at);
    if (NAMED.includes(at)) visit(node['additionalProperties'], `${at}.*`);
    const ref = node['$ref'];
    if (typeof ref === 'string') visit(((schema['$defs'] ?? {}) as Node)[ref.replace('#/$defs/', '')], at);
    for (const each of (node['anyOf'] ?? []) as readonly unknown[]) visit(each, at);
  };
  visit(schema, '');
  return new Map([...keys].toSorted().map((key) => [key, { drawn: 0, decided: 0, told: 0, needed: 0 }]));
}

/** With all that stands under this key as it stood in another policy, for keys that nothing can be without. */
function altered(
  value: unknown,
  at: string,
  { key, other }: { readonly key: string; readonly other: unknown },
): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => altered(each, at, { key, other }));
  if (!isMap(value)) return value;
  const members = Object.entries(value).map(([name, member]): [string, unknown] => {
    const path = below(at, name);
    return [name, path === key ? other : altered(member, inside(path), { key, other })];
  });
  return Object.fromEntries(members);
}

/** Values of this key, one after the other. */
function valuesOf(value: unknown, at: string, key: string): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((each: unknown) => valuesOf(each, at, key));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const path = below(at, name);
    return path === key ? [member] : valuesOf(member, inside(path), key);
  });
}

/** `drawn` counts pairs of policies, the others questions. */
export function countKeys(table: KeyTable, policies: Policies, questions: readonly Case[]): void {
  const documents = documentsOf(policies);
  const compiled = compile(policies);
  const answers = questions.map((question) => ask(compiled, question));
  for (const key of new Set(keysIn(documents, ''))) {
    const count = table.get(key) ?? { drawn: 0, decided: 0, told: 0, needed: 0 };
    table.set(key, count);
    count.drawn += 1;
    const left = compiledOr(changedBy(policies, (policy) => without(policy, '', key)));
    if (left === null && compiled.kind === 'ok') count.needed += 1;
    const changed = left ?? otherwise(policies, key, documents);
    if (changed === null) continue;
    for (const [index, question] of questions.entries()) {
      const [before, after] = [answers[index], ask(changed.compiled, { ...question, ...changed.policies })];
      if (after.outcome !== before?.outcome) count.decided += 1;
      else if (after.said !== before.said) count.told += 1;
    }
  }
}

const documentsOf = ({ floor, repository, extended }: Policies): readonly unknown[] => [
  floor,
  repository,
  ...Object.values(extended),
];

function changedBy(policies: Policies, change: (policy: unknown) => unknown): Policies {
  const extended = Object.entries(policies.extended).map(([name, policy]) => [name, change(policy)]);
  const [floor, repository] = [change(policies.floor), change(policies.repository)];
  return { ...policies, ...({ floor, repository, extended: Object.fromEntries(extended) } as Policies) };
}

type Changed = { readonly policies: Policies; readonly compiled: ReturnType<typeof compile> };

/** Null: it is no policy any more. */
function compiledOr(policies: Policies): Changed | null {
  const compiled = compile(policies);
  return compiled.kind === 'ok' ? { policies, compiled } : null;
}

/** By key: what it was lately, as JSON. */
const SEEN = new Map<string, readonly string[]>();
const REMEMBERED = 8;

/** Another value that was seen lately, where one makes a policy. */
function otherwise(policies: Policies, key: string, documents: readonly unknown[]): Changed | null {
  const own = valuesOf(documents, '', key).map((value) => JSON.stringify(value));
  const seen = SEEN.get(key) ?? [];
  SEEN.set(key, [...new Set([...own, ...seen])].slice(0, REMEMBERED));
  for (const other of new Set([...seen, ...own])) {
    if (own.every((each) => each === other)) continue;
    const by = { key, other: JSON.parse(other) as unknown };
    const changed = compiledOr(changedBy(policies, (policy) => altered(policy, '', by)));
    if (changed !== null) return changed;
  }
  return null;
}

export function tableText(table: KeyTable): string {
  const rows = [...table].map(
    ([key, { drawn, decided, told, needed }]) =>
      [drawn, decided, told, needed].map((count) => `${count}`.padStart(8)).join('') + `  ${key}`,
  );
  return ['   drawn decided    told  needed', ...rows].join('\n');
}
