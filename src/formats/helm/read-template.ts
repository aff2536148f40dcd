// A chart's template as the objects that it may render: both branches of every `if`, computed values unknown. Called by `helm`.
import { parseYaml } from '../../syntax/index.ts';
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import type { Problem } from '../format.ts';
import type { FormatFile } from '../format-file.ts';
import { objectSubject } from '../kubernetes/object-change.ts';
import type { Subject } from '../kubernetes/object-change.ts';
import { manifestParts } from '../kubernetes/objects.ts';
import type { ManifestObject } from '../kubernetes/objects.ts';
import { resolveTree } from '../resolved-tree.ts';
import { EXPRESSION_TAG } from '../tree.ts';
import { actionsBetween } from './actions-between.ts';
import { expressionNode } from './expression-node.ts';
import { maskTemplate } from './mask-template.ts';
import type { MaskedTemplate } from './mask-template.ts';
import { restoreHoles } from './restore-holes.ts';
import type { Action } from './scan-actions.ts';

export type ReadTemplate =
  /** `rest`: what stands in no object; equal for equal content. */
  | { readonly kind: 'ok'; readonly subjects: readonly Subject[]; readonly rest: string }
  | { readonly kind: 'problem'; readonly problem: Problem };

type Masked = Extract<MaskedTemplate, { kind: 'ok' }>;

export function readTemplate(file: FormatFile): ReadTemplate {
  const masked = maskTemplate(file.text);
  if (masked.kind === 'problem') return masked;
  const { documents, problems } = parseYaml(masked.text);
  // A name stands twice where two branches give it.
  const broken = problems.find(({ code }) => code !== 'duplicate-key');
  if (broken !== undefined) {
    const message = `with its actions taken out, this template is no YAML: ${broken.message}`;
    return {
      kind: 'problem',
      problem: { line: Math.min(broken.line, file.lines), why: 'parse-error', message },
    };
  }
  const lines = file.text.split(/\r\n|\n|\r/);
  const holes = { sources: masked.holes, loose: masked.loose, lines };
  const objects: ManifestObject[] = [];
  for (const [index, document] of documents.entries()) {
    const until = documents[index + 1]?.line ?? lines.length + 1;
    const resolved = resolveTree(restoreHoles(document, holes, until), [EXPRESSION_TAG]);
    if (resolved.kind === 'problem') return resolved;
    objects.push(...manifestParts(resolved.node).objects);
  }
  return { kind: 'ok', ...divide(objects, { file, masked, said: saidLines(lines, masked) }) };
}

/** Lines as written, empty where they are comments or blank. A comment inside of a block text is told by its object. */
function saidLines(lines: readonly string[], { text, acting }: Masked): readonly string[] {
  const code = text.split('\n').map((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  return lines.map((line, index) => (code[index] === true || acting.has(index + 1) ? line.trimEnd() : ''));
}

type Template = { readonly file: FormatFile; readonly masked: Masked; readonly said: readonly string[] };

/** What stands before an object, such as the `if` around it, belongs to it, and what follows the last one to that. */
function divide(
  objects: readonly ManifestObject[],
  { file, masked, said }: Template,
): Omit<Extract<ReadTemplate, { kind: 'ok' }>, 'kind'> {
  const sayings = (from: number, until: number): string =>
    said
      .slice(from - 1, until)
      .filter((line) => line !== '')
      .join('\n');
  const ends = regionEnds(objects, masked.text, said.length);
  let from = 1;
  const subjects = objects.map((object, index): Subject => {
    const until = ends[index] ?? said.length;
    const actions = actionsBetween(masked.loose, from, until + 1);
    const subject = objectSubject({ ...object, node: withActions(object.node, actions) }, file);
    const text = `${subject.text}\n${sayings(from, until)}`;
    from = Math.max(from, until + 1);
    return { ...subject, text };
  });
  return { subjects, rest: objects.length === 0 ? file.text.trim() : sayings(from, said.length) };
}

/** Last line of what belongs to each object: the end of its document, or its own where it shares one. */
function regionEnds(objects: readonly ManifestObject[], text: string, last: number): readonly number[] {
  const breaks = text.split('\n').flatMap((line, index) => (/^---(?:\s|$)/.test(line) ? [index + 1] : []));
  let at = 0;
  return objects.map(({ node }, index) => {
    const next = objects[index + 1]?.node.line;
    if (next === undefined) return last;
    while ((breaks[at] ?? next) < next) at += 1;
    return Math.max(node.endLine, breaks[at - 1] ?? 0);
  });
}

/** Actions that steer or print around the members of an object, as members of it: what they do shows as what they are. */
function withActions(node: SyntaxNode, actions: readonly Action[]): SyntaxNode {
  if (node.kind !== 'map') return node;
  const seen = new Map<string, number>();
  const telling = actions.filter(({ source }) => !/^\{\{-? ?(?:end|else) ?-?\}\}$/.test(source));
  const entries = telling.map(({ source, line }): SyntaxEntry => {
    const count = (seen.get(source) ?? 0) + 1;
    seen.set(source, count);
    const key = count === 1 ? source : `${source} (${count})`;
    const value = expressionNode({ line, column: 1, endLine: line, anchor: null }, source);
    return { key, keyLine: line, keyColumn: 1, merge: false, value };
  });
  return { ...node, entries: [...node.entries, ...entries] };
}
