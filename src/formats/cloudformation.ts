// CloudFormation and SAM templates, and what CDK synthesizes, in YAML and JSON: a semantic diff resource by resource.
import type { ParsedChange } from '../model/change.ts';
import type { SyntaxNode } from '../syntax/index.ts';
import { TEMPLATE_TAGS } from './cloudformation/functions.ts';
import { isTemplate } from './cloudformation/is-template.ts';
import { templatePaths } from './cloudformation/pulls-in.ts';
import { standingParts } from './cloudformation/standing-parts.ts';
import { templateChange } from './cloudformation/template-change.ts';
import { templateParts } from './cloudformation/template-parts.ts';
import type { TemplatePart } from './cloudformation/template-parts.ts';
import type { Format, FormatInput, FormatResult, Problem } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { pairByKey } from './pair.ts';
import { inBase, syntaxProblem } from './problem.ts';
import { resolveTree } from './resolved-tree.ts';

export const cloudformation: Format = {
  id: 'cloudformation',
  title: 'CloudFormation, SAM and synthesized CDK templates',
  // What lies under `.github` is read by GitHub, and by its path.
  claims: (path) => (/^(?!\.github\/).*\.(?:ya?ml|json|template)$/i.test(path) ? 'content' : 'none'),
  recognise,
  recogniseData: recognise,
  // A stack has its name from whoever deploys it, not from the file.
  sameAfterRename: () => true,
  pullsIn: (file) => file.syntax().documents.flatMap((document) => templatePaths(document, file.path)),
  parse,
};

function recognise(file: FormatFile): string | null {
  return file.syntax().documents.some(isTemplate) ? 'cloudformation' : null;
}

function parse(input: FormatInput): FormatResult {
  const after = partsOf(input.after);
  if (after.kind === 'problem') return { kind: 'unreadable', problem: after.problem };
  const before = partsOf(input.before);
  if (before.kind === 'problem') return { kind: 'unreadable', problem: inBase(before.problem) };
  const changes = pairByKey(before.parts, after.parts).flatMap((pair) => templateChange(pair, input));
  const all = [...changes, ...rewritten(after.parts, changes, input)];
  return { kind: 'parsed', changes: [...all, ...standingParts(after.parts, all, input)] };
}

/** A macro rewrites the whole template, so whatever else changed in it becomes something only the macro knows. */
function rewritten(
  parts: readonly TemplatePart[],
  changes: readonly ParsedChange[],
  input: FormatInput,
): readonly ParsedChange[] {
  const macros = parts.filter(({ type, remote }) => type === 'transform' && remote);
  const told = macros.filter(({ address }) => !changes.some((change) => change.address === address));
  return changes.length === 0
    ? []
    : told.flatMap((one) => templateChange({ before: one, after: one }, input));
}

type Parts =
  | { readonly kind: 'ok'; readonly parts: readonly TemplatePart[] }
  | { readonly kind: 'problem'; readonly problem: Problem };

function partsOf(file: FormatFile | null): Parts {
  if (file === null) return { kind: 'ok', parts: [] };
  const problem = syntaxProblem(file) ?? documentProblem(file.syntax().documents);
  if (problem !== null) return { kind: 'problem', problem };
  const [document] = file.syntax().documents;
  if (document === undefined) return { kind: 'ok', parts: [] };
  const resolved = resolveTree(document, TEMPLATE_TAGS);
  if (resolved.kind === 'problem') return resolved;
  return { kind: 'ok', parts: templateParts(resolved.node) };
}

/** The service reads one template from a file; who deploys the others, and where, is not to be seen. */
function documentProblem(documents: readonly SyntaxNode[]): Problem | null {
  const second = documents[1];
  if (second === undefined) return null;
  return {
    line: second.line,
    why: 'multiple-documents',
    message: 'a template is one document, and a second begins here',
  };
}
