// JSON text to a positioned tree; called by formats for policy documents and plans.
import { buildTree } from './build-tree.ts';
import { lineIndex } from './lines.ts';
import type { SyntaxNode, SyntaxProblem } from './node.ts';
import { readEvents } from './read-events.ts';

export type ParsedJson =
  | { readonly kind: 'ok'; readonly root: SyntaxNode }
  | { readonly kind: 'problem'; readonly problem: SyntaxProblem };

/**
 * Two readers must agree: `JSON.parse` for validity, the event reader for positions and duplicate keys, because
 * `{"Effect":"Deny","Effect":"Allow"}` reads as Allow otherwise. Never throws.
 */
export function parseJson(text: string): ParsedJson {
  const invalid = jsonProblem(text);
  if (invalid !== null) return { kind: 'problem', problem: invalid };
  const read = readEvents(text);
  if (read.kind === 'problem') return read;
  const { documents, problems } = buildTree(read.text, read.events);
  const [problem] = problems;
  if (problem !== undefined) return { kind: 'problem', problem };
  const [root] = documents;
  if (root === undefined || documents.length > 1) {
    const message = 'the text is not one JSON value';
    return { kind: 'problem', problem: { code: 'syntax', message, line: 1, column: 1 } };
  }
  return { kind: 'ok', root };
}

/** The reader's own message quotes the text, which may hold a secret: only its place is taken over. */
function jsonProblem(text: string): SyntaxProblem | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const place = lineIndex(text)(offsetOf(text, error instanceof Error ? error.message : ''));
    return { code: 'syntax', message: 'this is not valid JSON', ...place };
  }
}

/** V8 names the offset ("at position 12"), says that the input ended, or for short texts says neither. */
function offsetOf(text: string, message: string): number {
  const offset = /at position (\d+)/.exec(message)?.[1];
  if (offset !== undefined) return Number(offset);
  return /\bend of\b/.test(message) ? text.length : 0;
}
