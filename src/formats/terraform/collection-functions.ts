// Functions on lists and objects that only take apart, put together and order; part of the table of `functions`.
import { LIMITS } from '../../config/limits.ts';
import { textOf, toSet } from './convert.ts';
import { plainOf, truth } from './operators.ts';
import { itemsOf } from './value.ts';
import type { Member, Value } from './value.ts';

type Pure = (values: readonly Value[]) => Value | null;
type Items = readonly Value[];

/** Null in a result: not known, or refused by Terraform. */
export const COLLECTION_FUNCTIONS: Readonly<Record<string, Pure>> = {
  alltrue: ([list]) => settled(list, false),
  anytrue: ([list]) => settled(list, true),
  coalescelist: (lists) => coalescelist(lists),
  one: ([list]) => ofList(list, (items) => one(items)),
  range: (values) => range(values),
  reverse: ([list]) => ofList(list, (items) => listOf(items.toReversed())),
  setproduct: (lists) => setproduct(lists),
  setsubtract: ([left, right]) => sets([left, right], ([a, b]) => a.filter((text) => !b.includes(text))),
  setunion: (lists) => sets(lists, (all) => all.flat()),
  setintersection: (lists) =>
    sets(lists, ([first, ...others]) =>
      first.filter((text) => others.every((other) => other.includes(text))),
    ),
  slice: ([list, from, to]) => slice(list, from, to),
  sort: ([list]) => sets([list], ([texts]) => texts.toSorted(), false),
  zipmap: ([keys, values]) => zipmap(keys, values),
};

function listOf(items: Items): Value {
  return { kind: 'list', items, line: 1 };
}

function ofList(value: Value | undefined, change: (items: Items) => Value | null): Value | null {
  return value?.kind === 'list' ? change(itemsOf(value)) : null;
}

function textsOf(value: Value | undefined): readonly string[] | null {
  if (value?.kind !== 'list') return null;
  const texts = itemsOf(value).map((item) => {
    const plain = plainOf(item);
    return plain === undefined || plain === null ? null : textOf(plain);
  });
  const found = texts.filter((text) => text !== null);
  return found.length === texts.length ? found : null;
}

/** One item settles it, whatever the others are. */
function settled(list: Value | undefined, settling: boolean): Value | null {
  return ofList(list, (items) => {
    const truths = items.map(truth);
    if (truths.includes(settling)) return { kind: 'known', value: settling, line: 1 };
    return truths.includes(null) ? null : { kind: 'known', value: !settling, line: 1 };
  });
}

function coalescelist(lists: Items): Value | null {
  for (const list of lists) {
    if (list.kind !== 'list') return null;
    if (list.items.length > 0) return list;
  }
  return null;
}

function one(items: Items): Value | null {
  const [item] = items;
  return items.length > 1 ? null : (item ?? { kind: 'known', value: null, line: 1 });
}

function range(values: Items): Value | null {
  const numbers = values.map(plainOf).filter((plain) => Number.isSafeInteger(plain)) as readonly number[];
  if (numbers.length !== values.length || values.length > 2) return null;
  const [from = 0, to = 0] = values.length === 1 ? [0, ...numbers] : numbers;
  if (to < from || to - from > LIMITS.terraformValueNodes) return null;
  return listOf(
    Array.from({ length: to - from }, (_, index): Value => ({ kind: 'known', value: from + index, line: 1 })),
  );
}

/** Every choice of one item of each, the last turning fastest. */
function setproduct(lists: Items): Value | null {
  const all = lists.map((list) => (list.kind === 'list' ? itemsOf(list) : null));
  const size = all.reduce((product, items) => product * (items?.length ?? 0), 1);
  if (lists.length < 2 || all.includes(null) || size * lists.length > LIMITS.terraformValueNodes) return null;
  const rows = all.reduce<readonly Items[]>(
    (made, items) => made.flatMap((row) => (items ?? []).map((item) => [...row, item])),
    [[]],
  );
  return listOf(rows.map(listOf));
}

type Texts = readonly string[];

function sets(
  lists: readonly (Value | undefined)[],
  change: (all: readonly [Texts, ...Texts[]] & readonly [Texts, Texts]) => Texts,
  asSet = true,
): Value | null {
  const all = lists.map(textsOf);
  if (all.length === 0 || all.includes(null)) return null;
  const texts = change(all as unknown as readonly [Texts, ...Texts[]] & readonly [Texts, Texts]);
  const items = texts.map((value): Value => ({ kind: 'known', value, line: 1 }));
  return asSet ? toSet({ kind: 'list', items, line: 1 }) : listOf(items);
}

function slice(list?: Value, from?: Value, to?: Value): Value | null {
  const [start, end] = [from, to].map((value) => (value === undefined ? undefined : plainOf(value)));
  if (typeof start !== 'number' || typeof end !== 'number') return null;
  return ofList(list, (items) =>
    start >= 0 && start <= end && end <= items.length ? listOf(items.slice(start, end)) : null,
  );
}

function zipmap(keys?: Value, values?: Value): Value | null {
  const names = textsOf(keys);
  const items = values?.kind === 'list' ? itemsOf(values) : null;
  if (names === null || items?.length !== names.length) return null;
  const members = new Map(
    names.map((key, index): [string, Member] => [
      key,
      { key, line: 1, value: items[index] ?? { kind: 'known', value: null, line: 1 } },
    ]),
  );
  return members.has('expression') || members.has('json') || members.has('__proto__')
    ? null
    : { kind: 'object', members: [...members.values()], line: 1 };
}
