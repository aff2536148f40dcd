// Files that set up package managers as flat settings, whichever syntax they have. Called by package-marks.ts.
import { parseJson, parseYaml } from '../../syntax/index.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { readTomlLines } from '../toml-lines.ts';
import { textOf } from '../tree.ts';

/** `line` is 1-based. A list gives one setting for each item. */
export type Setting = { readonly path: readonly string[]; readonly value: string; readonly line: number };

type Reader = (text: string) => readonly Setting[];

/** By names of files in small letters. Total: what cannot be read holds no settings. */
const READERS: readonly { readonly file: RegExp; readonly read: Reader }[] = [
  { file: /(?:^|\/)(?:\.?npmrc|\.?pip\.(?:conf|ini)|pip\/pip\.(?:conf|ini)|\.pypirc)$/, read: readIni },
  { file: /(?:^|\/)\.yarnrc$/, read: readWords },
  { file: /(?:^|\/)(?:\.yarnrc\.ya?ml|pnpm-workspace\.ya?ml)$/, read: readYaml },
  { file: /(?:^|\/)package\.json$/, read: readJson },
  {
    file: /(?:^|\/)(?:bunfig\.toml|uv\.toml|pyproject\.toml|pipfile|\.cargo\/config(?:\.toml)?)$/,
    read: readToml,
  },
  { file: /(?:^|\/)nuget\.config$/, read: readNuGet },
  {
    file: /(?:^|\/)[^/]*(?:requirements|constraints)[^/]*\.txt$|(?:^|\/)requirements\/[^/]+\.txt$/,
    read: readOptions,
  },
];

/** Null for a file that sets up no package manager. */
export function readerOf(path: string): Reader | null {
  const folded = path.toLowerCase();
  return READERS.find(({ file }) => file.test(folded))?.read ?? null;
}

function linesOf(text: string): readonly { readonly text: string; readonly line: number }[] {
  return text.split(/\r\n|\n|\r/).map((line, index) => ({ text: line, line: index + 1 }));
}

/** `key = value` below `[section]`; an indented line is one more value. https://docs.npmjs.com/cli/configuring-npm/npmrc, https://pip.pypa.io/en/stable/topics/configuration/ */
function readIni(text: string): readonly Setting[] {
  let section: readonly string[] = [];
  let key = '';
  return linesOf(text).flatMap(({ text: raw, line }): readonly Setting[] => {
    const trimmed = raw.trim();
    if (trimmed === '' || /^[#;]/.test(trimmed)) return [];
    const header = /^\[([^[\]]{1,200})\]$/.exec(trimmed)?.[1];
    if (header !== undefined) {
      section = [header];
      return [];
    }
    const equals = /^(?:[^=]*?:registry|[^=:]*)[=:]|^[^=]*=/.exec(trimmed)?.[0] ?? '';
    if (/^\s/.test(raw) && key !== '' && !trimmed.includes('='))
      return [{ path: [...section, key], value: trimmed, line }];
    if (equals === '') return [];
    key = equals.slice(0, -1).trim().replace(/\[\]$/, '');
    return [{ path: [...section, key], value: unquoted(trimmed.slice(equals.length)), line }];
  });
}

/** `registry "https://…"`. https://classic.yarnpkg.com/en/docs/yarnrc */
function readWords(text: string): readonly Setting[] {
  return linesOf(text).flatMap(({ text: raw, line }) => {
    const [, key, value] = /^\s*("[^"]*"|[^\s"#]\S*)\s+(\S.*)$/.exec(raw) ?? [];
    return key === undefined || value === undefined
      ? []
      : [{ path: [unquoted(key)], value: unquoted(value), line }];
  });
}

/** Options in a list of requirements. https://pip.pypa.io/en/stable/reference/requirements-file-format/#global-options */
function readOptions(text: string): readonly Setting[] {
  return linesOf(text).flatMap(({ text: raw, line }) => {
    const [, option = '', value] = /^\s*(-i|-f|--[a-z-]{1,40})[ =]\s*(\S+)/.exec(raw) ?? [];
    const name = option === '-i' ? 'index-url' : option === '-f' ? 'find-links' : option.replace(/^--/, '');
    return value === undefined ? [] : [{ path: [name], value: unquoted(value), line }];
  });
}

function readYaml(text: string): readonly Setting[] {
  return parseYaml(text).documents.flatMap((root) => settingsBelow(root, []));
}

/** The rest of a `package.json` sets up other tools. */
const OF_PACKAGE = /^(?:scripts|publishConfig|pnpm|trustedDependencies|packageManager)$/;

function readJson(text: string): readonly Setting[] {
  const read = parseJson(text);
  return read.kind === 'ok'
    ? settingsBelow(read.root, []).filter(({ path }) => OF_PACKAGE.test(path[0] ?? ''))
    : [];
}

/** Aliases are left out, so that every node is looked at once. */
function settingsBelow(node: SyntaxNode, path: readonly string[]): readonly Setting[] {
  if (node.kind === 'map')
    return node.entries.flatMap(({ key, value }) => settingsBelow(value, [...path, key]));
  if (node.kind === 'list') return node.items.flatMap((item) => settingsBelow(item, path));
  return node.kind === 'scalar' ? [{ path, value: textOf(node), line: node.line }] : [];
}

function readToml(text: string): readonly Setting[] {
  return readTomlLines(text).flatMap(({ keys, value, line }) => {
    if (typeof value !== 'string') return value.map((item) => ({ path: keys, value: item, line }));
    // `{ url = "https://…", token = "$TOKEN" }`
    const url = /^\{[^{}]{0,2000}\burl\s{0,9}=\s{0,9}["']([^"']{1,2000})["']/.exec(value)?.[1];
    return [{ path: url === undefined ? keys : [...keys, 'url'], value: url ?? value, line }];
  });
}

/** `<add key="x" value="https://…" />` in its section. https://learn.microsoft.com/en-us/nuget/reference/nuget-config-file */
function readNuGet(text: string): readonly Setting[] {
  let section = '';
  let isComment = false;
  return linesOf(text).flatMap(({ text: raw, line }) => {
    if (raw.includes('<!--')) isComment = true;
    const skipped = isComment;
    if (raw.includes('-->')) isComment = false;
    if (skipped) return [];
    const tags = raw.match(/<\/?[A-Za-z][^<>]{0,2000}>/g) ?? [];
    return tags.flatMap((tag): readonly Setting[] => {
      const opened = /^<(packageSources|config|disabledPackageSources|trustedSigners)\b/i.exec(tag)?.[1];
      if (opened !== undefined) section = opened;
      const key = /\bkey\s{0,9}=\s{0,9}["']([^"']*)["']/i.exec(tag)?.[1];
      const value = /\bvalue\s{0,9}=\s{0,9}["']([^"']*)["']/i.exec(tag)?.[1];
      if (!/^<add\b/i.test(tag) || key === undefined || value === undefined) return [];
      const insecure = /\ballowInsecureConnections\s{0,9}=\s{0,9}["']true["']/i.test(tag);
      return [
        { path: section === '' ? [key] : [section, key], value, line },
        ...(insecure ? [{ path: ['allowInsecureConnections'], value: 'true', line }] : []),
      ];
    });
  });
}

function unquoted(text: string): string {
  const trimmed = text.trim();
  return /^(["']).*\1$/s.test(trimmed) ? trimmed.slice(1, -1) : trimmed;
}
