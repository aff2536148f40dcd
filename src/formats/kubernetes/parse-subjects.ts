// Both sides of a file as subjects, and those that differ as changes; called by the formats of the Kubernetes family.
import type { ParsedChange } from '../../model/change.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import type { FormatInput, FormatResult, Problem } from '../format.ts';
import type { FormatFile } from '../format-file.ts';
import { pairByLastOfKey } from '../pair.ts';
import type { Pair } from '../pair.ts';
import { inBase, syntaxProblem } from '../problem.ts';
import { resolveTree } from '../resolved-tree.ts';
import { subjectChange, subjectOf } from './object-change.ts';
import type { Described, Subject } from './object-change.ts';

export type Subjects =
  | { readonly kind: 'ok'; readonly subjects: readonly Subject[] }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** An absent side has no subjects. The head's problem is told before the base's. */
export function parseSubjects(
  { before, after }: FormatInput,
  read: (file: FormatFile) => Subjects,
  toChanges: (pair: Pair<Subject>) => readonly ParsedChange[],
): FormatResult {
  const now = after === null ? NONE : read(after);
  if (now.kind === 'problem') return { kind: 'unreadable', problem: now.problem };
  const old = before === null ? NONE : read(before);
  if (old.kind === 'problem') return { kind: 'unreadable', problem: inBase(old.problem) };
  return { kind: 'parsed', changes: pairByLastOfKey(old.subjects, now.subjects).flatMap(toChanges) };
}

const NONE: Subjects = { kind: 'ok', subjects: [] };

/** Documents with their aliases followed; empty ones are left out. */
export type Documents =
  | { readonly kind: 'ok'; readonly roots: readonly SyntaxNode[] }
  | { readonly kind: 'problem'; readonly problem: Problem };

export function documentsOf(file: FormatFile): Documents {
  const problem = syntaxProblem(file);
  if (problem !== null) return { kind: 'problem', problem };
  const roots: SyntaxNode[] = [];
  for (const document of file.syntax().documents) {
    const resolved = resolveTree(document);
    if (resolved.kind === 'problem') return resolved;
    if (resolved.node.kind !== 'scalar' || resolved.node.text !== '') roots.push(resolved.node);
  }
  return { kind: 'ok', roots };
}

/** A file of settings: one document, which is one subject whatever the file is called on the other side. */
export function parseSettings(
  input: FormatInput,
  format: string,
  describe: (root: SyntaxNode, file: FormatFile) => Described & { readonly tree: SyntaxNode },
): FormatResult {
  const read = (file: FormatFile): Subjects => {
    const documents = documentsOf(file);
    if (documents.kind === 'problem') return documents;
    const [root, second] = documents.roots;
    if (second !== undefined) {
      const message = 'this file takes one document, and nobody can tell what a second one means';
      return { kind: 'problem', problem: { line: second.line, why: 'multiple-documents', message } };
    }
    if (root === undefined) return { kind: 'ok', subjects: [] };
    const { tree, ...described } = describe(root, file);
    return { kind: 'ok', subjects: [{ ...subjectOf(tree, file, described), key: 'file' }] };
  };
  return parseSubjects(input, read, (pair) => subjectChange(pair, input, format));
}
