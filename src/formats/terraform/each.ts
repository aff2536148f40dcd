// The instances that `count` or `for_each` make of a block, each with what `count` and `each` are in it. Called wherever they are told apart.
import { LIMITS } from '../../config/limits.ts';
import { maskValue } from '../sensitive.ts';
import { argumentOf } from './body.ts';
import type { Block } from './body.ts';
import { withNames } from './scope.ts';
import type { Scope } from './scope.ts';
import { itemsOf, membersOf } from './value.ts';
import type { Value } from './value.ts';

/** `key` is null for a block without `count` and `for_each`. */
export type Each = { readonly key: string | number | null; readonly scope: Scope };

/** Whether the instances that a text makes may differ by more than their keys. */
export function dependsOnKey(text: string): boolean {
  return /(?<![\w.-])(?:each\.|count\.index)/.test(text);
}

/** As addresses have it. */
export function keyText(key: Each['key']): string {
  return key === null ? '' : `[${JSON.stringify(key)}]`;
}

/** A key stands in every address, so what may be a secret is none. */
export function isUnspeakable(key: Each['key']): boolean {
  return typeof key === 'string' && (key.length > KEY_CHARACTERS || maskValue(key) !== key);
}

const KEY_CHARACTERS = 200;

/** Null where the keys are not known, or too many. */
export function instancesIn(block: Block, scope: Scope): readonly Each[] | null {
  const count = argumentOf(block.body, 'count')?.evaluate(scope);
  if (count !== undefined) return counted(count, scope);
  const each = argumentOf(block.body, 'for_each')?.evaluate(scope);
  if (each === undefined) return [{ key: null, scope }];
  const elements = elementsOf(each);
  return elements === null || !spent(elements.length, scope)
    ? null
    : elements.map(({ key, value }) => ({
        key,
        scope: withNames(scope, {
          each: pairOf({ kind: 'known', value: key, line: value.line }, value),
        }),
      }));
}

/** What a `for_each` goes through, by key: the members of an object, or the texts of a set. Null where they are not known. */
export function elementsOf(value: Value): readonly { readonly key: string; readonly value: Value }[] | null {
  const elements =
    value.kind === 'object'
      ? membersOf(value)
      : value.kind === 'list'
        ? itemsOf(value).map(asElement)
        : [null];
  const found = elements.filter((element) => element !== null);
  const distinct = new Set(found.map(({ key }) => key));
  const isUsable =
    value.secret !== true && found.length === elements.length && distinct.size === found.length;
  return isUsable && found.length <= LIMITS.terraformKeys ? found : null;
}

function asElement(value: Value): { readonly key: string; readonly value: Value } | null {
  if (value.kind !== 'known' || value.secret === true || typeof value.value !== 'string') return null;
  return { key: value.value, value };
}

function spent(rounds: number, scope: Scope): boolean {
  return Array.from({ length: rounds }).every(() => scope.spend());
}

function counted(count: Value, scope: Scope): readonly Each[] | null {
  const most = count.kind === 'known' && count.secret !== true ? Number(count.value) : NaN;
  if (!Number.isSafeInteger(most) || most < 0 || most > LIMITS.terraformKeys || !spent(most, scope))
    return null;
  return Array.from({ length: most }, (_, index) => {
    const value: Value = { kind: 'known', value: index, line: count.line };
    return { key: index, scope: withNames(scope, { count: object({ index: value }, count.line) }) };
  });
}

/** What `each`, or the iterator of a `dynamic` block, is for one element. */
export function pairOf(key: Value, value: Value): Value {
  return object({ key, value }, value.line);
}

function object(members: Readonly<Record<string, Value>>, line: number): Value {
  return {
    kind: 'object',
    members: Object.entries(members).map(([key, value]) => ({ key, line, value })),
    line,
  };
}
