// Values of a planned object as flat attributes, with what is unknown and what is sensitive; called by `plannedChange`.
import type { JsonValue } from '../../model/json.ts';
import { isSecretName, maskValue } from '../sensitive.ts';
import { joinPath } from '../state.ts';
import type { Entry } from '../state.ts';
import { listOf, mapOf, own } from './plan-json.ts';

/** One value with the two masks that the plan lays over it: `true` for all of it, or its shape with `true` inside. */
export type PlannedValue = {
  readonly value: JsonValue | undefined;
  readonly unknown: JsonValue | undefined;
  readonly sensitive: JsonValue | undefined;
};

/** Stands for a value that only the provider will know: never for an absent one. */
export const UNKNOWN: JsonValue = { expression: '(known after apply)' };

type Place = {
  readonly path: string;
  readonly secret: boolean;
  /** Texts that are a secret wherever they stand. */
  readonly secrets: readonly string[];
};

/** One entry per scalar, per list of plain values and per empty map or list; null is absence, as for arguments. */
export function plannedEntries(value: PlannedValue, secrets: readonly string[]): readonly Entry[] {
  return entriesOf(value, { path: '', secret: false, secrets });
}

function entriesOf(planned: PlannedValue, place: Place): readonly Entry[] {
  const { value, unknown } = planned;
  if (unknown === true) return [leaf(UNKNOWN, { ...place, path: place.path || 'value' })];
  const secret = place.secret || planned.sensitive === true;
  const keys = new Set([...Object.keys(mapOf(value) ?? {}), ...Object.keys(mapOf(unknown) ?? {})]);
  if (keys.size > 0)
    return [...keys].flatMap((key) =>
      entriesOf(memberOf(planned, key), {
        path: joinPath(place.path, key),
        secret: secret || isSecretName(key),
        secrets: place.secrets,
      }),
    );
  if (isListOfContainers(planned))
    return indexes(planned).flatMap((index) =>
      entriesOf(elementOf(planned, index), { ...place, path: `${place.path}[${index}]`, secret }),
    );
  if (place.path === '' || value === undefined || value === null) return [];
  return [leaf(Array.isArray(value) ? elements(planned) : value, { ...place, secret })];
}

function memberOf({ value, unknown, sensitive }: PlannedValue, key: string): PlannedValue {
  return { value: own(value, key), unknown: own(unknown, key), sensitive: own(sensitive, key) };
}

function elementOf({ value, unknown, sensitive }: PlannedValue, index: number): PlannedValue {
  return {
    value: listOf(value)[index],
    unknown: listOf(unknown)[index],
    sensitive: listOf(sensitive)[index],
  };
}

function indexes({ value, unknown }: PlannedValue): readonly number[] {
  return Array.from({ length: Math.max(listOf(value).length, listOf(unknown).length) }, (_, index) => index);
}

function isListOfContainers({ value, unknown }: PlannedValue): boolean {
  return [...listOf(value), ...listOf(unknown)].some((item) => typeof item === 'object' && item !== null);
}

function elements(planned: PlannedValue): JsonValue {
  return indexes(planned).map((index) => {
    const { value, unknown } = elementOf(planned, index);
    return unknown === true ? UNKNOWN : (value ?? null);
  });
}

function leaf(value: JsonValue, { path, secret, secrets }: Place): Entry {
  const told = value !== UNKNOWN && typeof value !== 'boolean' && !isEmpty(value);
  const sensitive = told && (secret || holdsSecret(value, secrets));
  return { path, line: 1, compare: value, shown: maskValue(value), sensitive };
}

function isEmpty(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function holdsSecret(value: JsonValue, secrets: readonly string[]): boolean {
  if (Array.isArray(value)) return value.some((item: JsonValue) => holdsSecret(item, secrets));
  return typeof value === 'string' && secrets.some((secret) => value.includes(secret));
}
