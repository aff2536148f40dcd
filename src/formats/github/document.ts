// The one YAML document of a workflow, an action or a bot's settings, with its aliases followed; called by those formats.
import { LIMITS } from '../../config/limits.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import type { FormatFile } from '../format-file.ts';
import type { Problem } from '../format.ts';
import { syntaxProblem } from '../problem.ts';

export type ReadDocument =
  | { readonly kind: 'ok'; readonly root: SyntaxNode }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** A node whose aliases are replaced. `size` and `depth` count what it would be written out. */
type Sized = { readonly node: SyntaxNode; readonly size: number; readonly depth: number };
type Reading = { readonly anchors: Map<string, Sized>; readonly problems: Problem[] };

/** Total. More than one document, a merge key and a tag of its own are refused, since GitHub refuses them too. */
export function readDocument(file: FormatFile): ReadDocument {
  const broken = syntaxProblem(file);
  if (broken !== null) return { kind: 'problem', problem: broken };
  const [document = NOTHING, ...others] = file.syntax().documents;
  return others.length > 0
    ? refused(null, 'not-one-document', 'the file holds more than one document')
    : followAliases(document);
}

/** A file that is empty, or holds only comments, says nothing. */
const NOTHING: SyntaxNode = {
  kind: 'map',
  entries: [],
  tag: null,
  anchor: null,
  line: 1,
  column: 1,
  endLine: 1,
};

/** The same for a document that was read otherwise. */
export function followAliases(document: SyntaxNode): ReadDocument {
  const reading: Reading = { anchors: new Map(), problems: [] };
  const { node, size, depth } = resolve(document, reading);
  const [problem] = reading.problems;
  if (problem !== undefined) return { kind: 'problem', problem };
  if (size > LIMITS.treeNodes) return refused(null, 'too-many-nodes', 'its aliases stand for too much');
  if (depth > LIMITS.yamlDepth) return refused(null, 'too-deep', 'its aliases nest too deep');
  return { kind: 'ok', root: node };
}

/** An alias shares what its anchor holds, so a bomb of aliases stays small and only its size is large. */
function resolve(node: SyntaxNode, reading: Reading): Sized {
  const sized = node.kind === 'alias' ? target(node, reading) : inside(node, reading);
  if (node.anchor !== null) reading.anchors.set(node.anchor, sized);
  return sized;
}

/** An alias of an unknown anchor was a problem of syntax before. The copy keeps list items apart from each other. */
function target(node: SyntaxNode & { readonly kind: 'alias' }, { anchors }: Reading): Sized {
  const found = anchors.get(node.name);
  return found === undefined ? { node, size: 1, depth: 1 } : { ...found, node: { ...found.node } };
}

function inside(node: Exclude<SyntaxNode, { kind: 'alias' }>, reading: Reading): Sized {
  report(node, reading);
  switch (node.kind) {
    case 'scalar':
      return { node, size: 1, depth: 1 };
    case 'list': {
      const items = node.items.map((item) => resolve(item, reading));
      return { node: { ...node, items: items.map((item) => item.node) }, ...measure(items) };
    }
    case 'map': {
      const values = node.entries.map(({ value }) => resolve(value, reading));
      const entries = node.entries.map((entry, at) => ({ ...entry, value: values[at]?.node ?? entry.value }));
      return { node: { ...node, entries }, ...measure(values) };
    }
  }
}

function measure(parts: readonly Sized[]): Omit<Sized, 'node'> {
  return {
    size: parts.reduce((sum, { size }) => sum + size, 1),
    depth: parts.reduce((most, { depth }) => Math.max(most, depth), 0) + 1,
  };
}

function report(node: SyntaxNode, { problems }: Reading): void {
  const refuse = (line: number, why: string, message: string): void => {
    problems.push({ line, why, message });
  };
  if (node.tag !== null && !node.tag.startsWith('!!'))
    refuse(node.line, 'unknown-tag', `the tag ${node.tag} is none of YAML's own`);
  if (node.kind === 'scalar' && !node.text.isWellFormed())
    refuse(node.line, 'parse-error', 'a text holds half of a character');
  if (node.kind !== 'map') return;
  for (const { key, keyLine } of node.entries) {
    if (key === '<<') refuse(keyLine, 'merge-key', 'merge keys (`<<`) are not supported here');
    if (key.trimStart().startsWith('${{'))
      refuse(keyLine, 'computed-key', 'the name of this entry is computed, so it may be any');
    if (!key.isWellFormed()) refuse(keyLine, 'parse-error', 'a name holds half of a character');
  }
}

function refused(line: number | null, why: string, message: string): ReadDocument {
  return { kind: 'problem', problem: { line, why, message } };
}
