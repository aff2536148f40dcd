// A value as the type constraint of its variable makes it; called by `variableValue`.
import type { Constraint, MemberConstraint } from './type-constraint.ts';
import { isNull } from './value.ts';
import type { Member, Value } from './value.ts';

/**
 * As Terraform converts (https://developer.hashicorp.com/terraform/language/expressions/type-constraints): texts and numbers
 * become each other, members that no type names are gone, optional ones that are left out or null have their default.
 * Null: it does not fit.
 */
export function convert(value: Value, constraint: Constraint): Value | null {
  if (constraint.kind === 'any' || value.kind === 'unknown' || isNull(value)) return value;
  switch (constraint.kind) {
    case 'primitive':
      return value.kind === 'json' && constraint.type === 'string'
        ? value
        : toPrimitive(value, constraint.type);
    case 'list':
    case 'set': {
      if (value.kind !== 'list') return null;
      const items = value.items.map((item) => convert(item, constraint.of) ?? item);
      return constraint.kind === 'set' ? toSet({ ...value, items }) : { ...value, items };
    }
    case 'tuple':
      return value.kind === 'list' ? { ...value, items: tuple(value.items, constraint.of) } : null;
    case 'map':
      return value.kind === 'object'
        ? { ...value, members: value.members.map((member) => converted(member, constraint.of)) }
        : null;
    case 'object':
      return value.kind === 'object' ? object(value, constraint.members) : null;
  }
}

function tuple(items: readonly Value[], of: readonly Constraint[]): readonly Value[] {
  return items.map((item, index) => {
    const own = of[index];
    return own === undefined ? item : (convert(item, own) ?? item);
  });
}

function converted(member: Member, of: Constraint): Member {
  return { ...member, value: convert(member.value, of) ?? member.value };
}

function object(
  value: Extract<Value, { kind: 'object' }>,
  constraints: ReadonlyMap<string, MemberConstraint>,
): Value {
  const given = new Map(value.members.map((member) => [member.key, member]));
  const members = [...constraints].flatMap(([key, { of, optional, otherwise }]): readonly Member[] => {
    const own = given.get(key);
    if (own !== undefined && !(optional && isNull(own.value))) return [converted(own, of)];
    // What must be there and is not is refused by Terraform, and never read as null.
    if (!optional) return own === undefined ? [] : [own];
    const { line } = own ?? value;
    const filled: Value = otherwise ?? { kind: 'known', value: null, line };
    return [converted({ key, line, value: { ...filled, line, elsewhere: true } }, of)];
  });
  return { ...value, members };
}

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
