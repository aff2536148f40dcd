// All recognised files that no format understands yet: one change per file that asks for a human.
import type { Format } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { OPAQUE_TABLE } from './opaque-table.ts';
import type { OpaqueRow } from './opaque-table.ts';
import { valuesOfHelmfile } from './helm/values-paths.ts';
import { firstSyntaxProblem } from './problem.ts';
import { onlyCommentsDiffer } from './only-comments.ts';
import { opaqueFile } from './whole-file.ts';

export const opaque: Format = {
  id: 'opaque',
  title: 'Infrastructure that is recognised, not understood',
  claims: (path) =>
    byPath(path) ? 'path' : mayHold(path) ? 'content' : mayShow(path.toLowerCase()) ? 'glance' : 'none',
  recognise: (file) => (byPath(file.path) ?? byContent(file))?.id ?? null,
  recogniseData: (file) => byContent(file, (row) => row.telling === true)?.id ?? null,
  sameAfterRename: () => true,
  pullsIn: (file) => (byPath(file.path)?.id === 'helmfile' ? valuesOfHelmfile(file) : []),
  parse: (input, format) => {
    // The path claims it, so a text that cannot be read is refused and never taken for something else.
    const strict =
      isData(input.path.toLowerCase()) && OPAQUE_TABLE.some((row) => row.id === format && row.syntax);
    const problem = strict ? firstSyntaxProblem(input.before, input.after) : null;
    if (problem !== null) return { kind: 'unreadable', problem };
    const changes = onlyCommentsDiffer(input.before, input.after) ? [] : [opaqueFile(input, format)];
    return { kind: 'parsed', changes };
  },
};

function byPath(path: string): OpaqueRow | undefined {
  const folded = path.toLowerCase();
  return OPAQUE_TABLE.find((row) => row.path?.test(folded));
}

function byContent(file: FormatFile, among: (row: OpaqueRow) => boolean = () => true): OpaqueRow | undefined {
  const folded = file.path.toLowerCase();
  return OPAQUE_TABLE.filter(among).find(
    (row) =>
      (row.textPath?.test(folded) === true && row.text?.(file.text) === true) ||
      (isData(folded) && row.content !== undefined && file.syntax().documents.some(row.content)),
  );
}

function mayHold(path: string): boolean {
  const folded = path.toLowerCase();
  return isData(folded) || OPAQUE_TABLE.some((row) => row.glance !== true && row.textPath?.test(folded));
}

function mayShow(path: string): boolean {
  return OPAQUE_TABLE.some((row) => row.glance === true && row.textPath?.test(path));
}

function isData(path: string): boolean {
  return /\.(?:ya?ml|json)$/.test(path);
}
