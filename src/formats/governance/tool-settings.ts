// What an agent may call and run on its own, out of its settings: JSON, TOML, YAML, or the head of a Markdown file.
import type { JsonValue } from '../../model/json.ts';
import { parseYaml } from '../../syntax/index.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import type { FormatFile } from '../format-file.ts';
import { followAliases } from '../github/document.ts';
import { membersOf } from '../github/entries.ts';
import { readRelaxed } from '../json-with-comments.ts';
import { SENSITIVE, isSecretName, maskValue } from '../sensitive.ts';
import { joinPath } from '../state.ts';
import type { Entry } from '../state.ts';
import { readTomlLines } from '../toml-lines.ts';

/** Attributes of the settings in a file; null where there are settings and they cannot be read. */
export function toolSettings(file: FormatFile): readonly Entry[] | null {
  if (/\.toml$/i.test(file.path)) return readTomlLines(file.text).map(tomlEntry).map(withoutArguments);
  const root = /\.mdc?$/i.test(file.path) ? frontMatter(file) : treeOf(file);
  if (root === 'none') return [];
  const resolved = root === null ? null : followAliases(root);
  if (resolved?.kind !== 'ok' || resolved.root.kind !== 'map') return null;
  return membersOf(resolved.root.entries).map(withoutArguments);
}

/** An empty file sets nothing. */
function treeOf(file: FormatFile): SyntaxNode | null | 'none' {
  if (file.text.trim() === '') return 'none';
  if (!/\.ya?ml$/i.test(file.path)) return readRelaxed(file);
  const { documents, problem } = file.syntax();
  return problem === null && documents.length === 1 ? (documents[0] ?? null) : null;
}

/** The YAML between `---` lines at the top, kept on its lines: tools and servers of an agent or a skill stand there. */
function frontMatter(file: FormatFile): SyntaxNode | null | 'none' {
  const [first, ...rest] = file.text.split(/\r\n|\n|\r/);
  const end = rest.findIndex((line) => /^---\s*$/.test(line));
  if (first === undefined || !/^---\s*$/.test(first) || end < 0) return 'none';
  const { documents, problems } = parseYaml(['', ...rest.slice(0, end)].join('\n'));
  if (problems.length > 0 || documents.length > 1) return null;
  return documents[0] ?? 'none';
}

/** Below a table a name that is a secret's hides its value, and so does one inside of a value that was not taken apart. */
function tomlEntry({ keys, value, line }: ReturnType<typeof readTomlLines>[number]): Entry {
  const path = keys.reduce(joinPath, '');
  const own = keys.slice(1).some((key) => isSecretName(key) && !/_env_var$/i.test(key));
  const inside = typeof value === 'string' && /^[[{]/.test(value) && isSecretName(value);
  const shown = own || inside ? SENSITIVE : maskValue(value);
  return { path, line, compare: value, shown, sensitive: shown !== value };
}

/** Secrets in a command line: behind a flag that is called like one, in `--flag=…`, in the query of an address. */
function withoutArguments(entry: Entry): Entry {
  const shown = maskArguments(entry.shown);
  return shown === entry.shown ? entry : { ...entry, shown, sensitive: true };
}

const SECRET_FLAG = /^--?[\w-]{0,60}(?:token|key|secret|passw)[\w-]{0,60}$/i;
const ASSIGNED = /((?:--|[?&])[\w-]{0,60}(?:token|key|secret|passw)[\w-]{0,60}=)[^&\s"']+/gi;

function maskArguments(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.replaceAll(ASSIGNED, `$1${SENSITIVE}`);
  if (!Array.isArray(value)) return value;
  const items = value as readonly JsonValue[];
  const masked = items.map((item, index) => {
    const before = items[index - 1];
    const behindFlag = typeof before === 'string' && SECRET_FLAG.test(before);
    return behindFlag && typeof item === 'string' ? SENSITIVE : maskArguments(item);
  });
  return masked.some((item, index) => item !== items[index]) ? masked : value;
}
