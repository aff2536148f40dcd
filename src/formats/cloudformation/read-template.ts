// A file as the one template that it is, or why it is none; called by `cloudformation` and `readStacks`.
import { memory } from '../../model/memory.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import type { Problem } from '../format.ts';
import type { FormatFile } from '../format-file.ts';
import { syntaxProblem } from '../problem.ts';
import { resolveTree } from '../resolved-tree.ts';
import { TEMPLATE_TAGS } from './functions.ts';
import { unrollLoops } from './loops.ts';

export type ReadTemplate =
  /** With its aliases followed and its loops written out; null for a file without content. */
  | { readonly kind: 'ok'; readonly document: SyntaxNode | null }
  | { readonly kind: 'problem'; readonly problem: Problem };

const known = memory<FormatFile, ReadTemplate>();

/** Total. A template is asked for once for every set of values that it is deployed with. */
export function readTemplate(file: FormatFile): ReadTemplate {
  const read = known.get(file) ?? readDocument(file);
  known.set(file, read);
  return read;
}

function readDocument(file: FormatFile): ReadTemplate {
  const problem = syntaxProblem(file) ?? documentProblem(file.syntax().documents);
  if (problem !== null) return { kind: 'problem', problem };
  const [document] = file.syntax().documents;
  if (document === undefined) return { kind: 'ok', document: null };
  const resolved = resolveTree(document, TEMPLATE_TAGS);
  return resolved.kind === 'problem' ? resolved : { kind: 'ok', document: unrollLoops(resolved.node) };
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
