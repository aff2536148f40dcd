// Workflows of GitHub Actions: what starts them, what their token may do, and each job with its steps.
import type { SyntaxNode } from '../syntax/index.ts';
import type { Format, FormatInput, FormatResult, Problem } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { readDocument } from './github/document.ts';
import { changesOf } from './github/parts.ts';
import { pulledIn } from './github/pulls-in.ts';
import { workflowParts } from './github/workflow-parts.ts';
import { workflowProblem } from './github/workflow-shape.ts';
import { inBase } from './problem.ts';

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

type Read =
  | { readonly kind: 'ok'; readonly root: SyntaxNode }
  | { readonly kind: 'problem'; readonly problem: Problem };

function readWorkflow(file: FormatFile): Read {
  const read = readDocument(file);
  const problem = read.kind === 'ok' ? workflowProblem(read.root) : null;
  return problem === null ? read : { kind: 'problem', problem };
}

function parse(input: FormatInput): FormatResult {
  const after = input.after === null ? null : readWorkflow(input.after);
  if (after?.kind === 'problem') return { kind: 'unreadable', problem: after.problem };
  const before = input.before === null ? null : readWorkflow(input.before);
  if (before?.kind === 'problem') return { kind: 'unreadable', problem: inBase(before.problem) };
  const parts = workflowParts({ before: before?.root ?? null, after: after?.root ?? null });
  return {
    kind: 'parsed',
    changes: changesOf(parts, { input, format: 'github-workflow', type: 'workflow' }),
  };
}
