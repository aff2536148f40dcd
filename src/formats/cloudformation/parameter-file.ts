// Values of parameters as files give them to a template; called by `readStacks`.
import { canonicalJson } from '../../model/canonical.ts';
import { toValue } from '../../syntax/index.ts';
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import type { FormatFile } from '../format-file.ts';
import { isDoubtful } from './scalar.ts';
import { isPairsPath } from './stack-paths.ts';
import { hasKeys, isBorrowed, itemsOf, member, textOf } from '../tree.ts';
import { isSamSettings, readSamSettings } from './sam-settings.ts';

export type ParameterValue = {
  /** Null for the value that the stack has already, which nobody sees. */
  readonly text: string | null;
  /** 1-based. */
  readonly line: number;
};

/** What one deployment is given. */
export type ParameterSet = {
  /** Environment of SAM's settings, empty where a file holds one set. */
  readonly name: string;
  /** Paths of which one is the template, in the order in which they are looked for; null where the file does not say. */
  readonly templates: readonly string[] | null;
  readonly values: ReadonlyMap<string, ParameterValue>;
};

export type ParameterFile = {
  readonly sets: readonly ParameterSet[];
  /** What stands beside the values (tags, a stack policy, settings of the tool): equal for equal meaning. */
  readonly beside: string;
};

/**
 * Null for a file that gives no values, or not only in a way that is known. The forms are those of `create-stack`
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Parameter.html), of `deploy --parameter-overrides`
 * (https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/), of template configuration files
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/continuous-delivery-codepipeline-cfn-artifacts.html) and of SAM. Total.
 */
export function readParameterFile(file: FormatFile): ParameterFile | null {
  if (isSamSettings(file.path)) return readSamSettings(file);
  if (isPairsPath(file.path) && !/^\s*[[{]/.test(file.text)) return readPairs(file.text);
  if (!/\.(?:json|ya?ml)$/i.test(file.path)) return null;
  const { documents, problem } = file.syntax();
  const [document, second] = documents;
  if (problem !== null || document === undefined || second !== undefined) return null;
  const found = valuesIn(document);
  if (found === null || found.values === null) return null;
  return { sets: [{ name: '', templates: null, values: found.values }], beside: found.beside };
}

type Values = ReadonlyMap<string, ParameterValue>;
type Found = { readonly values: Values | null; readonly beside: string };

function valuesIn(document: SyntaxNode): Found | null {
  if (document.kind === 'list') return { values: listed(document), beside: '' };
  if (document.kind !== 'map' || isBorrowed(document)) return null;
  const name = ['Parameters', 'parameters'].find((one) => hasKeys(document, one));
  const parameters = name === undefined ? undefined : member(document, name);
  if (parameters === undefined) return { values: flat(document), beside: '' };
  const others = document.entries.filter(({ key }) => key !== name);
  const told = canonicalJson(others.map(({ key, value }) => [key, toValue(value)]));
  const beside = others.length === 0 ? '' : told;
  if (parameters.kind === 'list') return { values: listed(parameters), beside };
  const isConfiguration = others.every(({ key }) => /^(?:Tags|StackPolicy)$/.test(key));
  // Sceptre spells it small, https://docs.sceptre-project.org/latest/docs/stack_config.html, and has settings of its own beside it.
  return isConfiguration || name === 'parameters' ? { values: flat(parameters), beside } : null;
}

/** `[{"ParameterKey": …, "ParameterValue": …}]` and `["Key=Value"]`. */
function listed(list: SyntaxNode): Values | null {
  const items = itemsOf(list);
  const pairs = items.map((item) => (item.kind === 'map' ? ofMembers(item) : ofText(item)));
  const known = pairs.filter((pair) => pair !== null);
  return known.length < pairs.length ? null : onceEach(known);
}

/** Of two of a name nobody knows which counts. */
function onceEach(pairs: readonly NamedValue[]): Values | null {
  const values = new Map(pairs);
  return values.size === 0 || values.size < pairs.length ? null : values;
}

type NamedValue = readonly [string, ParameterValue];

function ofMembers(item: SyntaxNode): NamedValue | null {
  const name = textOf(member(item, 'ParameterKey'));
  if (name === '' || isBorrowed(item)) return null;
  if (!hasKeys(item, 'ParameterValue')) return [name, { text: null, line: item.line }];
  const value = member(item, 'ParameterValue');
  const text = value === undefined ? null : plainText(value);
  return value === undefined || text === null ? null : [name, { text, line: value.line }];
}

function ofText(item: SyntaxNode): NamedValue | null {
  const [, name, text] = /^([A-Za-z0-9]{1,255})=([^]*)$/.exec(textOf(item)) ?? [];
  return name === undefined || text === undefined ? null : [name, { text, line: item.line }];
}

/** `Key=Value` line by line, with quotes around a value at most. */
function readPairs(text: string): ParameterFile | null {
  const lines = text.split(/\r\n|\n|\r/).map((one, index) => ({ text: one.trim(), line: index + 1 }));
  const pairs = lines
    .filter((one) => one.text !== '' && !/^[#;]/.test(one.text))
    .map((one): NamedValue | null => {
      const [, name, quoted, single, plain] =
        /^([A-Za-z0-9]{1,255})\s{0,40}=\s{0,40}(?:"([^"\\]*)"|'([^']*)'|([^\s"'#;\\]*))$/.exec(one.text) ??
        [];
      if (name === undefined) return null;
      return [name, { text: quoted ?? single ?? plain ?? '', line: one.line }];
    });
  const known = pairs.filter((pair) => pair !== null);
  const values = known.length < pairs.length ? null : onceEach(known);
  return values === null ? null : { sets: [{ name: '', templates: null, values }], beside: '' };
}

/** `{"Key": "value"}`. */
function flat(map: SyntaxNode): Values | null {
  const entries = map.kind === 'map' && !isBorrowed(map) ? map.entries : [];
  const pairs = entries.map(({ key, keyLine, value }: SyntaxEntry): NamedValue | null => {
    const text = NAME.test(key) ? plainText(value) : null;
    return text === null ? null : [key, { text, line: keyLine }];
  });
  const known = pairs.filter((pair) => pair !== null);
  return known.length < pairs.length ? null : onceEach(known);
}

/** Names of parameters are letters and digits. */
const NAME = /^[A-Za-z0-9]{1,255}$/;

/** A list stands for its members with commas between them. Null where the text depends on who reads it. */
function plainText(node: SyntaxNode): string | null {
  if (node.kind === 'scalar') return node.tag !== null || isDoubtful(node) ? null : node.text;
  if (node.kind !== 'list' || node.tag !== null) return null;
  const texts = node.items.map((item) => (item.kind === 'scalar' ? plainText(item) : null));
  const known = texts.filter((text) => text !== null);
  return known.length < texts.length ? null : known.join(',');
}
