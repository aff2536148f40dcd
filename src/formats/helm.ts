// Helm charts: a semantic diff of their metadata and values, and of templates as far as they can be read without rendering.
import type { SyntaxNode } from '../syntax/index.ts';
import type { Format, FormatInput, FormatResult } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { localCharts } from './helm/local-charts.ts';
import { readTemplate } from './helm/read-template.ts';
import { subjectChange } from './kubernetes/object-change.ts';
import type { Described } from './kubernetes/object-change.ts';
import { isObject } from './kubernetes/objects.ts';
import { parseSettings } from './kubernetes/parse-subjects.ts';
import { folderOf } from './kubernetes/paths.ts';
import { pairByLastOfKey } from './pair.ts';
import { inBase } from './problem.ts';
import { hasKeys, itemsOf, member } from './tree.ts';
import { opaqueFile } from './whole-file.ts';

/** Lower-cased paths of files that are YAML by their name, and what each is. */
const SETTINGS: readonly { readonly path: RegExp; readonly type: string }[] = [
  { path: /(?:^|\/)chart\.ya?ml$/, type: 'Chart' },
  { path: /(?:^|\/)chart\.lock$/, type: 'ChartLock' },
  { path: /(?:^|\/)(?:values[^/]*|[^/]*[-_.]values)\.ya?ml$/, type: 'HelmValues' },
];
/** Dependencies of charts of the first API version; other tools have files of this name. */
const REQUIREMENTS = /(?:^|\/)requirements\.(?:yaml|lock)$/;
/** Of Helm, and of no other tool that has a folder of templates. */
const TEMPLATE =
  /^(?!\.github\/)(?!(?:.*\/)?roles\/[^/]+\/templates\/)(?:.*\/)?templates\/.*\.(?:ya?ml|json|txt|tpl)$/;

export const helm: Format = {
  id: 'helm',
  title: 'Helm charts',
  claims: (path) =>
    settingsType(path) !== null ? 'path' : isTemplatePath(path) || isRequirements(path) ? 'content' : 'none',
  recognise: (file) =>
    settingsType(file.path) !== null || hasRequirements(file) || isTemplate(file) ? 'helm' : null,
  // Actions in quotes and comments leave a template readable as what it is not: a plain manifest.
  recogniseData: (file) => (isTemplate(file) && file.syntax().documents.some(isObject) ? 'helm' : null),
  // A chart reads its whole folder of templates; values are chosen by their name.
  sameAfterRename: (before, after) =>
    folderOf(before) === folderOf(after) && isTemplatePath(before) && isTemplatePath(after),
  pullsIn: (file) => (settingsType(file.path) === 'Chart' || hasRequirements(file) ? localCharts(file) : []),
  parse: (input) =>
    isTemplatePath(input.path) ? parseTemplate(input) : parseSettings(input, 'helm', describe),
};

function settingsType(path: string): string | null {
  return SETTINGS.find((one) => one.path.test(path.toLowerCase()))?.type ?? null;
}

function isRequirements(path: string): boolean {
  return REQUIREMENTS.test(path.toLowerCase());
}

function hasRequirements(file: FormatFile): boolean {
  const lists = file.syntax().documents.flatMap((root) => itemsOf(member(root, 'dependencies')));
  return isRequirements(file.path) && lists.some((item) => hasKeys(item, 'name', 'version'));
}

function isTemplatePath(path: string): boolean {
  return settingsType(path) === null && TEMPLATE.test(path.toLowerCase());
}

function isTemplate({ path, text }: FormatFile): boolean {
  return isTemplatePath(path) && text.includes('{{');
}

function describe(tree: SyntaxNode, { path }: FormatFile): Described & { readonly tree: SyntaxNode } {
  return { tree, address: path, type: settingsType(path) ?? 'Chart', places: { always: null, deep: true } };
}

/** Never more than opaque: only rendering tells which of the objects come about, and with which values. */
function parseTemplate(input: FormatInput): FormatResult {
  if (/\.(?:tpl|txt)$/i.test(input.path)) return { kind: 'parsed', changes: [opaqueFile(input, 'helm')] };
  const after = input.after === null ? NOTHING : readTemplate(input.after);
  if (after.kind === 'problem') return { kind: 'unreadable', problem: after.problem };
  const before = input.before === null ? NOTHING : readTemplate(input.before);
  if (before.kind === 'problem') return { kind: 'unreadable', problem: inBase(before.problem) };
  const changes = pairByLastOfKey(before.subjects, after.subjects)
    .flatMap((pair) => subjectChange(pair, input, 'helm'))
    .map((change) => ({ ...change, opaque: true }));
  const rest = before.rest === after.rest ? [] : [opaqueFile(input, 'helm')];
  return { kind: 'parsed', changes: [...changes, ...rest] };
}

const NOTHING = { kind: 'ok', subjects: [], rest: '' } as const;
