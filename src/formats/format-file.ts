// One side of a changed file with its syntax tree read once; `readFile` makes it, formats recognise and parse it.
import { memory } from '../model/memory.ts';
import type { FileSide } from '../model/files.ts';
import { parseJson, parseYaml } from '../syntax/index.ts';
import type { SyntaxNode, SyntaxProblem } from '../syntax/index.ts';

/** Documents of a YAML or JSON text (one for JSON). With a problem the documents are what could still be seen. */
type SyntaxReading = {
  readonly documents: readonly SyntaxNode[];
  readonly problem: SyntaxProblem | null;
};

export type FormatFile = {
  readonly path: string;
  /** Git object id. */
  readonly blob: string;
  readonly text: string;
  /** As git has it; null where nobody tells. */
  readonly mode: string | null;
  /** Number of lines, at least 1. */
  readonly lines: number;
  /** As JSON where the name ends in `.json`, else as YAML. */
  syntax(): SyntaxReading;
};

export function formatFile(given: {
  readonly path: string;
  readonly blob: string;
  readonly text: string;
  readonly mode?: string | null;
}): FormatFile {
  let known: SyntaxReading | null = null;
  return {
    mode: null,
    ...given,
    lines: countLines(given.text),
    syntax: () => (known ??= readSyntax(given.path, given.text)),
  };
}

const ofSides = memory<FileSide, FormatFile>();

/** The same for a side as git gave it; without text it is empty. A side is asked several questions and parsed once. */
export function formatFileOf(side: FileSide): FormatFile {
  const { path, blob, mode, content } = side;
  const text = content.kind === 'text' ? content.text : '';
  const file = ofSides.get(side) ?? formatFile({ path, blob, mode, text });
  ofSides.set(side, file);
  return file;
}

/** Lines as an editor shows them: a line end at the end of the text starts no further line. */
function countLines(text: string): number {
  return (text.replace(/(?:\r\n|\n|\r)$/, '').match(/\r\n|\n|\r/g)?.length ?? 0) + 1;
}

/** Refused JSON is still looked at as YAML: a policy with a doubled key must be recognised to be reported. */
function readSyntax(path: string, text: string): SyntaxReading {
  const json = /\.json$/i.test(path) ? parseJson(text) : null;
  if (json?.kind === 'ok') return { documents: [json.root], problem: null };
  const yaml = parseYaml(text);
  return { documents: yaml.documents, problem: json?.problem ?? yaml.problems[0] ?? null };
}
