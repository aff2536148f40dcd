// `samconfig` files: what SAM gives to a template in each environment; called by `readParameterFile`.
import { canonicalJson } from '../../model/canonical.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import type { FormatFile } from '../format-file.ts';
import { readTomlLines } from '../toml-lines.ts';
import type { ParameterFile, ParameterSet, ParameterValue } from './parameter-file.ts';
import { beside } from './pulls-in.ts';

/** Its usual name, and `samconfig-prod.toml` for `--config-file`. */
export function isSamSettings(path: string): boolean {
  return /(?:^|\/)samconfig(?:[-._][\w.-]{1,100})?\.(?:toml|ya?ml)$/i.test(path);
}

/** One setting: environment, command, `parameters` and its name, outermost first. */
type Setting = {
  readonly keys: readonly string[];
  readonly values: readonly string[];
  readonly line: number;
};

/** Commands that deploy. Each takes its own overrides whole, else those that hold for all commands. */
const COMMANDS: readonly string[] = ['deploy', 'sync'];
const ALL_COMMANDS = 'global';

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
  const sets = [...new Set(overrides.map(environmentOf))].flatMap((environment) =>
    setsOf(
      file.path,
      environment,
      settings.filter((one) => environmentOf(one) === environment),
    ),
  );
  const known = sets.filter((set) => set !== null);
  if (known.length === 0 || known.length < sets.length) return null;
  const others = settings.filter((setting) => !overrides.includes(setting));
  return { sets: known, beside: canonicalJson(others.map(({ keys, values }) => [keys.join('.'), values])) };
}

function isOverrides({ keys }: Setting): boolean {
  const [, command = '', section, name] = keys;
  return (
    [ALL_COMMANDS, ...COMMANDS].includes(command) &&
    section === 'parameters' &&
    name === 'parameter_overrides'
  );
}

function environmentOf({ keys }: Setting): string {
  return keys[0] ?? '';
}

/** One of `deploy`, and one more where `sync` has values of its own. Null where one is not known. */
function setsOf(
  path: string,
  environment: string,
  settings: readonly Setting[],
): readonly (ParameterSet | null)[] {
  const templates = templatesOf(path, settings);
  const overridesOf = (name: string): Setting | undefined =>
    settings.find((one) => isOverrides(one) && one.keys[1] === name);
  return COMMANDS.flatMap((command): readonly (ParameterSet | null)[] => {
    const isFirst = command === COMMANDS[0];
    const own = overridesOf(command) ?? (isFirst ? overridesOf(ALL_COMMANDS) : undefined);
    if (own === undefined) return [];
    const values = valuesOf(own);
    const name = isFirst ? environment : `${environment} ${command}`;
    return [values === null ? null : { name, templates, values }];
  });
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
