// Which instances `count` and `for_each` make of a resource or a call; asked by `instances` and `fates`.
import { LIMITS } from '../../config/limits.ts';
import { canonicalJson } from '../../model/canonical.ts';
import type { JsonValue } from '../../model/json.ts';
import { maskValue } from '../sensitive.ts';
import { argumentOf } from './body.ts';
import type { Argument, Block } from './body.ts';
import type { Scope } from './scope.ts';
import { itemsOf, membersOf, toJson } from './value.ts';
import type { Value } from './value.ts';

/**
 * Keys as addresses have them: `[0]`, `["eu"]`, and the empty text for what is made once. Null where they are not known;
 * `id` is then equal for what is computed alike.
 */
export type Keys = {
  readonly known: readonly string[] | null;
  readonly id: string;
  /** The argument that says so, and what it says for people; null where there is none. */
  readonly by: { readonly name: string; readonly shown: JsonValue } | null;
};

export const ONCE: Keys = { known: [''], id: 'once', by: null };

/** A key that nobody would read. */
const KEY_CHARACTERS = 200;

export function keysOf({ body }: Block, scope: Scope): Keys {
  const lifecycle = body.blocks.find(({ type }) => type === 'lifecycle')?.body;
  const enabled = lifecycle === undefined ? undefined : argumentOf(lifecycle, 'enabled');
  const each = argumentOf(body, 'for_each');
  if (each !== undefined) return read(each, scope, eachKeys);
  const count = argumentOf(body, 'count');
  if (count !== undefined) return read(count, scope, countKeys);
  return enabled === undefined ? ONCE : read(enabled, scope, enabledKeys);
}

export function isNone({ known }: Keys): boolean {
  return known?.length === 0;
}

function read(argument: Argument, scope: Scope, known: (value: Value) => readonly string[] | null): Keys {
  const value = behind(argument.evaluate(scope), scope);
  const id = canonicalJson(toJson(value, 'compare'));
  const keys = value.secret === true ? null : known(value);
  const shown = keys === null ? maskValue({ expression: argument.source() }) : keys;
  return { known: keys, id, by: { name: argument.name, shown } };
}

/** `for_each = aws_vpc.all` has the keys of the block that it names as a whole. */
function behind(value: Value, scope: Scope): Value {
  if (value.kind !== 'unknown' || !/^(?:data\.)?[\w-]+\.[\w-]+$/.test(value.source)) return value;
  const named = scope.lookup(value.source);
  if (named?.kind === 'list' && named.items.length === 0) return named;
  // Of a block that makes one thing the members are its arguments.
  const isMade =
    named?.kind === 'object' &&
    named.members.length > 0 &&
    named.members.every((member) => member.value.kind === 'object');
  return isMade ? keysAlone(named) : value;
}

/** What the block says is told there; here its keys count. */
function keysAlone(named: Extract<Value, { kind: 'object' }>): Value {
  const { line } = named;
  const members = named.members.map(({ key }) => ({
    key,
    line,
    value: { kind: 'known', value: key, line } as const,
  }));
  return { kind: 'object', members, line };
}

function countKeys(value: Value): readonly string[] | null {
  const plain = value.kind === 'known' ? value.value : null;
  const count = typeof plain === 'string' && /^\d{1,6}$/.test(plain) ? Number(plain) : plain;
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0 || count > LIMITS.terraformKeys)
    return null;
  return Array.from({ length: count }, (_, index) => `[${index}]`);
}

/** OpenTofu's `enabled`. */
function enabledKeys(value: Value): readonly string[] | null {
  if (value.kind !== 'known') return null;
  return value.value === true ? [''] : value.value === false ? [] : null;
}

function eachKeys(value: Value): readonly string[] | null {
  const texts = eachTexts(value);
  if (texts === null || texts.length > LIMITS.terraformKeys || texts.some(isUnspeakable)) return null;
  return [...new Set(texts)].map((text) => `[${JSON.stringify(text)}]`);
}

function eachTexts(value: Value): readonly string[] | null {
  if (value.kind === 'object') return membersOf(value).map(({ key }) => key);
  if (value.kind !== 'list') return null;
  const texts = itemsOf(value).map((item) =>
    item.kind === 'known' && item.secret !== true && item.value !== null ? String(item.value) : null,
  );
  return texts.some((text) => text === null) ? null : texts.filter((text) => text !== null);
}

/** A key stands in every address, so what may be a secret is none. */
function isUnspeakable(text: string): boolean {
  return text.length > KEY_CHARACTERS || maskValue(text) !== text;
}
