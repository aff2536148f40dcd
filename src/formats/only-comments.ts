// Whether two texts of YAML differ in nothing but lines of comment; asked of files that no format understands.
import { canonicalJson } from '../model/canonical.ts';
import type { FormatFile } from './format-file.ts';
import { meaningOf } from './kubernetes/meaning.ts';
import { syntaxProblem } from './problem.ts';
import { resolveTree } from './resolved-tree.ts';

/** `# ` and words: no header (`#cloud-config`), no line that a template fills in before anybody reads YAML. */
const COMMENT = /^[ \t]*#(?:[ \t][^{}<>%$]{0,500})?$/;

/**
 * What is left without such lines is the same text, and both sides say the same data: inside of a script a line of that form belongs
 * to the text. In doubt false.
 */
export function onlyCommentsDiffer(before: FormatFile | null, after: FormatFile | null): boolean {
  if (before === null || after === null || before.path !== after.path || before.text === after.text)
    return false;
  if (!/\.ya?ml$/i.test(after.path) || withoutComments(before.text) !== withoutComments(after.text))
    return false;
  const [old, now] = [dataOf(before), dataOf(after)];
  return old !== null && old === now;
}

function withoutComments(text: string): string {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !COMMENT.test(line))
    .join('\n');
}

function dataOf(file: FormatFile): string | null {
  if (syntaxProblem(file) !== null) return null;
  const trees = file.syntax().documents.map((document) => resolveTree(document));
  const known = trees.flatMap((tree) => (tree.kind === 'ok' ? [meaningOf(tree.node)] : []));
  return known.length === trees.length && known.length > 0 ? canonicalJson(known) : null;
}
