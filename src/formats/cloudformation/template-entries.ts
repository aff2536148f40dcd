// Values of a template as flat attributes (`SecurityGroupIngress[0].CidrIp`); called by `templateParts`.
import { canonicalJson } from '../../model/canonical.ts';
import type { JsonValue } from '../../model/json.ts';
import { SENSITIVE, maskValue } from '../sensitive.ts';
import { joinPath } from '../state.ts';
import type { Entry } from '../state.ts';
import { expressionJson, isBare, isSecretMember } from './value.ts';
import type { Purpose, TemplateValue } from './value.ts';

export type EntryPlace = {
  readonly path: string;
  /** 1-based, of the name in front of the value. */
  readonly line: number;
  /** `named`: its own name says that it is a secret. `inside`: it is a member of something with such a name. */
  readonly secret: 'no' | 'inside' | 'named';
};

/** One entry per scalar, per list of plain values, per function, and per map or list without content. */
export function templateEntries(value: TemplateValue, place: EntryPlace): readonly Entry[] {
  if (value.kind === 'map' && value.members.length > 0) return mapEntries(value, place);
  if (value.kind === 'list' && value.items.some(isContainer))
    return value.items.flatMap((item, index) =>
      templateEntries(item, { ...place, path: `${place.path}[${index}]`, line: item.line }),
    );
  return [leaf(value, place)];
}

function isContainer({ kind }: TemplateValue): boolean {
  return kind === 'map' || kind === 'list';
}

/** Members that say what sort of thing their map is, as an event or a scheme called `ApiKey` has them. */
const STRUCTURAL = /^(?:type|name|in|path|method|description|default|properties|x-.*)$/i;

function mapEntries(map: TemplateValue & { readonly kind: 'map' }, place: EntryPlace): readonly Entry[] {
  return map.members.flatMap((member) => {
    const inherited = place.secret === 'named' && !STRUCTURAL.test(member.key) ? 'inside' : 'no';
    return templateEntries(member.value, {
      path: joinPath(place.path, member.key),
      line: member.line,
      secret: isSecretMember(map, member) ? 'named' : inherited,
    });
  });
}

function leaf(value: TemplateValue, { path, line, secret }: EntryPlace): Entry {
  const meaning = meaningOf(jsonOf(value, 'compare'));
  const sensitive = secret !== 'no' && !isBare(value) && !isSetting(value, secret);
  return {
    path,
    line,
    compare: isSet(path) ? asSet(meaning) : meaning,
    shown: sensitive ? SENSITIVE : maskValue(jsonOf(value, 'show')),
    sensitive,
  };
}

/** ARNs are addresses, and short numbers are lengths and lifetimes. */
function isSetting(value: TemplateValue, secret: EntryPlace['secret']): boolean {
  if (value.kind === 'list') return value.items.every((item) => isSetting(item, secret));
  if (value.kind !== 'literal') return false;
  const text = String(value.value);
  return (
    text.startsWith('arn:') ||
    (/^\d{1,4}$/.test(text) && (secret === 'inside' || typeof value.value === 'number'))
  );
}

function jsonOf(value: TemplateValue, purpose: Purpose): JsonValue {
  switch (value.kind) {
    case 'literal':
      return value.value;
    case 'expression':
      return expressionJson(value, purpose);
    case 'absent':
      return null;
    case 'list':
      return value.items.map((item) => jsonOf(item, purpose));
    case 'map':
      return {};
  }
}

/** The service takes every scalar as text: `Port: 80` and `Port: "80"` are the same. */
function meaningOf(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => meaningOf(item));
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

/** In a policy one value is a list of one, and order means nothing. */
function isSet(path: string): boolean {
  return /(?:^|\.)Statement(?:\[\d+\])?\.(?:Not)?(?:Action|Resource)$/i.test(path);
}

function asSet(value: JsonValue): JsonValue {
  const items: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  return [...new Set(items.map((item) => canonicalJson(item)))].toSorted();
}
