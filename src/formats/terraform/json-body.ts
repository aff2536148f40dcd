// Terraform's JSON syntax as blocks and arguments (https://developer.hashicorp.com/terraform/language/syntax/json); called by `read-source`.
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import { BLOCKS } from './block-types.ts';
import type { Argument, Block, Body } from './body.ts';
import { isReference, nestedIn } from './json-schema.ts';
import { jsonReferences, jsonSource, jsonValue, pointerValue } from './json-value.ts';
import type { Templates } from './json-value.ts';

/** Where a body stands. `lines` are those of the file. */
type Place = { readonly file: string; readonly lines: readonly string[]; readonly templates: Templates };

/** What the syntax does not allow; caught by `jsonBody` and nowhere else. */
class Misplaced extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

export type JsonBody =
  | { readonly kind: 'ok'; readonly body: Body }
  | { readonly kind: 'problem'; readonly line: number; readonly message: string };

export function jsonBody(root: SyntaxNode, place: Place, holds: 'configuration' | 'variables'): JsonBody {
  try {
    const entries = entriesOf(root);
    const body =
      holds === 'variables'
        ? { arguments: entries.map((entry) => argument(entry, 'variables', place)), blocks: [] }
        : { arguments: [], blocks: entries.flatMap((entry) => topBlocks(entry, place)) };
    return { kind: 'ok', body };
  } catch (error) {
    if (!(error instanceof Misplaced)) throw error;
    return { kind: 'problem', line: error.line, message: error.message };
  }
}

function topBlocks(entry: SyntaxEntry, place: Place): readonly Block[] {
  const { key: type, keyLine: line, value } = entry;
  return labelled({ value, line, labels: [] }, BLOCKS.get(type) ?? 0).map((one) => block(type, one, place));
}

type Labelled = { readonly value: SyntaxNode; readonly line: number; readonly labels: readonly string[] };

/** One level of objects for each label, each of them also in a list; then one body, or a list of them. */
function labelled(from: Labelled, depth: number): readonly Labelled[] {
  if (depth === 0) return listed(from.value).map((value) => ({ ...from, value, line: lineOf(value, from) }));
  return entriesOf(from.value).flatMap(({ key, keyLine, value }) =>
    labelled({ value, line: keyLine, labels: [...from.labels, key] }, depth - 1),
  );
}

function listed(node: SyntaxNode): readonly SyntaxNode[] {
  const items = node.kind === 'list' ? node.items : isNull(node) ? [] : [node];
  const stray = items.find((item) => item.kind !== 'map');
  if (stray !== undefined) throw new Misplaced(stray.line, 'a block must be an object or a list of objects');
  return items;
}

/** A single body starts at its name. */
function lineOf(value: SyntaxNode, from: Labelled): number {
  return value === from.value ? from.line : value.line;
}

function block(type: string, { value, line, labels }: Labelled, place: Place): Block {
  const nested = nestedIn(type);
  const entries = entriesOf(value);
  return {
    type,
    labels,
    file: place.file,
    line,
    endLine: value.endLine,
    text: place.lines.slice(line - 1, value.endLine).join('\n'),
    overrides: [],
    references: () => jsonReferences(value, place.templates),
    body: {
      arguments: entries.filter(({ key }) => !nested.has(key)).map((entry) => argument(entry, type, place)),
      blocks: entries.flatMap((entry) => {
        const depth = nested.get(entry.key);
        if (depth === undefined) return [];
        const from = { value: entry.value, line: entry.keyLine, labels: [] };
        return labelled(from, depth).map((one) => block(entry.key, one, place));
      }),
    },
  };
}

/** Members of an object, or of a list of objects one after the other. `//` is a comment. */
function entriesOf(node: SyntaxNode): readonly SyntaxEntry[] {
  return listed(node)
    .flatMap((item) => (item.kind === 'map' ? item.entries : []))
    .filter(({ key }) => key !== '//');
}

function argument(entry: SyntaxEntry, type: string, { file, lines, templates }: Place): Argument {
  const { key: name, keyLine: line, value } = entry;
  const pointer = isReference(type, name);
  return {
    name,
    file,
    line,
    endLine: value.endLine,
    text: () => lines.slice(line - 1, value.endLine).join('\n'),
    source: () => jsonSource(value),
    references: () => (pointer ? new Set() : jsonReferences(value, templates)),
    evaluate: (scope) => (pointer ? pointerValue(value) : jsonValue(value, { templates, scope })),
  };
}

function isNull(node: SyntaxNode): boolean {
  return node.kind === 'scalar' && node.style === 'plain' && node.text === 'null';
}
