// One side of a template as its parts: resources, parameters, outputs … Called by `cloudformation`.
import { canonicalJson } from '../../model/canonical.ts';
import type { JsonValue } from '../../model/json.ts';
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import { isSecretName } from '../sensitive.ts';
import type { Entry } from '../state.ts';
import { itemsOf, member, textOf } from '../tree.ts';
import { readConditions } from './conditions.ts';
import { readValue } from './read-value.ts';
import { isRemoteResource, isRemoteTransform } from './remote.ts';
import { resourceEntries } from './resource-entries.ts';
import { EMPTY_SCOPE, templateScope } from './scope.ts';
import type { GivenValues, TemplateScope } from './scope.ts';
import { templateEntries } from './template-entries.ts';
import type { EntryPlace } from './template-entries.ts';

export type TemplatePart = {
  /** What tells it apart from the others: address and type, since a resource of another type is another resource. */
  readonly key: string;
  readonly address: string;
  /** CloudFormation type, or a word for a part that is no resource; null for a section that nobody knows. */
  readonly type: string | null;
  /** Settings of others: they are never made or destroyed themselves. */
  readonly settings: boolean;
  /** What it becomes is decided elsewhere. */
  readonly remote: boolean;
  readonly entries: readonly Entry[];
  /** Equal for equal meaning. */
  readonly text: string;
  readonly startLine: number;
  readonly endLine: number;
};

/** Sections whose members are parts, and the word for one. */
const SECTIONS: ReadonlyMap<string, string> = new Map([
  ['Conditions', 'condition'],
  ['Mappings', 'mapping'],
  ['Metadata', 'metadata'],
  ['Outputs', 'output'],
  ['Parameters', 'parameter'],
  ['Rules', 'rule'],
]);

/** Sections that say nothing of what is deployed. */
const SILENT: readonly string[] = ['AWSTemplateFormatVersion', 'Description'];

/** The document must have its aliases followed and its loops written out. `given` null: whoever deploys may give any parameter. */
export function templateParts(
  document: SyntaxNode,
  given: GivenValues | null = null,
): readonly TemplatePart[] {
  const scope = fullScope(document, given);
  const sections = document.kind === 'map' ? document.entries : [];
  return sections.flatMap((section): readonly TemplatePart[] => {
    if (SILENT.includes(section.key)) return [];
    if (section.key === 'Resources') return membersOf(section).flatMap((one) => resourceParts(one, scope));
    if (section.key === 'Globals') return membersOf(section).map((one) => globalsPart(one, scope));
    if (section.key === 'Transform') return [transformPart(section)];
    const word = SECTIONS.get(section.key);
    if (word === undefined || section.value.kind !== 'map') return [strangePart(section, scope)];
    return membersOf(section).map((one) => memberPart(one, { section: section.key, word, scope }));
  });
}

/** With the conditions. */
export function fullScope(document: SyntaxNode, given: GivenValues | null): TemplateScope {
  const scope = templateScope(document, given);
  return { ...scope, conditions: readConditions(document, scope) };
}

function membersOf({ value }: SyntaxEntry): readonly SyntaxEntry[] {
  return value.kind === 'map' ? value.entries : [];
}

/** What a loop over values from elsewhere repeats is told once, with the loop as an attribute. */
function resourceParts(entry: SyntaxEntry, scope: TemplateScope): readonly TemplatePart[] {
  const { key, value } = entry;
  if (key.startsWith('Fn::ForEach::')) {
    const [, over, body] = itemsOf(value);
    const inside = body?.kind === 'map' ? body.entries : [];
    const loop = over === undefined ? [] : entriesOf(over, placeOf('Fn::ForEach', entry), scope);
    return inside.flatMap((one) => resourceParts(one, scope)).map((part) => withEntries(part, loop));
  }
  if (key === 'Fn::Transform') return [transformPart({ ...entry, key: 'Resources.Fn::Transform' })];
  // A condition that never holds: there is no such resource.
  if (scope.conditions.get(textOf(member(value, 'Condition')))?.decided === false) return [];
  const type = textOf(member(value, 'Type'));
  const remote = isRemoteResource(type, value);
  const entries = resourceEntries(value, scope);
  return [part({ address: key, type: type === '' ? null : type, settings: false, remote, entries }, entry)];
}

function withEntries(given: TemplatePart, more: readonly Entry[]): TemplatePart {
  const entries = [...given.entries, ...more];
  return { ...given, entries, text: meaningOf(entries) };
}

/** Settings of all functions (tables …) of a SAM template. */
function globalsPart(entry: SyntaxEntry, scope: TemplateScope): TemplatePart {
  const entries = entriesOf(entry.value, placeOf('', entry), scope);
  const type = `AWS::Serverless::${entry.key}`;
  return part({ address: `Globals.${entry.key}`, type, settings: true, remote: false, entries }, entry);
}

function transformPart(entry: SyntaxEntry): TemplatePart {
  const { key: address, value } = entry;
  const named = value.kind === 'list' ? value.items : [value];
  const names = named.map((node) => textOf(node) || textOf(member(node, 'Name')));
  const entries = entriesOf(value, placeOf('Transform', entry), EMPTY_SCOPE);
  const remote = names.some(isRemoteTransform);
  return part({ address, type: 'transform', settings: true, remote, entries }, entry);
}

type Member = { readonly section: string; readonly word: string; readonly scope: TemplateScope };

function memberPart(entry: SyntaxEntry, { section, word, scope }: Member): TemplatePart {
  const { key, value } = entry;
  const isCondition = word === 'condition' || word === 'rule';
  const path = value.kind === 'map' && !isCondition ? '' : 'Value';
  const all = entriesOf(value, placeOf(path, entry), scope, isCondition);
  const secret = word === 'parameter' ? scope.secrets.has(key) : word === 'output' && isSecretName(key);
  const entries = secret ? all.map(hideDefault) : all;
  return part({ address: `${section}.${key}`, type: word, settings: false, remote: false, entries }, entry);
}

/** What a secret parameter is by default, and what a secret output gives. */
function hideDefault(entry: Entry): Entry {
  const { path, compare } = entry;
  const isText = typeof compare === 'string' || Array.isArray(compare);
  const holds = isText && /^(?:Default|Value|AllowedValues)$/.test(path);
  return holds ? { ...entry, sensitive: true } : entry;
}

/** The service refuses a section it does not know; whatever reads this template instead may make anything of it. */
function strangePart(entry: SyntaxEntry, scope: TemplateScope): TemplatePart {
  const entries = entriesOf(entry.value, placeOf('Value', entry), scope);
  return part({ address: entry.key, type: null, settings: true, remote: true, entries }, entry);
}

function placeOf(path: string, { keyLine: line }: SyntaxEntry): EntryPlace {
  return { path, line, secret: 'no' };
}

function entriesOf(
  node: SyntaxNode,
  place: EntryPlace,
  scope: TemplateScope,
  inCondition = false,
): readonly Entry[] {
  return templateEntries(readValue(node, { scope, inCondition }), place);
}

function part(
  given: Omit<TemplatePart, 'key' | 'text' | 'startLine' | 'endLine'>,
  { keyLine, value }: SyntaxEntry,
): TemplatePart {
  return {
    ...given,
    key: `${given.type ?? ''} ${given.address}`,
    text: meaningOf(given.entries),
    startLine: keyLine,
    endLine: Math.max(keyLine, value.endLine),
  };
}

function meaningOf(entries: readonly Entry[]): string {
  const pairs = entries.map(({ path, compare }): JsonValue => [path, compare]);
  return canonicalJson(pairs.toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1)));
}
