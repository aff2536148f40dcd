// Trees to blocks and attributes; called by `createHclParser` behind the strict layer.
import { childOf } from './node.ts';
import type { HclNode } from './node.ts';
import { readValue } from './read-value.ts';
import { decodeQuoted } from './strings.ts';
import type { HclValue } from './value.ts';

export type HclAttribute = {
  readonly kind: 'attribute';
  readonly name: string;
  readonly line: number;
  readonly endLine: number;
  /** Read on demand: most blocks of a changed file are the same on both sides. */
  value(): HclValue;
};
export type HclBlock = {
  readonly kind: 'block';
  readonly type: string;
  /** Decoded. */
  readonly labels: readonly string[];
  readonly line: number;
  readonly endLine: number;
  /** As written, header to closing brace. */
  readonly text: string;
  readonly body: HclBody;
};
export type HclBody = { readonly attributes: readonly HclAttribute[]; readonly blocks: readonly HclBlock[] };

/** The `body` node of a file or block; absent means empty. */
export function readBody(node: HclNode | undefined, text: string): HclBody {
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  for (const item of node?.children ?? []) {
    if (item.type === 'block') blocks.push(readBlock(item, text));
    else attributes.push(readAttribute(item, text));
  }
  return { attributes, blocks };
}

function readAttribute(node: HclNode, text: string): HclAttribute {
  const name = childOf(node, 'identifier');
  const expression = childOf(node, 'expression') ?? node;
  return {
    kind: 'attribute',
    name: name === undefined ? '' : text.slice(name.start, name.end),
    line: node.line,
    endLine: node.endLine,
    value: () => readValue(expression, text),
  };
}

function readBlock(node: HclNode, text: string): HclBlock {
  const [type, ...rest] = node.children;
  const header = rest.filter((child) => child.type === 'string_lit' || child.type === 'identifier');
  return {
    kind: 'block',
    type: type === undefined ? '' : text.slice(type.start, type.end),
    labels: header.map((label) => labelOf(label, text) ?? ''),
    line: node.line,
    endLine: node.endLine,
    text: text.slice(node.start, node.end),
    body: readBody(childOf(node, 'body'), text),
  };
}

/** A label in either form, quoted or bare; null where it cannot be decoded. */
export function labelOf(node: HclNode, text: string): string | null {
  const source = text.slice(node.start, node.end);
  return node.type === 'identifier' ? source : decodeQuoted(source.slice(1, -1));
}
