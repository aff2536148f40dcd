// Kubernetes manifests, found by content per document. Each object that differs is one opaque change for now.
import type { ParsedChange } from '../model/change.ts';
import type { SyntaxNode } from '../syntax/index.ts';
import { borrowedLine } from './borrowed-object.ts';
import type { Format, FormatInput, FormatResult, Problem } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { pairByKey } from './pair.ts';
import type { Pair } from './pair.ts';
import { firstSyntaxProblem, inBase } from './problem.ts';
import { hasAlias, itemsOf, member, mergeOf, textOf } from './tree.ts';
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
  recognise: (file) => (file.syntax().documents.some(mayBeObject) ? 'kubernetes' : null),
  recogniseData: (file) =>
    file.syntax().documents.some((node) => mayBeObject(node) && !isToolConfig(node)) ? 'kubernetes' : null,
  sameAfterRename: () => true,
  parse,
};

function isObject(node: SyntaxNode): boolean {
  return textOf(member(node, 'apiVersion')) !== '' && textOf(member(node, 'kind')) !== '';
}

/** An object, or a document that may be one once its aliases are followed. */
function mayBeObject(node: SyntaxNode): boolean {
  const told = [member(node, 'apiVersion'), member(node, 'kind')];
  return (
    isObject(node) ||
    mergeOf(node) !== undefined ||
    (told.some((value) => value?.kind === 'alias') && told.every((value) => value !== undefined))
  );
}

/** Files in the form of an object that no cluster takes, known by their names to the table of opaque files. */
function isToolConfig(node: SyntaxNode): boolean {
  return /^(?:kustomize\.config\.k8s\.io|skaffold)\//.test(textOf(member(node, 'apiVersion')));
}

function parse(input: FormatInput): FormatResult {
  const problem = firstSyntaxProblem(input.before, input.after) ?? aliasProblem(input);
  if (problem !== null) return { kind: 'unreadable', problem };
  const pairs = pairByKey(manifests(input.before), manifests(input.after));
  const changes = pairs.map((pair) => toChange(pair, input)).filter((change) => change !== null);
  // A text that differs outside of its objects, or a new name, is still not "no change": the content is not understood.
  return { kind: 'parsed', changes: changes.length > 0 ? changes : [opaqueFile(input, 'kubernetes')] };
}

/** Aliases are not followed, so an object that borrows what it is could be any object. */
function aliasProblem({ before, after }: FormatInput): Problem | null {
  const [head, base] = [after, before].map((file): Problem | null => {
    const lines = file?.syntax().documents.map(borrowedLine) ?? [];
    const line = lines.find((found) => found !== null);
    const message = 'kind, version or metadata of an object comes from an alias';
    return line === undefined ? null : { line, why: 'alias', message };
  });
  return head ?? (base === null || base === undefined ? null : inBase(base));
}

/** Objects of all documents, members of a `List` one by one; a document that is no object stands for the file. */
function manifests(file: FormatFile | null): readonly Manifest[] {
  if (file === null) return [];
  const lines = file.text.split(/\r\n|\n|\r/);
  return file.syntax().documents.flatMap((document) => {
    const items = textOf(member(document, 'kind')).endsWith('List') ? itemsOf(member(document, 'items')) : [];
    const objects = items.length > 0 && items.every(isObject) ? items : [document];
    const own = objects.map((node) => manifest(node, lines, file.path));
    // What an alias stands for may be in another object of the document.
    return hasAlias(document) ? own.map((one) => ({ ...one, text: linesOf(document, lines) })) : own;
  });
}

function manifest(node: SyntaxNode, lines: readonly string[], path: string): Manifest {
  const endLine = lastLine(node, lines);
  const place = { startLine: node.line, endLine, text: linesOf(node, lines) };
  if (!isObject(node)) return { key: '', address: path, type: null, ...place };
  const [version, kind] = [textOf(member(node, 'apiVersion')), textOf(member(node, 'kind'))];
  const group = version.includes('/') ? version.slice(0, version.indexOf('/')) : 'core';
  const metadata = member(node, 'metadata');
  const name = textOf(member(metadata, 'name')) || textOf(member(metadata, 'generateName'));
  const address = [group, kind, textOf(member(metadata, 'namespace')) || '-', name || '-'].join('/');
  return { key: address, address, type: kind, ...place };
}

function linesOf(node: SyntaxNode, lines: readonly string[]): string {
  return lines.slice(node.line - 1, lastLine(node, lines)).join('\n');
}

function lastLine(node: SyntaxNode, lines: readonly string[]): number {
  return Math.max(node.line, Math.min(node.endLine, lines.length));
}

function toChange({ before, after }: Pair<Manifest>, input: FormatInput): ParsedChange | null {
  const shown = after ?? before;
  if (shown === null) return null;
  const { address, type, startLine, endLine } = shown;
  const action = before === null ? 'create' : after === null ? 'delete' : 'unknown';
  return { ...opaqueFile(input, 'kubernetes'), address, type, startLine, endLine, action };
}
