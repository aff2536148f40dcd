// Files that steer the gate or the agents themselves: policy, code owners, agent instructions and tools. Any byte counts.
import type { ParsedChange } from '../model/change.ts';
import { governanceFile } from '../model/governance-files.ts';
import { isPolicyText, mayBePolicy } from '../model/policy-text.ts';
import type { Format, FormatInput } from './format.ts';
import { formatFile } from './format-file.ts';
import type { FormatFile } from './format-file.ts';
import { codeOwners } from './governance/code-owners.ts';
import { toolSettings } from './governance/tool-settings.ts';
import { compareEntries, toState } from './state.ts';
import type { Entry } from './state.ts';
import { countedFile } from './whole-file.ts';

/** Settings of an editor that govern its agents only where they speak of them. */
const EDITOR = /(?:^|\/)\.vscode\/(?:settings|tasks)\.json$|\.code-workspace$/i;
const OF_AGENTS = /chat\.|"mcp|autoApprove|folderOpen|allowAutomaticTasks/i;
/** Where an organisation keeps its floor if nobody said otherwise. */
const FLOOR = /^aigov\.ya?ml$/i;
/** JSON may spell any of these words in escapes: then the text is no witness. */
const ESCAPED = /\\u[0-9a-f]{4}/i;

export const governance: Format = {
  id: 'governance',
  title: 'Policy, code owners, agent instructions and tools',
  claims: (path) =>
    governanceFile(path) !== null ? 'path' : EDITOR.test(path) || mayBePolicy(path) ? 'content' : 'none',
  recognise: (file) => (isGoverning(file) ? 'governance' : null),
  // Infrastructure with the outline of a policy around it is infrastructure: every other format is asked before.
  recogniseLast: (file) => (isShared(file) ? 'governance' : null),
  sameAfterRename: () => false,
  parse: (input) => ({ kind: 'parsed', changes: [withContent(countedFile(input, 'governance'), input)] }),
};

function isGoverning({ path, text }: FormatFile): boolean {
  if (governanceFile(path) !== null) return true;
  return EDITOR.test(path) && (OF_AGENTS.test(text) || ESCAPED.test(text));
}

/** Floors and shared layers have names of their own. Several documents, or a text that cannot be read, may hold what nobody saw. */
function isShared(file: FormatFile): boolean {
  if (FLOOR.test(file.path)) return true;
  if (!mayBePolicy(file.path) || !isPolicyText(file.text)) return false;
  const { problem, documents } = file.syntax();
  return problem === null && documents.length === 1;
}

type Content = { readonly before: readonly Entry[] | null; readonly after: readonly Entry[] | null };

/** The blob ids stay beside what is read, since a comment counts as well; a file that cannot be read says only that. */
function withContent(change: ParsedChange, input: FormatInput): ParsedChange {
  const { before, after } = contentOf(input);
  if ((before ?? []).length + (after ?? []).length === 0) return change;
  const shown = (entries: readonly Entry[] | null): ParsedChange['before'] =>
    entries === null
      ? null
      : toState(
          entries.map((entry) => ({ ...entry, sensitive: false })),
          [],
        );
  return {
    ...change,
    attributes: [...change.attributes, ...compareEntries(before ?? [], after ?? [])],
    before: shown(before),
    after: shown(after),
  };
}

function contentOf(input: FormatInput): Content {
  const { path } = input;
  const [before, after] = [wellFormed(input.before), wellFormed(input.after)];
  switch (EDITOR.test(path) ? 'tools' : governanceFile(path)?.role) {
    case 'owners': {
      const owners = codeOwners(before, after);
      return { before: before && owners.before, after: after && owners.after };
    }
    case 'tools':
    case 'instructions':
      return { before: before && settingsOf(before), after: after && settingsOf(after) };
    case 'policy':
    case undefined:
      return { before: null, after: null };
  }
}

/** No other format is asked for a text with halves of characters: here any text is a change. */
function wellFormed(file: FormatFile | null): FormatFile | null {
  return file === null || file.text.isWellFormed()
    ? file
    : formatFile({ path: file.path, blob: file.blob, text: file.text.toWellFormed() });
}

/** `unread` tells rules that settings are there which nobody could look at. */
function settingsOf(file: FormatFile): readonly Entry[] {
  const unread = { path: 'unread', line: 1, compare: file.blob, shown: true, sensitive: false };
  return toolSettings(file) ?? [unread];
}
