// A value as the type constraint of its variable makes it; called by `scope`.
import type { Value } from './value.ts';

/**
 * Primitive types and collections of them, which change what is compared (`"1"` becomes 1). Structural types only take
 * members away or fill them in, and a member that is not there is never read as one that is. Null: it does not fit.
 */
export function convert(value: Value, type: string): Value | null {
  const [, collection, element, own] = TYPE.exec(type.replaceAll(/\s+/g, '')) ?? [];
  const primitive = element ?? own ?? '';
  if (primitive === '' || (value.kind === 'known' && value.value === null) || value.kind === 'unknown')
    return value;
  if (collection === undefined) return toPrimitive(value, primitive);
  const each = (item: Value): Value => toPrimitive(item, primitive) ?? item;
  if (value.kind === 'list' && collection !== 'map') {
    const items = value.items.map(each);
    return collection === 'set' ? toSet({ ...value, items }) : { ...value, items };
  }
  if (value.kind === 'object' && collection === 'map')
    return { ...value, members: value.members.map((member) => ({ ...member, value: each(member.value) })) };
  return null;
}

const TYPE = /^(?:(list|set|map)\((string|number|bool)\)|(string|number|bool))$/;

/** As Terraform converts between primitive types; null where it would refuse. */
export function toPrimitive(value: Value, type: string): Value | null {
  if (value.kind === 'unknown') return value;
  if (value.kind !== 'known') return null;
  const plain = value.value;
  if (plain === null) return value;
  const converted =
    type === 'string' ? textOf(plain) : type === 'number' ? numberOf(plain) : booleanOf(plain);
  return converted === null ? null : { ...value, value: converted };
}

/** Null for a number whose decimal form JavaScript and Terraform write differently. */
export function textOf(plain: boolean | number | string): string | null {
  const text = String(plain);
  return typeof plain === 'number' && /e/i.test(text) ? null : text;
}

function numberOf(plain: boolean | number | string): number | null {
  if (typeof plain !== 'string') return typeof plain === 'number' ? plain : null;
  const number = /^-?\d+(?:\.\d+)?$/.test(plain) && plain.length <= 15 ? Number(plain) : NaN;
  return Number.isFinite(number) ? number : null;
}

function booleanOf(plain: boolean | number | string): boolean | null {
  if (typeof plain === 'boolean') return plain;
  return plain === 'true' ? true : plain === 'false' ? false : null;
}

/** In order and without doubles, where all texts are known; else as it is. */
export function toSet(value: Extract<Value, { kind: 'list' }>): Value {
  const texts = value.items.map((item) =>
    item.kind === 'known' && typeof item.value === 'string' ? item.value : null,
  );
  if (texts.includes(null)) return value;
  const first = new Map(value.items.map((item, index) => [texts[index] ?? '', item] as const).toReversed());
  const items = [...first].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
  return { ...value, items };
}
