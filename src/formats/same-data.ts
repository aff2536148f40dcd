// Whether both sides of a file of YAML or JSON say the same; asked of files that no format reads.
import { canonicalJson } from '../model/canonical.ts';
import type { FileChange, FileSide } from '../model/files.ts';
import { formatFileOf } from './format-file.ts';
import { meaningOf } from './kubernetes/meaning.ts';
import { syntaxProblem } from './problem.ts';
import { resolveTree } from './resolved-tree.ts';

/** Only comments and layout differ. What cannot be read, or is filled in by a template, never says the same. */
export function saysTheSame({ before, after }: FileChange): boolean {
  if (before === null || after === null || before.path !== after.path) return false;
  if (!/\.(?:ya?ml|json)$/i.test(after.path) || before.mode !== after.mode) return false;
  const [old, now] = [dataOf(before), dataOf(after)];
  return old !== null && old === now;
}

function dataOf(side: FileSide): string | null {
  if (side.content.kind !== 'text' || /[$%]\{/.test(side.content.text)) return null;
  const file = formatFileOf(side);
  if (syntaxProblem(file) !== null) return null;
  const trees = file.syntax().documents.map((document) => resolveTree(document));
  const known = trees.flatMap((tree) => (tree.kind === 'ok' ? [meaningOf(tree.node)] : []));
  return known.length === trees.length && known.length > 0 ? canonicalJson(known) : null;
}
