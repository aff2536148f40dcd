// All recognised files that no format understands yet: one change per file that asks for a human.
import type { Format, FormatInput } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { pipelineParts } from './opaque/pipeline-parts.ts';
import { OPAQUE_TABLE } from './opaque-table.ts';
import type { OpaqueRow } from './opaque-table.ts';
import { parseYaml } from '../syntax/index.ts';
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
    if (problem !== null && !standsAsItStood(input)) return { kind: 'unreadable', problem };
    const { before, after, previousPath } = input;
    const parts = previousPath === null ? pipelineParts(format, before, after) : null;
    const isSame = parts?.same === true || onlyCommentsDiffer(before, after);
    // Another mode is a change, whatever the text says.
    if (isSame && before?.mode === after?.mode && before?.blob !== after?.blob)
      return { kind: 'parsed', changes: [] };
    const attributes = parts?.attributes ?? [];
    return { kind: 'parsed', changes: [{ ...opaqueFile(input, format), attributes }] };
  },
};

/** Keys that the base doubles too are nothing that this change brings: the file is opaque as it was. */
function standsAsItStood({ before, after }: FormatInput): boolean {
  const [old, now] = [before, after].map((file) => doubledKeys(file));
  return typeof now === 'string' && old === now;
}

/** Null where something else is wrong. */
function doubledKeys(file: FormatFile | null): string | null {
  const problems = file === null ? [] : parseYaml(file.text).problems;
  if (problems.length === 0 || problems.some(({ code }) => code !== 'duplicate-key')) return null;
  return problems
    .map(({ message }) => message.replace(/;[^;]*$/, ''))
    .toSorted()
    .join('\n');
}

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
