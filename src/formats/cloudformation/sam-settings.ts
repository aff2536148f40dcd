// `samconfig` files: what SAM gives to a template in each environment; called by `readParameterFile`.
import { canonicalJson } from '../../model/canonical.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import type { FormatFile } from '../format-file.ts';
import { readTomlLines } from '../toml-lines.ts';
import type { ParameterFile, ParameterSet, ParameterValue } from './parameter-file.ts';
import { beside } from './pulls-in.ts';

export function isSamSettings(path: string): boolean {
  return /(?:^|\/)samconfig\.(?:toml|ya?ml)$/i.test(path);
}

/** One setting: environment, command, `parameters` and its name, outermost first. */
type Setting = {
  readonly keys: readonly string[];
  readonly values: readonly string[];
  readonly line: number;
};

/** Commands that deploy, and what holds for all: the later one counts. */
const COMMANDS: readonly string[] = ['global', 'sync', 'deploy'];

/**
 * By https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html. Null
 * where overrides are written in a way that is not known. Total.
 */
export function readSamSettings(file: FormatFile): ParameterFile | null {
  const settings = settingsOf(file);
  if (settings === null) return null;
  const overrides = settings.filter(isOverrides);
  // Of two of a name one stands inside of a long text, or the file is refused.
  if (new Set(overrides.map(({ keys }) => keys.join('.'))).size < overrides.length) return null;
  const named = Map.groupBy(overrides, ({ keys }) => keys[0] ?? '');
  const sets = [...named].map(([name, own]): ParameterSet | null => {
    const ordered = own.toSorted((a, b) => rankOf(a) - rankOf(b));
    const values = ordered.map(valuesOf);
    const known = values.filter((some) => some !== null);
    if (known.length < values.length) return null;
    const templates = templatesOf(
      file.path,
      settings.filter(({ keys }) => keys[0] === name),
    );
    return { name, templates, values: new Map(known.flatMap((some) => [...some])) };
  });
  const known = sets.filter((set) => set !== null);
  if (known.length === 0 || known.length < sets.length) return null;
  const others = settings.filter((setting) => !overrides.includes(setting));
  return { sets: known, beside: canonicalJson(others.map(({ keys, values }) => [keys.join('.'), values])) };
}

function isOverrides({ keys }: Setting): boolean {
  const [, command = '', section, name] = keys;
  return COMMANDS.includes(command) && section === 'parameters' && name === 'parameter_overrides';
}

function rankOf({ keys }: Setting): number {
  return COMMANDS.indexOf(keys[1] ?? '');
}

/** What is built lies in a folder that is in no repository: it is made from the template beside the settings. */
function templatesOf(path: string, settings: readonly Setting[]): readonly string[] {
  const named = settings.filter(({ keys }) => /^template(?:_file)?$/.test(keys[3] ?? ''));
  const files = named.flatMap(({ values }) => values).filter((value) => !value.includes('.aws-sam'));
  const usual = ['template.yaml', 'template.yml', 'template.json'];
  return (files.length === 0 ? usual : files).flatMap((name) => beside(path, name) ?? []);
}

/** `Key=Value Key="a value"`, and `ParameterKey=Key,ParameterValue=Value`. */
const PAIR =
  /(?:^|\s)(?:ParameterKey=([A-Za-z0-9]{1,255}),ParameterValue=|([A-Za-z0-9]{1,255})=)("(?:[^"\\]|\\[^])*"|'[^']*'|[^\s"']*)(?=\s|$)/g;

function valuesOf({ values, line }: Setting): ReadonlyMap<string, ParameterValue> | null {
  const found = values.map((value) => {
    // What is left over beside the pairs would be a value that nobody sees.
    if (value.replaceAll(PAIR, '').trim() !== '') return null;
    const pairs = [...value.matchAll(PAIR)];
    return pairs.map(([, long, short, text = '']): readonly [string, ParameterValue] => [
      long ?? short ?? '',
      { text: unquoted(text), line },
    ]);
  });
  const known = found.filter((pairs) => pairs !== null);
  const given = new Map(known.flat());
  return known.length < found.length || given.size < known.flat().length ? null : given;
}

function unquoted(text: string): string {
  if (text.startsWith('"')) return text.slice(1, -1).replaceAll(/\\([^])/g, '$1');
  return text.startsWith("'") ? text.slice(1, -1) : text;
}

function settingsOf(file: FormatFile): readonly Setting[] | null {
  if (/\.toml$/i.test(file.path))
    return readTomlLines(file.text).map(({ keys, value, line }) => ({
      keys,
      values: typeof value === 'string' ? sourceTexts(value) : value,
      line,
    }));
  const { documents, problem } = file.syntax();
  const [document, second] = documents;
  return problem !== null || document === undefined || second !== undefined ? null : flattened(document, []);
}

/** Texts with escapes come as they are written. */
const TEXT = /"((?:[^"\\]|\\[^])*)"|'([^']*)'/g;

function sourceTexts(value: string): readonly string[] {
  if (!/^["[]/.test(value)) return [value];
  const rest = value.replaceAll(TEXT, '').replaceAll(/^\[|,|\]$|\s/g, '');
  if (rest !== '') return [value];
  return [...value.matchAll(TEXT)].map(([, text, plain = '']) => text?.replaceAll(/\\([^])/g, '$1') ?? plain);
}

function flattened(node: SyntaxNode, keys: readonly string[]): readonly Setting[] {
  if (node.kind === 'map' && keys[3] === 'parameter_overrides')
    return [
      { keys, values: node.entries.map(({ key, value }) => `${key}=${quoted(value)}`), line: node.line },
    ];
  if (node.kind === 'map') return node.entries.flatMap(({ key, value }) => flattened(value, [...keys, key]));
  const items = node.kind === 'list' ? node.items : [node];
  return [{ keys, values: items.map((item) => (item.kind === 'scalar' ? item.text : '?')), line: node.line }];
}

function quoted(node: SyntaxNode): string {
  return node.kind === 'scalar' && node.tag === null ? JSON.stringify(node.text) : '"" ?';
}
