// The pure functions that are computed when all they need is known; called by `evaluate`.
import { LIMITS } from '../../config/limits.ts';
import { COLLECTION_FUNCTIONS } from './collection-functions.ts';
import { textOf, toPrimitive, toSet } from './convert.ts';
import { plainOf } from './operators.ts';
import { isNull, isWhole, itemsOf, membersOf, sizeOf } from './value.ts';
import { TEXT_FUNCTIONS } from './text-functions.ts';
import type { Member, Value } from './value.ts';
import { yamlValue } from './yaml-value.ts';

type Pure = (values: readonly Value[]) => Value | null;

/** Null: the result is not known, because of the function or of what it is given. */
export function call(name: string, values: readonly Value[]): Value | null {
  const pure = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (pure === undefined || (values.some(({ secret }) => secret === true) && !ENCODERS.includes(name)))
    return null;
  const most = LIMITS.terraformValueNodes;
  if (values.reduce((size, value) => size + sizeOf(value, most), 0) > most) return null;
  return pure(values);
}

/** What they give hides what they were given where it is secret. */
const ENCODERS: readonly string[] = ['jsonencode', 'yamlencode'];

/** https://developer.hashicorp.com/terraform/language/functions */
const FUNCTIONS: Readonly<Record<string, Pure>> = {
  ...COLLECTION_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  coalesce: (values) => coalesce(values),
  compact: ([list]) => ofTexts(list, (texts) => texts.filter((text) => text !== '').map(known)),
  concat: (lists) => combined(lists, (list) => (list.kind === 'list' ? itemsOf(list) : null)),
  contains: ([list, wanted]) => contains(list, wanted),
  distinct: ([list]) => distinct(list),
  element: ([list, index]) => element(list, index),
  flatten: ([list]) => flatten(list),
  format: ([first, ...rest]) => format(first, rest),
  join: ([separator, ...lists]) => join(separator, lists),
  jsondecode: ([text]) => (text?.kind === 'json' ? text.value : null),
  jsonencode: ([value]) => jsonencode(value),
  keys: ([object]) => members(object, (sorted) => sorted.map(({ key }) => known(key))),
  length: ([value]) => length(value),
  lookup: ([object, key, otherwise]) => lookup(object, key, otherwise),
  lower: ([text]) => mapText(text, (given) => given.toLowerCase()),
  merge: (objects) => merge(objects),
  sensitive: ([value]) => (value === undefined ? null : { ...value, secret: true }),
  split: ([separator, text]) => split(separator, text),
  tobool: ([value]) => (value === undefined ? null : resolved(toPrimitive(value, 'bool'))),
  tolist: ([value]) => (value?.kind === 'list' ? value : null),
  tomap: ([value]) => (value?.kind === 'object' ? value : null),
  tonumber: ([value]) => (value === undefined ? null : resolved(toPrimitive(value, 'number'))),
  toset: ([value]) => (value?.kind === 'list' ? toSet({ ...value, items: itemsOf(value) }) : null),
  tostring: ([value]) => (value === undefined ? null : resolved(toPrimitive(value, 'string'))),
  // The first that works: a value that is not known may be one that fails.
  try: ([first]) => (first !== undefined && isWhole(first) ? first : null),
  upper: ([text]) => mapText(text, (given) => given.toUpperCase()),
  values: ([object]) => members(object, (sorted) => sorted.map(({ value }) => value)),
  yamldecode: ([text]) => (text === undefined ? null : yamlValue(text)),
  // What YAML it becomes nobody compares: it says what its value says.
  yamlencode: ([value]) => jsonencode(value),
};

/** The line is the call's in the end. */
function known(value: null | boolean | number | string): Value {
  return { kind: 'known', value, line: 1 };
}

function listOf(items: readonly Value[]): Value {
  return { kind: 'list', items, line: 1 };
}

function resolved(value: Value | null): Value | null {
  return value === null || value.kind === 'unknown' ? null : value;
}

function textIn(value: Value | undefined): string | null {
  const plain = value === undefined ? undefined : plainOf(value);
  return plain === undefined || plain === null ? null : textOf(plain);
}

/** Other letters have rules of their own for case, and for what counts as one. */
const ASCII = /^\p{ASCII}*$/u;

function mapText(value: Value | undefined, change: (text: string) => string): Value | null {
  const text = textIn(value);
  return text === null || !ASCII.test(text) ? null : known(change(text));
}

function ofTexts(
  list: Value | undefined,
  change: (texts: readonly string[]) => readonly Value[],
): Value | null {
  if (list?.kind !== 'list') return null;
  const texts = itemsOf(list).map((item) => (isNull(item) ? '' : textIn(item)));
  return texts.some((text) => text === null) ? null : listOf(change(texts.filter((text) => text !== null)));
}

function combined(values: readonly Value[], parts: (value: Value) => readonly Value[] | null): Value | null {
  const found = values.map(parts);
  return found.includes(null) ? null : listOf(found.flatMap((items) => items ?? []));
}

function coalesce(values: readonly Value[]): Value | null {
  for (const value of values) {
    if (value.kind === 'unknown') return null;
    if (!isNull(value) && plainOf(value) !== '') return value;
  }
  return null;
}

function contains(list: Value | undefined, wanted: Value | undefined): Value | null {
  const text = textIn(wanted);
  if (list?.kind !== 'list' || text === null) return null;
  const texts = itemsOf(list).map(textIn);
  if (texts.includes(text)) return known(true);
  return texts.includes(null) ? null : known(false);
}

function distinct(list: Value | undefined): Value | null {
  if (list?.kind !== 'list') return null;
  const items = itemsOf(list);
  const plain = items.map(plainOf);
  if (plain.includes(undefined)) return null;
  return listOf(items.filter((_, index) => plain.indexOf(plain[index]) === index));
}

function element(list: Value | undefined, index: Value | undefined): Value | null {
  const at = index === undefined ? undefined : plainOf(index);
  if (list?.kind !== 'list' || typeof at !== 'number' || !Number.isSafeInteger(at) || at < 0) return null;
  const items = itemsOf(list);
  return items[at % items.length] ?? null;
}

function flatten(list: Value | undefined): Value | null {
  if (list?.kind !== 'list') return null;
  return combined(itemsOf(list), (item) => {
    if (item.kind === 'unknown') return null;
    const below = item.kind === 'list' ? flatten(item) : listOf([item]);
    return below?.kind === 'list' ? below.items : null;
  });
}

/** Only the verbs whose result is the plain text of a value. */
function format(first: Value | undefined, rest: readonly Value[]): Value | null {
  const pattern = textIn(first);
  if (pattern === null) return null;
  let next = 0;
  let failed = false;
  const text = pattern.replaceAll(/%(.?)/gs, (_all, verb: string) => {
    if (verb === '%') return '%';
    const value = rest[next];
    next += 1;
    const plain = textIn(value);
    const whole = verb === 'd' && value?.kind === 'known' && Number.isSafeInteger(value.value);
    if (plain === null || !(verb === 's' || whole)) failed = true;
    return plain ?? '';
  });
  return failed || next !== rest.length ? null : short(text);
}

function short(text: string): Value | null {
  return text.length > LIMITS.terraformTextCharacters ? null : known(text);
}

function join(separator: Value | undefined, lists: readonly Value[]): Value | null {
  const between = textIn(separator);
  const items = combined(lists, (list) => (list.kind === 'list' ? itemsOf(list) : null));
  if (between === null || items?.kind !== 'list') return null;
  const texts = items.items.map(textIn);
  return texts.includes(null) ? null : short(texts.join(between));
}

function split(separator: Value | undefined, text: Value | undefined): Value | null {
  const [between, whole] = [textIn(separator), textIn(text)];
  if (between === null || whole === null || between === '') return null;
  const parts = whole.split(between);
  return parts.length > LIMITS.terraformValueNodes ? null : listOf(parts.map(known));
}

function jsonencode(value: Value | undefined): Value | null {
  return value?.kind === 'object' || value?.kind === 'list' ? { kind: 'json', value, line: 1 } : null;
}

function members(
  object: Value | undefined,
  change: (sorted: readonly Member[]) => readonly Value[],
): Value | null {
  if (object?.kind !== 'object') return null;
  return listOf(change(membersOf(object).toSorted((a, b) => (a.key < b.key ? -1 : 1))));
}

function length(value: Value | undefined): Value | null {
  if (value?.kind === 'list') return known(value.items.length);
  if (value?.kind === 'object') return known(value.members.length);
  const plain = value === undefined ? undefined : plainOf(value);
  return typeof plain === 'string' && ASCII.test(plain) ? known(plain.length) : null;
}

function lookup(
  object: Value | undefined,
  key: Value | undefined,
  otherwise: Value | undefined,
): Value | null {
  const name = textIn(key);
  if (object?.kind !== 'object' || name === null) return null;
  const found = membersOf(object).find((member) => member.key === name);
  return resolved(found?.value ?? otherwise ?? null);
}

/** Later ones win; null is none. */
function merge(objects: readonly Value[]): Value | null {
  const merged = new Map<string, Member>();
  for (const object of objects) {
    if (isNull(object)) continue;
    if (object.kind !== 'object') return null;
    for (const member of membersOf(object)) merged.set(member.key, member);
  }
  return { kind: 'object', members: [...merged.values()], line: 1 };
}
