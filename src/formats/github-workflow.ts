// Workflows of GitHub Actions: what starts them, what their token may do, and each job with its steps.
import type { Format, FormatInput, FormatResult } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { readDocument } from './github/document.ts';
import type { ReadDocument } from './github/document.ts';
import { changesOf } from './github/parts.ts';
import { pulledIn } from './github/pulls-in.ts';
import { workflowParts } from './github/workflow-parts.ts';
import { isWorkflow } from './github/workflow-shape.ts';
import { inBase } from './problem.ts';
import { opaqueFile } from './whole-file.ts';

export const githubWorkflow: Format = {
  id: 'github-workflow',
  title: 'GitHub workflows',
  // GitHub runs only what lies directly in this folder.
  claims: (path) => (/^\.github\/workflows\/[^/]+\.ya?ml$/i.test(path) ? 'path' : 'none'),
  recognise: () => 'github-workflow',
  sameAfterRename: () => true,
  pullsIn: (file) => {
    const read = readWorkflow(file);
    return read.kind === 'ok' ? pulledIn(read.root) : [];
  },
  parse,
};

function readWorkflow(file: FormatFile): ReadDocument | { readonly kind: 'other' } {
  const read = readDocument(file);
  return read.kind === 'ok' && !isWorkflow(read.root) ? { kind: 'other' } : read;
}

/** GitHub runs nothing that is no workflow, so in the base it is as good as no file; in the head a person must look. */
function parse(input: FormatInput): FormatResult {
  const after = input.after === null ? null : readWorkflow(input.after);
  if (after?.kind === 'problem') return { kind: 'unreadable', problem: after.problem };
  const before = input.before === null ? null : readWorkflow(input.before);
  if (before?.kind === 'problem') return { kind: 'unreadable', problem: inBase(before.problem) };
  if (after?.kind === 'other' || (after === null && before?.kind === 'other'))
    return { kind: 'parsed', changes: [opaqueFile(input, 'github-workflow')] };
  const parts = workflowParts({
    before: before?.kind === 'ok' ? before.root : null,
    after: after?.root ?? null,
  });
  return {
    kind: 'parsed',
    changes: changesOf(parts, { input, format: 'github-workflow', type: 'workflow' }),
  };
}
