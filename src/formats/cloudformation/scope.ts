// What names in a template stand for as far as the template tells; made once per template, asked by `readValue`.
import { sha256Hex } from '../../model/canonical.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { isSecretName } from '../sensitive.ts';
import { childrenOf, itemsOf, member, textOf } from '../tree.ts';
import { functionCall } from './functions.ts';
import { restOf } from './rests.ts';
import type { Rest, Rests } from './rests.ts';
import { isSecretProperty } from './secret-names.ts';

export type TemplateScope = {
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

/** Without the conditions, which need it to be read themselves. */
export function templateScope(document: SyntaxNode): TemplateScope {
  const parameters = member(document, 'Parameters');
  const entries = parameters?.kind === 'map' ? parameters.entries : [];
  const used = secretReferences(document);
  const secrets = new Set(
    entries.filter(({ key, value }) => used.has(key) || isSecretParameter(key, value)).map(({ key }) => key),
  );
  const defaults = entries.flatMap(({ key, value }): readonly (readonly [string, string])[] => {
    const text = secrets.has(key) ? null : defaultOf(value);
    return text === null ? [] : [[key, text]];
  });
  const untold = entries.flatMap(({ key, value }): readonly (readonly [string, Rest])[] => {
    const rest = defaultOf(value) === null || secrets.has(key) ? untoldRest(key, value, secrets) : null;
    return rest === null ? [] : [[`Parameters.${key}`, rest]];
  });
  return {
    defaults: new Map(defaults),
    secrets,
    untold: new Map(untold),
    mappings: member(document, 'Mappings'),
    conditions: new Map(),
  };
}

function isSecretParameter(name: string, parameter: SyntaxNode): boolean {
  return isSecretName(name) || /^true$/i.test(textOf(member(parameter, 'NoEcho')));
}

function untoldRest(name: string, parameter: SyntaxNode, secrets: ReadonlySet<string>): Rest | null {
  const [type, value] = [textOf(member(parameter, 'Type')), member(parameter, 'Default')];
  if (value?.kind !== 'scalar') return null;
  const isName = type.startsWith(STORED) && !secrets.has(name);
  const compare = restOf(`${name} ${value.text}`, '').compare;
  return isName
    ? restOf(compare, `${name} is looked up at ${JSON.stringify(value.text)} by default`)
    : restOf(sha256Hex(compare), '');
}

/** The value of such a parameter is the name of another in Parameter Store. */
const STORED = 'AWS::SSM::Parameter::Value';

/** Every use of a parameter shows its default, so a long one would make the reading of a file much larger than the file. */
const LONGEST_DEFAULT = 128;

/** Of a parameter that is looked up elsewhere the default is a name and not the value. A list shows each of its members. */
function defaultOf(parameter: SyntaxNode): string | null {
  const [type, value] = [textOf(member(parameter, 'Type')), member(parameter, 'Default')];
  if (value?.kind !== 'scalar' || type.startsWith(STORED)) return null;
  if (value.text.length > LONGEST_DEFAULT) return null;
  const isList = type === 'CommaDelimitedList' || type.startsWith('List<');
  const texts = isList ? value.text.split(',').map((text) => text.trim()) : [value.text];
  return texts.map((text) => JSON.stringify(text)).join(', ');
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

function namesIn(node: SyntaxNode): readonly string[] {
  const call = functionCall(node, false);
  if (call?.name === 'Ref') return [textOf(call.argument)];
  if (call?.name !== 'Sub') return [];
  const text = textOf(call.argument) || textOf(itemsOf(call.argument)[0]);
  return [...text.matchAll(/\$\{([A-Za-z0-9]{1,255})\}/g)].map(([, name = '']) => name);
}
