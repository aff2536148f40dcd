// What names in a template stand for as far as the template tells; made once per template, asked by `readValue`.
import type { SyntaxNode } from '../../syntax/index.ts';
import { isSecretName } from '../sensitive.ts';
import { childrenOf, itemsOf, member, textOf } from '../tree.ts';
import { functionCall } from './functions.ts';
import { isSecretProperty } from './secret-names.ts';

export type TemplateScope = {
  /** Literal defaults of parameters that are no secret, as rendered text. */
  readonly defaults: ReadonlyMap<string, string>;
  /** Parameters whose default must not be shown. */
  readonly secrets: ReadonlySet<string>;
  readonly mappings: SyntaxNode | undefined;
};

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
  return { defaults: new Map(defaults), secrets, mappings: member(document, 'Mappings') };
}

function isSecretParameter(name: string, parameter: SyntaxNode): boolean {
  return isSecretName(name) || /^true$/i.test(textOf(member(parameter, 'NoEcho')));
}

/** Every use of a parameter shows its default, so a long one would make the reading of a file much larger than the file. */
const LONGEST_DEFAULT = 128;

/** Of a parameter that is looked up elsewhere the default is a name and not the value. A list shows each of its members. */
function defaultOf(parameter: SyntaxNode): string | null {
  const [type, value] = [textOf(member(parameter, 'Type')), member(parameter, 'Default')];
  if (value?.kind !== 'scalar' || type.startsWith('AWS::SSM::Parameter::Value')) return null;
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
