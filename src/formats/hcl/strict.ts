// What the grammar accepts and HCL refuses; called by `createHclParser`. Rules: each was seen to differ between the two.
import { childOf, templatePieces } from './node.ts';
import type { HclNode } from './node.ts';
import { labelOf } from './read-body.ts';

export type StrictProblem = { readonly line: number; readonly message: string };

/** The first offence, null when there is none. */
export function strictProblem(root: HclNode, text: string): StrictProblem | null {
  const stranger = root.children.find((child) => child.type !== 'body');
  if (stranger !== undefined) return { line: stranger.line, message: 'this file has no configuration body' };
  return root.children.length === 0 && /\S/.test(stripComments(text))
    ? { line: 1, message: 'this file has no configuration body' }
    : visit(root, text);
}

function visit(node: HclNode, text: string): StrictProblem | null {
  const own = ofNode(node, text);
  if (own !== null) return own;
  for (const child of node.children) {
    const found = visit(child, text);
    if (found !== null) return found;
  }
  return null;
}

function ofNode(node: HclNode, text: string): StrictProblem | null {
  switch (node.type) {
    case 'body':
      return ofBody(node, text);
    case 'block':
      return ofBlock(node, text);
    case 'object':
      return ofObject(node);
    case 'string_lit':
    case 'quoted_template':
      return templatePieces(node, text).some((piece) => typeof piece === 'string' && piece.includes('\n'))
        ? { line: node.line, message: 'a quoted string must not span lines' }
        : null;
    default:
      return null;
  }
}

function ofBody(body: HclNode, text: string): StrictProblem | null {
  const names = new Set<string>();
  let last = 0;
  for (const item of body.children) {
    if (item.line <= last) return { line: item.line, message: 'two items stand on one line' };
    last = item.endLine;
    if (item.type !== 'attribute') continue;
    const name = text.slice(item.start, item.children[0]?.end);
    if (names.has(name)) return { line: item.line, message: 'an argument is set twice' };
    names.add(name);
  }
  return null;
}

function ofBlock(block: HclNode, text: string): StrictProblem | null {
  const opening = childOf(block, 'block_start');
  const closing = childOf(block, 'block_end');
  const items = childOf(block, 'body')?.children ?? [];
  const labels = block.children
    .slice(1)
    .filter((child) => child.type === 'string_lit' || child.type === 'identifier');
  const bad = labels.find((label) => !isLabel(label, text));
  if (bad !== undefined) return { line: bad.line, message: 'a label must be a plain name' };
  if (opening === undefined || closing === undefined || opening.line !== block.line)
    return { line: block.line, message: 'a block header must stand on one line' };
  const refuse = (line: number): StrictProblem => ({
    line,
    message: 'a line break is missing in this block',
  });
  if (opening.line === closing.line)
    return items.length > 1 || items[0]?.type === 'block' ? refuse(opening.line) : null;
  const [first] = items;
  const last = items.at(-1);
  if (first !== undefined && first.line === opening.line) return refuse(first.line);
  return last !== undefined && last.endLine === closing.line ? refuse(closing.line) : null;
}

/** Labels become addresses, so they are held to Terraform's plain names after decoding; a template is none. */
function isLabel(label: HclNode, text: string): boolean {
  const name = labelOf(label, text);
  return name !== null && /^[A-Za-z0-9_-]+$/.test(name);
}

function ofObject(object: HclNode): StrictProblem | null {
  for (const [index, element] of object.children.entries()) {
    const before = object.children[index - 1];
    if (element.type === 'object_elem' && before?.type === 'object_elem' && before.endLine === element.line)
      return { line: element.line, message: 'a comma is missing between two members' };
  }
  return null;
}

/** Enough for a text without a body: nothing but comments and white space may be left. */
function stripComments(text: string): string {
  return text.replaceAll(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/|#.*|\/\/.*|\uFEFF/g, '');
}
