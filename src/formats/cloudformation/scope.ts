// What names in a template stand for as far as the template tells; made once per template, asked by `readValue`.
import { sha256Hex } from '../../model/canonical.ts';
import { memory } from '../../model/memory.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { isSecretName } from '../sensitive.ts';
import { childrenOf, itemsOf, member, textOf } from '../tree.ts';
import { functionCall } from './functions.ts';
import { restOf } from './rests.ts';
import type { Rest, Rests } from './rests.ts';
import { isSecretProperty } from './secret-names.ts';
import type { TemplateValue } from './value.ts';

/** What a deployment says a parameter is. */
export type GivenValue =
  | { readonly kind: 'text'; readonly text: string }
  /** Something that only the deployment knows. `source` is equal for equal meaning, and may hold secrets. */
  | { readonly kind: 'unknown'; readonly source: string };

/** By the name of the parameter; those that are not in it are as by default. */
export type GivenValues = ReadonlyMap<string, GivenValue>;

export type TemplateScope = {
  /** What parameters are where a set of values is looked at; none where anything may be given. Their line is 0. */
  readonly values: ReadonlyMap<string, TemplateValue>;
  /** Literal defaults of parameters that are no secret, as rendered text. */
  readonly defaults: ReadonlyMap<string, string>;
  /** Parameters whose default must not be shown. */
  readonly secrets: ReadonlySet<string>;
  /** What is known of a parameter's default that is not told: too long, a secret, or looked up elsewhere. */
  readonly untold: Rests;
  readonly mappings: SyntaxNode | undefined;
  readonly conditions: ReadonlyMap<string, TemplateCondition>;
};

/** Where no name of the template has a meaning. */
export const EMPTY_SCOPE: TemplateScope = {
  values: new Map(),
  defaults: new Map(),
  secrets: new Set(),
  untold: new Map(),
  mappings: undefined,
  conditions: new Map(),
};

export type TemplateCondition = {
  /** Which way it goes, null where the deployment decides. */
  readonly decided: boolean | null;
  /** What it says, and what the conditions in it say. */
  readonly rests: Rests;
};

/** Without the conditions, which need it to be read themselves. `given` null: anything may be given. */
export function templateScope(document: SyntaxNode, given: GivenValues | null = null): TemplateScope {
  const parameters = member(document, 'Parameters');
  const entries = parameters?.kind === 'map' ? parameters.entries : [];
  const secrets = secretParameters(document);
  const defaults = new Map<string, string>();
  const values = new Map<string, TemplateValue>();
  const untold = new Map<string, Rest>();
  for (const { key, value } of entries) {
    const secret = secrets.has(key);
    const one = given?.get(key) ?? null;
    const known = given === null || secret ? null : givenValue(value, one);
    const text = given === null && !secret ? defaultOf(value) : null;
    if (known !== null) values.set(key, known);
    else if (text !== null) defaults.set(key, text);
    const rest =
      known === null && text === null ? untoldRest({ name: key, parameter: value, secret }, one) : null;
    if (rest !== null) untold.set(`Parameters.${key}`, rest);
  }
  return {
    values,
    defaults,
    secrets,
    untold,
    mappings: member(document, 'Mappings'),
    conditions: new Map(),
  };
}

/** Parameters whose value must not be shown: by their name, by `NoEcho`, and by where they are used. */
export function secretParameters(document: SyntaxNode): ReadonlySet<string> {
  const found = knownSecrets.get(document) ?? findSecrets(document);
  knownSecrets.set(document, found);
  return found;
}

/** Every set of values asks for those of the same template. */
const knownSecrets = memory<SyntaxNode, ReadonlySet<string>>();

function findSecrets(document: SyntaxNode): ReadonlySet<string> {
  const parameters = member(document, 'Parameters');
  const entries = parameters?.kind === 'map' ? parameters.entries : [];
  const used = secretReferences(document);
  return new Set(
    entries.filter(({ key, value }) => used.has(key) || isSecretParameter(key, value)).map(({ key }) => key),
  );
}

function isSecretParameter(name: string, parameter: SyntaxNode): boolean {
  return isSecretName(name) || /^true$/i.test(textOf(member(parameter, 'NoEcho')));
}

type Parameter = { readonly name: string; readonly parameter: SyntaxNode; readonly secret: boolean };

/** What is given counts before the default. Of a name in Parameter Store people may see which it is. */
function untoldRest({ name, parameter, secret }: Parameter, given: GivenValue | null): Rest | null {
  if (given?.kind === 'unknown') return restOf(sha256Hex(`${name} ${given.source}`), '');
  const text = given?.text ?? defaultText(parameter);
  if (text === null) return null;
  const isName = isStored(parameter) && !secret;
  const compare = restOf(`${name} ${text}`, '').compare;
  const by = given === null ? ' by default' : '';
  return isName
    ? restOf(compare, `${name} is looked up at ${JSON.stringify(text)}${by}`)
    : restOf(sha256Hex(compare), '');
}

/** Null where it is not known, is looked up elsewhere, or is too long to be told wherever it is used. */
function givenValue(parameter: SyntaxNode, given: GivenValue | null): TemplateValue | null {
  if (given?.kind === 'unknown' || isStored(parameter)) return null;
  const text = given?.text ?? defaultText(parameter);
  if (text === null || text.length > LONGEST_VALUE) return null;
  if (!isList(parameter)) return { kind: 'literal', value: text, line: 0 };
  const items = text
    .split(',')
    .map((one): TemplateValue => ({ kind: 'literal', value: one.trim(), line: 0 }));
  return { kind: 'list', items, line: 0 };
}

function isStored(parameter: SyntaxNode): boolean {
  return textOf(member(parameter, 'Type')).startsWith(STORED);
}

function isList(parameter: SyntaxNode): boolean {
  const type = textOf(member(parameter, 'Type'));
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}

function defaultText(parameter: SyntaxNode): string | null {
  const value = member(parameter, 'Default');
  return value?.kind === 'scalar' ? value.text : null;
}

/** The value of such a parameter is the name of another in Parameter Store. */
const STORED = 'AWS::SSM::Parameter::Value';

/** Every use of a parameter shows its default, so a long one would make the reading of a file much larger than the file. */
const LONGEST_DEFAULT = 128;

/** As much as the functions of a template are worked out for. */
const LONGEST_VALUE = 1_024;

/** Of a parameter that is looked up elsewhere the default is a name and not the value. A list shows each of its members. */
function defaultOf(parameter: SyntaxNode): string | null {
  const text = defaultText(parameter);
  if (text === null || isStored(parameter) || text.length > LONGEST_DEFAULT) return null;
  const texts = isList(parameter) ? text.split(',').map((one) => one.trim()) : [text];
  return texts.map((one) => JSON.stringify(one)).join(', ');
}

/** Names that `Ref` and `Sub` use where a secret belongs: such a parameter is a secret, whatever it is called. */
function secretReferences(document: SyntaxNode): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (here: SyntaxNode, secret: boolean): void => {
    if (secret) for (const name of namesIn(here)) found.add(name);
    if (here.kind !== 'map') for (const child of childrenOf(here)) visit(child, secret);
    else for (const { key, value } of here.entries) visit(value, secret || isSecretProperty(key));
  };
  visit(document, false);
  return found;
}

/** Every name that `Ref` and `Sub` use inside. */
export function referencesIn(node: SyntaxNode): readonly string[] {
  return [...namesIn(node), ...childrenOf(node).flatMap(referencesIn)];
}

function namesIn(node: SyntaxNode): readonly string[] {
  const call = functionCall(node, false);
  if (call?.name === 'Ref') return [textOf(call.argument)];
  if (call?.name !== 'Sub') return [];
  const text = textOf(call.argument) || textOf(itemsOf(call.argument)[0]);
  return [...text.matchAll(/\$\{([A-Za-z0-9]{1,255})\}/g)].map(([, name = '']) => name);
}
