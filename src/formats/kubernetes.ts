// Kubernetes manifests, found by content per document. Each object that differs is one opaque change for now.
import type { ParsedChange } from '../model/change.ts';
import type { SyntaxNode } from '../syntax/index.ts';
import type { Format, FormatInput, FormatResult } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { pairByKey } from './pair.ts';
import type { Pair } from './pair.ts';
import { firstSyntaxProblem } from './problem.ts';
import { itemsOf, member, textOf } from './tree.ts';
import { opaqueFile } from './whole-file.ts';

type Manifest = {
  readonly key: string;
  readonly address: string;
  readonly type: string | null;
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
};

export const kubernetes: Format = {
  id: 'kubernetes',
  title: 'Kubernetes manifests',
  claims: (path) => (/\.(?:ya?ml|json)$/i.test(path) ? 'content' : 'none'),
  recognise: (file) => (file.syntax().documents.some(isObject) ? 'kubernetes' : null),
  sameAfterRename: () => true,
  parse,
};

function isObject(node: SyntaxNode): boolean {
  return textOf(member(node, 'apiVersion')) !== '' && textOf(member(node, 'kind')) !== '';
}

function parse(input: FormatInput): FormatResult {
  const problem = firstSyntaxProblem(input.before, input.after);
  if (problem !== null) return { kind: 'unreadable', problem };
  const pairs = pairByKey(manifests(input.before), manifests(input.after));
  const changes = pairs.map((pair) => toChange(pair, input)).filter((change) => change !== null);
  // A text that differs outside of its objects, or a new name, is still not "no change": the content is not understood.
  return { kind: 'parsed', changes: changes.length > 0 ? changes : [opaqueFile(input, 'kubernetes')] };
}

/** Objects of all documents, members of a `List` one by one; a document that is no object stands for the file. */
function manifests(file: FormatFile | null): readonly Manifest[] {
  if (file === null) return [];
  const lines = file.text.split(/\r\n|\n|\r/);
  return file.syntax().documents.flatMap((document) => {
    const items = textOf(member(document, 'kind')).endsWith('List') ? itemsOf(member(document, 'items')) : [];
    const objects = items.length > 0 && items.every(isObject) ? items : [document];
    return objects.map((node) => manifest(node, lines, file.path));
  });
}

function manifest(node: SyntaxNode, lines: readonly string[], path: string): Manifest {
  const endLine = Math.max(node.line, Math.min(node.endLine, lines.length));
  const text = lines.slice(node.line - 1, endLine).join('\n');
  const place = { startLine: node.line, endLine, text };
  if (!isObject(node)) return { key: '', address: path, type: null, ...place };
  const [version, kind] = [textOf(member(node, 'apiVersion')), textOf(member(node, 'kind'))];
  const group = version.includes('/') ? version.slice(0, version.indexOf('/')) : 'core';
  const metadata = member(node, 'metadata');
  const name = textOf(member(metadata, 'name')) || textOf(member(metadata, 'generateName'));
  const address = [group, kind, textOf(member(metadata, 'namespace')) || '-', name || '-'].join('/');
  return { key: address, address, type: kind, ...place };
}

function toChange({ before, after }: Pair<Manifest>, input: FormatInput): ParsedChange | null {
  const shown = after ?? before;
  if (shown === null) return null;
  const { address, type, startLine, endLine } = shown;
  const action = before === null ? 'create' : after === null ? 'delete' : 'unknown';
  return { ...opaqueFile(input, 'kubernetes'), address, type, startLine, endLine, action };
}
