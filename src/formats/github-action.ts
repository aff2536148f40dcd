// Actions of this repository: what they take, and the steps, program or image they run. What lies beside them is opaque.
import type { Format, FormatInput, FormatResult } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { actionParts } from './github/action-parts.ts';
import { readDocument } from './github/document.ts';
import type { ReadDocument } from './github/document.ts';
import { changesOf } from './github/parts.ts';
import { pulledIn } from './github/pulls-in.ts';
import { firstSyntaxProblem, inBase } from './problem.ts';
import { hasKeys, isBorrowed, member, textOf } from './tree.ts';
import { opaqueFile } from './whole-file.ts';

const DEFINITION = /(?:^|\/)action\.ya?ml$/i;
/** Programs of actions and workflows, by the folders they are kept in. Notes and licences beside them run nowhere. */
const BESIDE = /^\.github\/(?:actions|scripts)\/(?!(?:.*\/)?(?:[^/]*\.md|licen[cs]e[^/]*|\.gitignore)$)/i;

export const githubAction: Format = {
  id: 'github-action',
  title: 'GitHub actions',
  claims: (path) => (DEFINITION.test(path) || BESIDE.test(path) ? 'path' : 'none'),
  recognise: (file) => (BESIDE.test(file.path) || mayBeAction(file) ? 'github-action' : null),
  sameAfterRename: (before, after) => DEFINITION.test(before) === DEFINITION.test(after),
  pullsIn,
  parse,
};

/** Elsewhere than under `.github` the name `action.yml` is not enough; a broken one could be anything. */
function mayBeAction(file: FormatFile): boolean {
  const { documents, problem } = file.syntax();
  return problem !== null || documents.some((root) => hasKeys(root, 'runs') || isBorrowed(root));
}

function readAction(file: FormatFile): ReadDocument | { readonly kind: 'other' } {
  const read = readDocument(file);
  return read.kind === 'ok' && member(read.root, 'runs')?.kind !== 'map' ? { kind: 'other' } : read;
}

/** What its steps use and the program it starts. A folder that a workflow names is pulled in as a whole by the workflow. */
function pullsIn(file: FormatFile): readonly string[] {
  const read = DEFINITION.test(file.path) ? readAction(file) : null;
  if (read?.kind !== 'ok') return [];
  const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
  const runs = member(read.root, 'runs');
  const programs = ['pre', 'main', 'post', 'image'].map((key) => textOf(member(runs, key)));
  const own = programs.filter((name) => /^(?:\.\/)?\w[\w./-]*$/.test(name) && !name.includes('..'));
  return [...pulledIn(read.root), ...own.map((name) => folder + name.replace(/^\.\//, ''))];
}

/** GitHub runs no action without `runs`, so in the base it is as good as no file; in the head a person must look. */
function parse(input: FormatInput): FormatResult {
  if (!DEFINITION.test(input.path)) return beside(input);
  const after = input.after === null ? null : readAction(input.after);
  if (after?.kind === 'problem') return { kind: 'unreadable', problem: after.problem };
  const before = input.before === null ? null : readAction(input.before);
  if (before?.kind === 'problem') return { kind: 'unreadable', problem: inBase(before.problem) };
  if (after?.kind === 'other' || (after === null && before?.kind === 'other'))
    return { kind: 'parsed', changes: [opaqueFile(input, 'github-action')] };
  const parts = actionParts({
    before: before?.kind === 'ok' ? before.root : null,
    after: after?.root ?? null,
  });
  return { kind: 'parsed', changes: changesOf(parts, { input, format: 'github-action', type: 'action' }) };
}

function beside(input: FormatInput): FormatResult {
  const data = /\.(?:ya?ml|json)$/i.test(input.path);
  const problem = data ? firstSyntaxProblem(input.before, input.after) : null;
  if (problem !== null) return { kind: 'unreadable', problem };
  return { kind: 'parsed', changes: [opaqueFile(input, 'github-action')] };
}
