// Bots that open and merge pull requests on their own: Dependabot, Renovate, Mergify. What they may do and merge.
import type { Format, FormatInput, FormatResult } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { botParts } from './github/bot-parts.ts';
import { followAliases, readDocument } from './github/document.ts';
import type { ReadDocument } from './github/document.ts';
import { changesOf } from './github/parts.ts';
import { readRelaxed } from './json-with-comments.ts';
import { inBase } from './problem.ts';

const PATHS = [
  /^\.github\/dependabot\.ya?ml$/,
  /^(?:\.github\/|\.gitlab\/)?renovate\.json[5c]?$/,
  /(?:^|\/)\.?renovate(?:rc)?(?:\.json[5c]?)?$/,
  /^(?:\.mergify|\.github\/mergify|\.mergify\/config)\.ya?ml$/,
];

export const dependabot: Format = {
  id: 'dependabot',
  title: 'Bots that open or merge pull requests',
  claims: (path) => (PATHS.some((pattern) => pattern.test(path.toLowerCase())) ? 'path' : 'none'),
  recognise: () => 'dependabot',
  sameAfterRename: () => true,
  parse,
};

function parse(input: FormatInput): FormatResult {
  const after = input.after === null ? null : read(input.after);
  if (after?.kind === 'problem') return { kind: 'unreadable', problem: after.problem };
  const before = input.before === null ? null : read(input.before);
  if (before?.kind === 'problem') return { kind: 'unreadable', problem: inBase(before.problem) };
  const parts = botParts({ before: before?.root ?? null, after: after?.root ?? null });
  return { kind: 'parsed', changes: changesOf(parts, { input, format: 'dependabot', type: 'bot' }) };
}

/** Renovate takes JSON with comments; Dependabot and Mergify take YAML. */
function read(file: FormatFile): ReadDocument {
  const root = /\.ya?ml$/i.test(file.path) ? null : readRelaxed(file);
  return root === null ? readDocument(file) : followAliases(root);
}
