// What an argument says, as far as it can be said without running Terraform; `evaluate` makes it, `entries` flattens it.
import type { JsonValue } from '../../model/json.ts';
import { SENSITIVE, isSecretName } from '../sensitive.ts';

export type Member = { readonly key: string; readonly line: number; readonly value: Value };

/** `line` is 1-based in the file of the argument. */
export type Value = {
  readonly line: number;
  /** Written in another place: every line below is that of the reference. */
  readonly elsewhere?: true;
  /** Declared sensitive: compared and never shown, and nothing is computed from it. */
  readonly secret?: true;
  /** Variables on whose defaults it rests, and what is made of them on the way. */
  readonly assumed?: readonly string[];
} & (
  | {
      readonly kind: 'known';
      readonly value: null | boolean | number | string;
      /** Its text starts on the line behind `line`, with all line breaks that the file has there. */
      readonly heredoc?: true;
    }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  /** All keys are known and differ. */
  | { readonly kind: 'object'; readonly members: readonly Member[] }
  /** `jsonencode` of an object or list. */
  | { readonly kind: 'json'; readonly value: Value }
  /** `key` is equal for what means the same, whatever its layout; `source` is for people, with named secrets masked. */
  | {
      readonly kind: 'unknown';
      readonly key: string;
      readonly source: string;
      /** What is known of its parts, without the expression itself: equal where nothing that flows into it changed. */
      readonly inputs?: string;
      /** The source with what is known of its parts, for two that look the same and are not. */
      readonly detail?: () => string;
    }
);

/**
 * The value as JSON. `compare` gives equal JSON for equal meaning and may hold secrets, `outline` as well where an
 * expression is another one and nothing known in it is; `show` is the document's form, `{"expression": "<source text>"}` for what is unresolved. Members are sorted, since
 * their order has no meaning.
 */
export function toJson(value: Value, use: 'compare' | 'outline' | 'show'): JsonValue {
  if (use === 'show' && value.secret === true && !isFlag(value)) return SENSITIVE;
  switch (value.kind) {
    case 'known':
      return value.value;
    case 'list':
      return value.items.map((item) => toJson(item, use));
    case 'object':
      return Object.fromEntries(
        value.members
          .toSorted((a, b) => (a.key < b.key ? -1 : 1))
          .map((member): [string, JsonValue] => [member.key, toJson(member.value, use)]),
      );
    case 'json':
      return use === 'show' ? JSON.stringify(toJson(value.value, use)) : { json: toJson(value.value, use) };
    case 'unknown':
      return { expression: unknownText(value, use) };
  }
}

/** `sensitive(true)` hides nothing, and rules need to see it. */
export function isFlag(value: Value): boolean {
  return value.kind === 'known' && typeof value.value === 'boolean';
}

function unknownText(
  { key, source, inputs = '' }: Extract<Value, { kind: 'unknown' }>,
  use: 'compare' | 'outline' | 'show',
): string {
  if (use === 'show') return source;
  return use === 'compare' ? key : `${source} ${inputs}`;
}

/** Nodes of a value, counted up to `most`: shared parts count as often as they are written out. */
export function sizeOf(value: Value, most: number): number {
  let size = 1;
  for (const part of partsOf(value)) {
    size += sizeOf(part, most - size);
    if (size > most) return size;
  }
  return size;
}

/** The items of a list as they stand in it: from elsewhere, or secret, with the whole. */
export function itemsOf(list: Extract<Value, { kind: 'list' }>): readonly Value[] {
  return list.items.map((item) => within(list, item));
}

/** The members of an object as they stand in it. */
export function membersOf(object: Extract<Value, { kind: 'object' }>): readonly Member[] {
  return object.members.map((member) => memberWithin(object, member));
}

/** With a secret's name a text stays secret wherever it is used. */
export function memberWithin(object: Value, { key, line, value }: Member): Member {
  const part = within(object, value);
  const hidden = isSecretName(key) && part.kind === 'known' && !isHarmless(part.value);
  return {
    key,
    line: object.elsewhere === true ? object.line : line,
    value: hidden ? { ...part, secret: true } : part,
  };
}

/** A flag or an absence is no secret, and rules need to see it. */
export function isHarmless(plain: JsonValue): boolean {
  return plain === null || typeof plain === 'boolean';
}

export function within(whole: Value, part: Value): Value {
  if (whole.elsewhere === undefined && whole.secret === undefined && whole.assumed === undefined) return part;
  return {
    ...part,
    ...(whole.elsewhere === undefined ? {} : { line: whole.line, elsewhere: true }),
    ...(whole.secret === undefined ? {} : { secret: true }),
    ...(whole.assumed === undefined ? {} : { assumed: [...whole.assumed, ...(part.assumed ?? [])] }),
  };
}

/** All variables on whose defaults any part that is known rests; what is unknown has them in its key. */
export function assumptionsIn(value: Value): ReadonlySet<string> {
  const found = new Set<string>();
  collectAssumptions(value, found);
  return found;
}

function collectAssumptions(value: Value, into: Set<string>): void {
  if (value.kind !== 'unknown') for (const name of value.assumed ?? []) into.add(name);
  for (const part of partsOf(value)) collectAssumptions(part, into);
}

const NONE: readonly Value[] = [];

function partsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'known':
    case 'unknown':
      return NONE;
    case 'list':
      return value.items;
    case 'object':
      return value.members.map((member) => member.value);
    case 'json':
      return [value.value];
  }
}

/** Nothing in it is unknown. */
export function isWhole(value: Value): boolean {
  return value.kind !== 'unknown' && partsOf(value).every(isWhole);
}

export function isNull(value: Value): boolean {
  return value.kind === 'known' && value.value === null;
}
